import { createStore, useStore } from '../../../lib/create-store.ts';

interface Selection {
  ids: ReadonlySet<string>;
  /** Cards show their boxes. */
  isOn: boolean;
  /** Where a range begins. */
  anchor: string | null;
}

const nothing: Selection = { ids: new Set(), isOn: false, anchor: null };

/** Outside of React's tree: selecting a task draws one card again, not the list. */
export const selection = createStore(nothing);

export const startSelecting = (): void => selection.update((before) => ({ ...before, isOn: true }));
export const endSelecting = (): void => selection.set(nothing);

/** Selects or deselects one. */
export function toggleSelected(id: string): void {
  const ids = new Set(selection.get().ids);
  if (!ids.delete(id)) ids.add(id);
  selection.set({ ids, isOn: true, anchor: id });
}

/** Selects all from the one touched last up to `id`, in the order of the list as shown. */
export function selectUpTo(id: string, shown: readonly string[]): void {
  const { ids, anchor } = selection.get();
  const from = anchor === null ? -1 : shown.indexOf(anchor);
  const to = shown.indexOf(id);
  if (from < 0 || to < 0) return toggleSelected(id);
  const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  selection.set({ ids: new Set([...ids, ...range]), isOn: true, anchor: id });
}

export const selectAll = (ids: readonly string[]): void =>
  selection.update((before) => ({ ...before, ids: new Set(ids), isOn: true }));

export const deselect = (ids: readonly string[]): void =>
  selection.update((before) => ({
    ...before,
    ids: new Set([...before.ids].filter((id) => !ids.includes(id))),
  }));

/** For one row: whether its box is ticked. */
export const useIsSelected = (id: string): boolean => useStore(selection, ({ ids }) => ids.has(id));

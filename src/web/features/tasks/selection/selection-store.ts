import { useCallback, useSyncExternalStore } from 'react';

/** Which tasks are picked, outside of React's tree: a pick draws one card again, not the list. */
export class Selection {
  #ids: ReadonlySet<string> = new Set();
  /** Cards show their boxes. */
  #isOn = false;
  /** Where a range begins. */
  #anchor: string | null = null;
  /** The list as shown, for ranges. */
  #order: readonly string[] = [];
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };
  readonly ids = (): ReadonlySet<string> => this.#ids;
  readonly isOn = (): boolean => this.#isOn;
  readonly has = (id: string): boolean => this.#ids.has(id);

  setOrder(order: readonly string[]): void {
    this.#order = order;
  }

  start(): void {
    this.#set(this.#ids, true);
  }

  /** Picks or unpicks one; with `isRange`, all from the one touched last up to it. */
  pick(id: string, isRange = false): void {
    const ids = new Set(this.#ids);
    const range = isRange ? this.#between(this.#anchor, id) : [];
    if (range.length > 0) for (const each of range) ids.add(each);
    else if (!ids.delete(id)) ids.add(id);
    this.#anchor = id;
    this.#set(ids, true);
  }

  pickAll(ids: readonly string[] = this.#order): void {
    this.#set(new Set(ids), true);
  }

  drop(gone: readonly string[]): void {
    this.#set(new Set([...this.#ids].filter((id) => !gone.includes(id))), this.#isOn);
  }

  end(): void {
    this.#anchor = null;
    this.#set(new Set(), false);
  }

  #between(from: string | null, to: string): readonly string[] {
    const a = from === null ? -1 : this.#order.indexOf(from);
    const b = this.#order.indexOf(to);
    return a < 0 || b < 0 ? [] : this.#order.slice(Math.min(a, b), Math.max(a, b) + 1);
  }

  #set(ids: ReadonlySet<string>, isOn: boolean): void {
    this.#ids = ids;
    this.#isOn = isOn;
    for (const listener of this.#listeners) listener();
  }
}

/** For one card: whether boxes are shown, and whether its own is ticked. */
export function useIsSelected(selection: Selection, id: string): boolean | null {
  const read = useCallback(() => (selection.isOn() ? selection.has(id) : null), [selection, id]);
  return useSyncExternalStore(selection.subscribe, read);
}

export const useSelected = (selection: Selection): { ids: ReadonlySet<string>; isOn: boolean } => ({
  ids: useSyncExternalStore(selection.subscribe, selection.ids),
  isOn: useSyncExternalStore(selection.subscribe, selection.isOn),
});

import { useSyncExternalStore } from 'react';

export const SHEETS = ['ideas', 'vary', 'code', 'paste', 'palette', 'shortcuts'] as const;
export type SheetName = (typeof SHEETS)[number];

export interface OpenSheet {
  name: SheetName;
  /** What it opens with: pasted text. */
  text: string;
}

const listeners = new Set<() => void>();
let open: OpenSheet | null = null;

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

function set(next: OpenSheet | null): void {
  open = next;
  for (const listener of listeners) listener();
}

/** One sheet lies over the page at a time. */
export const openSheet = (name: SheetName, text = ''): void => set({ name, text });
export const closeSheet = (): void => set(null);
export const useSheet = (): OpenSheet | null =>
  useSyncExternalStore(
    subscribe,
    () => open,
    () => null,
  );

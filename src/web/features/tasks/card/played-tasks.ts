import { createStore } from '../../../lib/create-store.ts';
import { readItem, writeItem } from '../../../state/safe-storage.ts';

const STORED = 'unplayed';
const MOST = 200;

/** The newest tasks that were on their way while this browser looked, and not played since. */
export const unplayedTasks = createStore<readonly string[]>([], {
  read: () => readItem(STORED)?.split(',') ?? [],
});
const played = new Set<string>();

function keep(ids: readonly string[]): void {
  unplayedTasks.set(ids);
  writeItem(STORED, String(ids));
}

const others = (id: string): string[] => unplayedTasks.get().filter((each) => each !== id);

export function notePlayed(id: string): void {
  played.add(id);
  keep(others(id));
}

/** It is on its way, or has just arrived. */
export function noteUnplayed(id: string): void {
  if (!played.has(id)) keep([id, ...others(id)].slice(0, MOST));
}

import { createStore } from '../../../lib/create-store.ts';

/** Tasks of which a take was played on this page. */
export const playedTasks = createStore<ReadonlySet<string>>(new Set());

export function notePlayed(id: string): void {
  playedTasks.update((before) => (before.has(id) ? before : new Set(before).add(id)));
}

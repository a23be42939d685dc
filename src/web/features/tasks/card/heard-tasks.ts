import { createStore } from '../../../lib/create-store.ts';

/** Tasks of which a take was played on this page. */
export const heardTasks = createStore<ReadonlySet<string>>(new Set());

export function noteHeard(id: string): void {
  heardTasks.update((before) => (before.has(id) ? before : new Set(before).add(id)));
}

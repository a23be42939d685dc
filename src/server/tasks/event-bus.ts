import type { StreamEvent } from '#shared/stream-event.ts';
import type { Task } from '#shared/task.ts';

import type { TaskRepository } from '../db/task-repository.ts';
import type { TaskRow } from '../db/task-row.ts';

/** More than this missed: reading the list anew is cheaper than replaying. */
const REPLAY_MAX = 500;

export type EventBus = ReturnType<typeof createEventBus>;

/** Who hears of a commit: the rooms inside as entries, the streams as events. */
export function createEventBus(toTask: (entry: TaskRow) => Task) {
  const watchers = new Set<(entry: TaskRow) => void>();
  const streams = new Set<(event: StreamEvent) => void>();

  const toEvent = (entry: TaskRow): StreamEvent =>
    entry.deletedAt === null
      ? { id: entry.event, event: 'task', data: toTask(entry) }
      : { id: entry.event, event: 'gone', data: { id: entry.id } };

  return {
    publish(entries: TaskRow[]): void {
      for (const entry of entries) {
        for (const watcher of watchers) watcher(entry);
      }
      if (streams.size === 0) return;
      for (const event of entries.map(toEvent)) for (const stream of streams) stream(event);
    },

    push(event: StreamEvent): void {
      for (const stream of streams) stream(event);
    },

    /** Inside the ledger: every committed change, until called off. */
    watch(watcher: (entry: TaskRow) => void): () => void {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },

    /** Outside: replays first, so nothing falls between the two. */
    subscribe(
      store: TaskRepository,
      after: number | null,
      listener: (event: StreamEvent) => void,
    ): () => void {
      if (after !== null) for (const event of replay(store, after)) listener(event);
      streams.add(listener);
      return () => streams.delete(listener);
    },
  };

  function replay(store: TaskRepository, after: number): StreamEvent[] {
    const last = store.lastEvent();
    const { entries, gone } = store.changesSince(after, REPLAY_MAX + 1);
    if (after > last || entries.length + gone.length > REPLAY_MAX) {
      return [{ id: last, event: 'reload', data: {} }];
    }
    const graves = gone.map(({ id, event }): StreamEvent => ({ id: event, event: 'gone', data: { id } }));
    return [...entries.map(toEvent), ...graves].sort((a, b) => a.id - b.id);
  }
}

import type { StreamEvent } from '#shared/stream-event.ts';
import type { Task } from '#shared/task.ts';

import type { TaskRow } from '../db/task-row.ts';

/** More than this missed: reading the list anew is cheaper than replaying. */
const REPLAY_MAX = 500;

interface EventBusOptions {
  toTask: (row: TaskRow) => Task;
  lastEvent: () => number;
  /** What came after an event: changed tasks and purged ones, at most `limit` of each. */
  missed: (after: number, limit: number) => { rows: TaskRow[]; gone: { id: string; event: number }[] };
}

export type EventBus = ReturnType<typeof createEventBus>;

/** Tells what was committed: rows to the parts inside, events to the streams. */
export function createEventBus({ toTask, lastEvent, missed }: EventBusOptions) {
  const watchers = new Set<(row: TaskRow) => void>();
  const streams = new Set<(event: StreamEvent) => void>();

  const toEvent = (row: TaskRow): StreamEvent =>
    row.deletedAt === null
      ? { id: row.event, event: 'task', data: toTask(row) }
      : { id: row.event, event: 'gone', data: { id: row.id } };

  function push(event: StreamEvent): void {
    for (const stream of streams) stream(event);
  }

  function replay(after: number): StreamEvent[] {
    const { rows, gone } = missed(after, REPLAY_MAX + 1);
    if (after > lastEvent() || rows.length + gone.length > REPLAY_MAX)
      return [{ id: lastEvent(), event: 'reload', data: {} }];
    const purged = gone.map(({ id, event }): StreamEvent => ({ id: event, event: 'gone', data: { id } }));
    return [...rows.map(toEvent), ...purged].sort((a, b) => a.id - b.id);
  }

  return {
    publish(rows: readonly TaskRow[]): void {
      for (const row of rows) for (const watcher of watchers) watcher(row);
      if (streams.size > 0) for (const row of rows) push(toEvent(row));
    },

    push,

    /** Hears every committed change, until called off. */
    watch(watcher: (row: TaskRow) => void): () => void {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },

    /** Replays what came after `after` first, so nothing falls between the two. */
    subscribe(after: number | null, listener: (event: StreamEvent) => void): () => void {
      if (after !== null) for (const event of replay(after)) listener(event);
      streams.add(listener);
      return () => streams.delete(listener);
    },
  };
}

import type { Batch, BatchPage, BatchQuery, BatchRef } from '#shared/batch.ts';
import { PAGE_DEFAULT } from '#shared/limits.ts';
import { Refusal } from '#shared/problem.ts';
import type { TaskState } from '#shared/task.ts';

import { noStates } from '../db/task-list.ts';
import type { TaskRepository } from '../db/task-repository.ts';
import type { TaskRow } from '../db/task-row.ts';
import type { Clock } from '../platform/clock.ts';
import type { Sql } from '../platform/sql.ts';
import type { EventBus } from './event-bus.ts';
import type { QueuePlace } from './send-queue.ts';

interface Row {
  seq: number;
  id: string;
  name: string;
  created_at: number;
  paused: number;
}

/** A batch in the middle of its work is told about this often. */
const TOLD_EVERY_MS = 1000;

export type Batches = ReturnType<typeof createBatches>;

/** Tasks sent as one: how far they are, and holding back those that were not sent yet. */
export function createBatches(options: {
  sql: Sql;
  store: TaskRepository;
  changes: EventBus;
  clock: Clock;
  queue: (entry: Pick<TaskRow, 'id' | 'upstream' | 'sendAt'>) => QueuePlace;
}) {
  const { sql, store, changes, clock, queue } = options;
  const byId = sql.prepare('SELECT * FROM batches WHERE id = ?');
  const insert = sql.prepare(
    'INSERT INTO batches (id, name, created_at, paused) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  );
  const setPaused = sql.prepare('UPDATE batches SET paused = ? WHERE id = ?');
  const newest = sql.prepare(
    'SELECT * FROM batches b WHERE seq < ? AND EXISTS (SELECT 1 FROM shelf WHERE batch = b.id) ORDER BY seq DESC LIMIT ?',
  );
  const countStates = sql.prepare('SELECT state, count(*) AS n FROM shelf WHERE batch = ? GROUP BY state');
  const places = sql.prepare(
    "SELECT id, upstream, send_at AS sendAt FROM tasks WHERE batch = ? AND state = 'held'",
  );
  /** Names never change, so they are read once. */
  const names = new Map<string, string>();
  const untold = new Set<string>();
  let callOff: (() => void) | null = null;

  function row(id: string): Row {
    const found = byId.get(id.toLowerCase());
    if (found === undefined)
      throw new Refusal(404, { code: 'not-found', message: 'There is no such batch.' });
    return found as Row;
  }

  function nameOf(id: string): string {
    const known = names.get(id);
    if (known !== undefined) return known;
    const { name } = row(id);
    names.set(id, name);
    return name;
  }

  const held = (id: string): TaskRow[] =>
    store.select("SELECT * FROM tasks WHERE batch = ? AND state = 'held' ORDER BY seq", id);

  function toBatch({ id, name, created_at, paused }: Row): Batch {
    const counts = noStates();
    for (const { state, n } of countStates.all(id) as { state: TaskState; n: number }[]) counts[state] = n;
    const waiting = (counts.held === 0 ? [] : places.all(id)) as Pick<
      TaskRow,
      'id' | 'upstream' | 'sendAt'
    >[];
    const lastAt = waiting.reduce((last, entry) => Math.max(last, queue(entry).sendAt ?? 0), 0);
    return {
      id,
      name,
      createdAt: new Date(created_at).toISOString(),
      paused: paused === 1,
      total: Object.values(counts).reduce((sum, n) => sum + n, 0),
      counts,
      lastSendAt: lastAt === 0 ? null : new Date(lastAt).toISOString(),
    };
  }

  function tell(): void {
    callOff = null;
    const ids = [...untold];
    untold.clear();
    for (const id of ids) changes.push({ id: store.lastEvent(), event: 'batch', data: toBatch(row(id)) });
  }

  const unwatch = changes.watch(({ batch }) => {
    if (batch === null) return;
    untold.add(batch);
    callOff ??= clock.after(TOLD_EVERY_MS, tell);
  });

  function pause(id: string, paused: boolean): Batch {
    const batch = row(id);
    store.transact(() => {
      if (batch.paused === Number(paused)) return;
      setPaused.run(Number(paused), batch.id);
      // Each says anew when it leaves: not by itself, or at the current pace.
      for (const entry of held(batch.id)) store.change(entry.id, {});
    });
    return toBatch(row(id));
  }

  return {
    nameOf,
    /** Call it in the transaction that journals its tasks. The first name stays. */
    open({ id, name }: BatchRef, at = clock.now(), paused = false): string {
      insert.run(id.toLowerCase(), name, at, Number(paused));
      return id.toLowerCase();
    },
    get: (id: string): Batch => toBatch(row(id)),
    list({ cursor, limit = PAGE_DEFAULT }: BatchQuery): BatchPage {
      const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor);
      const rows = newest.all(before, limit + 1) as Row[];
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return { batches: rows.slice(0, limit).map(toBatch), next: last ? String(last.seq) : null };
    },
    pause: (id: string) => pause(id, true),
    resume: (id: string) => pause(id, false),
    cancelUnsent(id: string): Batch {
      const batch = row(id);
      store.transact(() => {
        for (const entry of held(batch.id))
          store.move(entry.id, 'cancelled', { endedAt: clock.now(), problem: null });
      });
      return toBatch(row(id));
    },
    close(): void {
      unwatch();
      callOff?.();
    },
  };
}

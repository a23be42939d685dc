import { Refusal } from '#shared/problem.ts';
import type { TaskState } from '#shared/task.ts';

import type { Clock } from '../platform/clock.ts';
import { Unwritable } from '../platform/errors.ts';
import { type Sql, type SqlStatement, type SqlValue } from '../platform/sql.ts';
import { assertLegal } from '../tasks/state-machine.ts';
import { decode, encode, emptyRow, type TaskRow } from './task-row.ts';

export type NewTask = Omit<TaskRow, 'seq' | keyof typeof emptyRow | 'createdAt' | 'updatedAt'> &
  Partial<TaskRow>;
export type TaskChange = Partial<Omit<TaskRow, 'seq' | 'id' | 'rev' | 'event' | 'state' | 'updatedAt'>>;

export interface Tombstone {
  id: string;
  key: string | null;
  bodyHash: string;
  upstream: string;
  taskId: string | null;
  problem: TaskRow['problem'];
}

const named = (cause: unknown): unknown =>
  Unwritable.is(cause) ? new Unwritable('The data folder cannot be written.', { cause }) : cause;

/** Written with every change. */
const BOOKKEEPING: readonly (keyof TaskRow)[] = ['rev', 'event', 'updatedAt'];

export type TaskRepository = ReturnType<typeof createTaskRepository>;

/**
 * Rows in, rows out. Every write of a task raises its rev and takes the next event number, in one transaction;
 * `onCommit` hears the ids that changed only after the commit, in order, so nothing is told that is not on disk.
 */
export function createTaskRepository(sql: Sql, clock: Clock, onCommit: (changed: TaskRow[]) => void) {
  const byId = sql.prepare('SELECT * FROM tasks WHERE id = ?');
  const byKey = sql.prepare('SELECT * FROM tasks WHERE key = ?');
  const bySecret = sql.prepare('SELECT * FROM tasks WHERE secret = ?');
  const byTaskId = sql.prepare('SELECT * FROM tasks WHERE task_id = ? AND upstream = ? ORDER BY seq LIMIT 1');
  const byState = sql.prepare('SELECT * FROM tasks WHERE state = ? AND upstream = ? ORDER BY seq');
  const allByState = sql.prepare('SELECT * FROM tasks WHERE state = ? ORDER BY seq');
  const places = sql.prepare(
    "SELECT id, send_at, coalesce((SELECT paused FROM batches WHERE batches.id = tasks.batch), 0) AS paused FROM tasks WHERE state = 'held' AND upstream = ? ORDER BY seq",
  );
  const countBusy = sql.prepare(
    "SELECT count(*) AS n FROM tasks WHERE state IN ('sending', 'rendering') AND upstream = ?",
  );
  const since = sql.prepare('SELECT * FROM tasks WHERE event > ? ORDER BY event LIMIT ?');
  const graves = sql.prepare('SELECT id, event FROM tombstones WHERE event > ? ORDER BY event LIMIT ?');
  const lastEvent = sql.prepare(
    'SELECT max(coalesce((SELECT max(event) FROM tasks), 0), coalesce((SELECT max(event) FROM tombstones), 0)) AS n',
  );
  const tombById = sql.prepare('SELECT * FROM tombstones WHERE id = ?');
  const tombByKey = sql.prepare('SELECT * FROM tombstones WHERE key = ?');
  const addTombstone = sql.prepare(
    'INSERT INTO tombstones (id, key, body_hash, upstream, task_id, problem, event, purged_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const removeTombstone = sql.prepare('DELETE FROM tombstones WHERE id = ?');
  const removeTask = sql.prepare('DELETE FROM tasks WHERE seq = ?');

  const statements = new Map<string, SqlStatement>();

  let event = (lastEvent.get() as { n: number }).n;
  /** Ids changed by the transaction under way; null outside of one. */
  let changed: Map<string, TaskRow> | null = null;

  /** Texts are few: fixed ones, and one for each set of fields that change together. */
  function prepared(query: string): SqlStatement {
    const known = statements.get(query) ?? sql.prepare(query);
    statements.set(query, known);
    return known;
  }

  /** All or nothing; a nested call joins the outer one. @throws Unwritable when the disk or its file would not take it */
  function transact<T>(work: () => T): T {
    if (changed) return work();
    begin();
    const mine = new Map<string, TaskRow>();
    const eventBefore = event;
    changed = mine;
    let result: T;
    try {
      result = work();
      sql.exec('COMMIT');
    } catch (cause) {
      event = eventBefore;
      rollBack();
      throw named(cause);
    } finally {
      changed = null;
    }
    if (mine.size > 0) onCommit([...mine.values()]);
    return result;
  }

  /** Should even this fail (the file is locked), no transaction is open. */
  function begin(): void {
    try {
      sql.exec('BEGIN IMMEDIATE');
    } catch (cause) {
      throw named(cause);
    }
  }

  function rollBack(): void {
    try {
      sql.exec('ROLLBACK');
    } catch {
      // A full disk has made SQLite roll back by itself; what went wrong is thrown by the caller.
    }
  }

  function note(entry: TaskRow): void {
    // Re-inserted so that the order is that of each task's last change.
    changed?.delete(entry.id);
    changed?.set(entry.id, entry);
  }

  function one(row: unknown): TaskRow | null {
    return row === undefined ? null : decode(row);
  }

  function find(id: string): TaskRow | null {
    return one(byId.get(id));
  }

  /** @throws Refusal 404 (never known), 410 (deleted) */
  function shown(id: string): TaskRow {
    const entry = find(id);
    if (entry && entry.deletedAt === null) return entry;
    const gone = entry !== null || tombById.get(id) !== undefined;
    throw new Refusal(gone ? 410 : 404, {
      code: 'not-found',
      message: gone ? 'That task was deleted.' : 'There is no such task.',
    });
  }

  function insert(fields: NewTask): TaskRow {
    return transact(() => {
      const now = clock.now();
      const first = { ...emptyRow, createdAt: now, updatedAt: now, ...fields };
      const entry = { ...first, rev: fields.rev ?? 1, event: ++event };
      const cells = encode(entry);
      const names = cells.map(({ column }) => column);
      const { lastInsertRowid } = prepared(
        `INSERT INTO tasks (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      ).run(...cells.map(({ value }) => value));
      const saved: TaskRow = { ...entry, seq: Number(lastInsertRowid) };
      note(saved);
      return saved;
    });
  }

  function write(entry: TaskRow, change: TaskChange & { state?: TaskState }): TaskRow {
    return transact(() => {
      const next: TaskRow = {
        ...entry,
        ...change,
        rev: entry.rev + 1,
        event: ++event,
        updatedAt: clock.now(),
      };
      // Only what may have changed: SQLite rewrites the index of every column it is told to set.
      const cells = encode(next, new Set([...BOOKKEEPING, ...(Object.keys(change) as (keyof TaskRow)[])]));
      const set = cells.map(({ column }) => `${column} = ?`).join(', ');
      prepared(`UPDATE tasks SET ${set} WHERE seq = ?`).run(...cells.map(({ value }) => value), next.seq);
      note(next);
      return next;
    });
  }

  /** Reads the row afresh: what the caller holds may be older than an await. */
  function fresh(id: string): TaskRow {
    const entry = find(id);
    if (!entry) throw new Refusal(410, { code: 'not-found', message: 'That task was deleted.' });
    return entry;
  }

  /** @throws Refusal 409 when the move is not legal */
  function move(id: string, to: TaskState, change: TaskChange = {}): TaskRow {
    const entry = fresh(id);
    assertLegal(entry.state, to);
    return write(entry, { ...change, state: to });
  }

  /** Changes fields within the same state. */
  const change = (id: string, fields: TaskChange): TaskRow => write(fresh(id), fields);

  function addGrave({ id, key, bodyHash, upstream, taskId, problem }: Tombstone): void {
    const reason = problem && JSON.stringify(problem);
    addTombstone.run(id, key, bodyHash, upstream, taskId, reason, ++event, clock.now());
  }

  function purge(entry: TaskRow): void {
    transact(() => {
      addGrave(entry);
      removeTask.run(entry.seq);
    });
  }

  /** Remembers a key that came from elsewhere; what is known here already stays as it is. */
  function bury(tombstone: Tombstone): void {
    const { id, key } = tombstone;
    if (find(id) || tombById.get(id)) return;
    const isTaken = key !== null && (byKey.get(key) ?? tombByKey.get(key)) !== undefined;
    transact(() => addGrave({ ...tombstone, key: isTaken ? null : key }));
  }

  /** As an import decided it, past the legal moves: it tells what became of the task elsewhere. */
  function replace(id: string, { rev, ...told }: Omit<TaskRow, 'seq'>): TaskRow {
    const entry = fresh(id);
    return write({ ...entry, rev: Math.max(entry.rev, rev) }, told);
  }

  function toTombstone(row: unknown): Tombstone | null {
    if (row === undefined) return null;
    const cells = row as Record<string, string | null>;
    return {
      id: cells['id'] ?? '',
      key: cells['key'] ?? null,
      bodyHash: cells['body_hash'] ?? '',
      upstream: cells['upstream'] ?? '',
      taskId: cells['task_id'] ?? null,
      problem: cells['problem'] ? (JSON.parse(cells['problem']) as TaskRow['problem']) : null,
    };
  }

  return {
    transact,
    insert,
    move,
    change,
    find,
    fresh,
    shown,
    purge,
    bury,
    unbury: (id: string) => void removeTombstone.run(id),
    replace,
    lastEvent: () => event,
    findByKey: (key: string) => one(byKey.get(key)),
    findBySecret: (secret: string) => one(bySecret.get(secret)),
    findByTaskId: (taskId: string, upstream: string) => one(byTaskId.get(taskId, upstream)),
    findTombstone: (id: string, key: string) => toTombstone(tombById.get(id) ?? tombByKey.get(key)),
    inState: (state: TaskState, upstream: string) => byState.all(state, upstream).map(decode),
    inStateAnywhere: (state: TaskState) => allByState.all(state).map(decode),
    /** The queue in its order, without the tasks themselves: it may be thousands long. */
    heldPlaces: (upstream: string) =>
      (places.all(upstream) as { id: string; send_at: number; paused: number }[]).map((row) => ({
        id: row.id,
        sendAt: row.send_at,
        paused: row.paused === 1,
      })),
    /** How many are with the upstream at this moment. */
    countBusy: (upstream: string) => (countBusy.get(upstream) as { n: number }).n,
    select(query: string, ...values: SqlValue[]): TaskRow[] {
      return prepared(query)
        .all(...values)
        .map(decode);
    },
    /** Changes after `after`, oldest first, at most `limit` of each. */
    changesSince: (after: number, limit: number) => ({
      entries: since.all(after, limit).map(decode),
      gone: graves.all(after, limit) as { id: string; event: number }[],
    }),
  };
}

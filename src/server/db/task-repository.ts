import { toUuid } from '#shared/ids.ts';
import { REV_MAX } from '#shared/limits.ts';
import { because } from '#shared/messages/reason.ts';
import { Refusal } from '#shared/problem.ts';
import type { TaskState } from '#shared/task.ts';

import type { Clock } from '../platform/clock.ts';
import { prepareOnce, type Sql, type SqlValue } from '../platform/sql.ts';
import { decode, encode, emptyRow, TASK_COLUMNS, type TaskRow } from './task-row.ts';
import type { Transactions } from './transactions.ts';

export type NewTask = Omit<TaskRow, 'seq' | keyof typeof emptyRow | 'createdAt' | 'updatedAt'> &
  Partial<TaskRow>;
export type TaskChange = Partial<Omit<TaskRow, 'seq' | 'id' | 'rev' | 'event' | 'state' | 'updatedAt'>>;

/** Written with every change. */
const BOOKKEEPING: readonly (keyof TaskRow)[] = ['rev', 'event', 'updatedAt'];

interface TaskRepositoryOptions {
  sql: Sql;
  clock: Clock;
  transactions: Transactions;
  /** @throws Refusal 409 for a move that is not legal */
  assertLegal: (from: TaskState, to: TaskState) => void;
  report: (error: unknown) => void;
}

type TaskReader = ReturnType<typeof createTaskReader>;
export type TaskRepository = ReturnType<typeof createTaskRepository>;

/**
 * The rows of `tasks`. Every write raises the task's rev and takes the next event number, in one transaction.
 * Rows are read one by one, so that a damaged one hides no other.
 */
export function createTaskRepository(options: TaskRepositoryOptions) {
  const { sql, transactions, assertLegal } = options;
  const reader = createTaskReader(sql, options.report);
  const write = createTaskWriter(options);
  const finder = createTaskFinder(reader, sql);
  const queries = taskQueries(reader);

  return {
    transact: <T>(work: () => T): T => transactions.transact(work),
    lastEvent: (): number => transactions.lastEvent(),
    ...finder,
    ...queries,
    bySeq: (seq: number): TaskRow | null => reader.first('seq = ?', seq),

    /** A task sent again tells the one that it was made from. */
    insert: (fields: NewTask): TaskRow =>
      transactions.transact(() => {
        const row = write.insert({
          ...fields,
          resentAs: fields.resentAs ?? queries.firstResendOf(fields.id),
        });
        const from = fields.resentFrom ? finder.find(fields.resentFrom) : null;
        if (from && from.resentAs === null) write.update(from, { resentAs: row.id });
        return row;
      }),

    /** @throws Refusal 409 when the move is not legal */
    move(id: string, to: TaskState, change: TaskChange = {}): TaskRow {
      const row = finder.fresh(id);
      assertLegal(row.state, to);
      return write.update(row, { ...change, state: to });
    },

    /** Changes fields within the same state. */
    change: (id: string, fields: TaskChange): TaskRow => write.update(finder.fresh(id), fields),

    /** As an import decided it, past the legal moves: it tells what became of the task elsewhere. */
    replace(id: string, { rev, ...told }: Omit<TaskRow, 'seq'>): TaskRow {
      const row = finder.fresh(id);
      return write.update({ ...row, rev: Math.max(row.rev, rev) }, told);
    },

    remove: (row: TaskRow): void => write.remove(row.seq),
  };
}

/** UUIDs are kept in lower case; a caller may write them in any. */
function findById(reader: TaskReader, id: string): TaskRow | null {
  const folded = toUuid(id) ?? id;
  return reader.first('id = ?', id) ?? (folded === id ? null : reader.first('id = ?', folded));
}

/** By id, and what a client is told where there is none. */
function createTaskFinder(reader: TaskReader, sql: Sql) {
  const tombstone = sql.prepare('SELECT 1 FROM tombstones WHERE id = ?');
  const find = (id: string) => findById(reader, id);
  return {
    find,

    /** Reads the row afresh: what the caller holds may be older than an await. @throws Refusal 410 */
    fresh(id: string): TaskRow {
      const row = find(id);
      if (!row) throw gone();
      return row;
    },

    /** A task that is not deleted. @throws Refusal 404 (never known), 410 (deleted) */
    shown(id: string): TaskRow {
      const row = find(id);
      if (row && row.deletedAt === null) return row;
      if (row || tombstone.get(toUuid(id) ?? id) !== undefined) throw gone();
      throw new Refusal(404, { code: 'not-found', ...because('taskUnknown') });
    },
  };
}

/** Finds tasks by anything but their id. */
const taskQueries = (reader: TaskReader) => ({
  firstResendOf: (id: string): string | null =>
    reader.first('resent_from = ? ORDER BY seq LIMIT 1', id)?.id ?? null,
  findByKey: (key: string) => reader.first('key = ?', key),
  findBySecret: (secret: string) => reader.first('secret = ?', secret),
  findByTaskId: (taskId: string, connection: string) =>
    reader.first('task_id = ? AND connection = ? ORDER BY seq LIMIT 1', taskId, connection),
  /** Of whichever connection, and not deleted. */
  shownByTaskId: (taskId: string) =>
    reader.first('task_id = ? AND deleted_at IS NULL ORDER BY seq LIMIT 1', taskId),
  /** Made of the same body at or after `time`, deleted ones too; newest first. */
  ofBody: (bodyHash: string, time: number) =>
    reader.all('body_hash = ? AND created_at >= ? ORDER BY created_at DESC', bodyHash, time),
  inState: (state: TaskState, connection: string) =>
    reader.all('state = ? AND connection = ? ORDER BY seq', state, connection),
  inStateAnywhere: (state: TaskState) => reader.all('state = ? ORDER BY seq', state),
  /** Had not finished in time, since `time`; the vendor may finish them yet. */
  timedOut: (connection: string, time: number) =>
    reader.all(
      "state = 'failed' AND connection = ? AND ended_at > ? AND task_id IS NOT NULL AND iif(json_valid(problem), problem, '{}') ->> '$.code' = 'timed-out' ORDER BY seq",
      connection,
      time,
    ),
  /** Deleted at or before `time`. */
  deletedBy: (time: number) =>
    reader.all('deleted_at IS NOT NULL AND deleted_at <= ? ORDER BY deleted_at', time),
  firstDeleted: () => reader.first('deleted_at IS NOT NULL ORDER BY deleted_at LIMIT 1'),
  /** Changed after event `after`, oldest change first. */
  changedSince: (after: number, limit: number) =>
    reader.all('event > ? ORDER BY event LIMIT ?', after, limit),
});

const gone = () => new Refusal(410, { code: 'not-found', ...because('taskDeleted') });

/** Reads rows of `tasks`; damage is reported once a row. */
export function createTaskReader(sql: Sql, report: (error: unknown) => void) {
  const prepared = prepareOnce(sql);
  const bySeq = sql.prepare(`SELECT ${TASK_COLUMNS} FROM tasks WHERE seq = ?`);
  const reported = new Set<string>();

  const onDamage = (columns: string[], id: string) => {
    if (reported.has(id)) return;
    reported.add(id);
    report(new Error(`Task ${id} is damaged in the database: ${columns.join(', ')}.`));
  };

  const positions = (where: string) => prepared(`SELECT seq FROM tasks WHERE ${where}`);

  function read(position: unknown): TaskRow | null {
    const { seq } = position as { seq: number };
    const cells = bySeq.get(seq);
    return cells === undefined ? null : decode(cells, onDamage);
  }

  return {
    /** `where` is a fixed text, kept as a prepared statement. */
    first(where: string, ...values: SqlValue[]): TaskRow | null {
      const position = positions(where).get(...values);
      return position === undefined ? null : read(position);
    },
    all(where: string, ...values: SqlValue[]): TaskRow[] {
      return positions(where)
        .all(...values)
        .map(read)
        .filter((row) => row !== null);
    },
  };
}

/** Writes rows of `tasks`, each with its rev, event number and time. */
function createTaskWriter({ sql, clock, transactions }: TaskRepositoryOptions) {
  const remove = sql.prepare('DELETE FROM tasks WHERE seq = ?');
  /** Few texts: one for each set of fields that change together. */
  const prepared = prepareOnce(sql);

  return {
    insert(fields: NewTask): TaskRow {
      const now = clock.now();
      const row = {
        ...emptyRow,
        createdAt: now,
        updatedAt: now,
        ...fields,
        rev: fields.rev ?? 1,
        event: transactions.nextEvent(),
      };
      const cells = encode(row);
      const names = cells.map(({ column }) => column);
      const { lastInsertRowid } = prepared(
        `INSERT INTO tasks (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      ).run(...cells.map(({ value }) => value));
      const saved: TaskRow = { ...row, seq: Number(lastInsertRowid) };
      transactions.note(saved);
      return saved;
    },

    update: (row: TaskRow, change: TaskChange & { state?: TaskState }): TaskRow =>
      transactions.transact(() => {
        const next: TaskRow = {
          ...row,
          ...change,
          rev: Math.min(row.rev + 1, REV_MAX),
          event: transactions.nextEvent(),
          updatedAt: clock.now(),
        };
        // Only what may have changed: SQLite rewrites the index of every column it is told to set.
        const cells = encode(next, new Set([...BOOKKEEPING, ...(Object.keys(change) as (keyof TaskRow)[])]));
        const set = cells.map(({ column }) => `${column} = ?`).join(', ');
        prepared(`UPDATE tasks SET ${set} WHERE seq = ?`).run(...cells.map(({ value }) => value), next.seq);
        transactions.note(next);
        return next;
      }),

    remove: (seq: number): void => void remove.run(seq),
  };
}

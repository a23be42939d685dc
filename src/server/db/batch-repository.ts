import type { TaskState } from '#shared/task.ts';

import type { Sql } from '../platform/sql.ts';

export interface BatchRow {
  seq: number;
  id: string;
  name: string;
  /** Epoch ms. */
  createdAt: number;
  isPaused: boolean;
}

const COLUMNS = 'seq, id, name, created_at AS createdAt, paused AS isPaused';

export type BatchRepository = ReturnType<typeof createBatchRepository>;

export function createBatchRepository(sql: Sql) {
  const byId = sql.prepare(`SELECT ${COLUMNS} FROM batches WHERE id = ?`);
  const insert = sql.prepare(
    'INSERT INTO batches (id, name, created_at, paused) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  );
  const setPaused = sql.prepare('UPDATE batches SET paused = ? WHERE id = ?');
  const newest = sql.prepare(
    `SELECT ${COLUMNS} FROM batches b WHERE seq < ? AND EXISTS (SELECT 1 FROM task_list WHERE batch = b.id) ORDER BY seq DESC LIMIT ?`,
  );
  const countStates = sql.prepare(
    'SELECT state, count(*) AS n FROM task_list WHERE batch = ? GROUP BY state',
  );

  const decode = (row: unknown): BatchRow => {
    const cells = row as Omit<BatchRow, 'isPaused'> & { isPaused: number };
    return { ...cells, isPaused: cells.isPaused === 1 };
  };

  return {
    find(id: string): BatchRow | null {
      const row = byId.get(id);
      return row === undefined ? null : decode(row);
    },
    /** The first name stays. */
    add: (id: string, name: string, createdAt: number, isPaused: boolean): void =>
      void insert.run(id, name, createdAt, Number(isPaused)),
    setPaused: (id: string, isPaused: boolean): void => void setPaused.run(Number(isPaused), id),
    /** Newest first, only those with a task that is shown. */
    before: (seq: number, limit: number): BatchRow[] => newest.all(seq, limit).map(decode),
    countStates: (id: string) => countStates.all(id) as { state: TaskState; n: number }[],
  };
}

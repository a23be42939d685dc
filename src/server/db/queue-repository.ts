import type { Sql } from '../platform/sql.ts';

export interface QueuedTask {
  id: string;
  upstream: string;
  /** Epoch ms: not before. */
  sendAt: number;
  batch: string | null;
  /** Its batch is paused. */
  isPaused: boolean;
}

const COLUMNS =
  'id, upstream, send_at AS sendAt, batch, coalesce((SELECT paused FROM batches WHERE batches.id = tasks.batch), 0) AS isPaused';

export type QueueRepository = ReturnType<typeof createQueueRepository>;

/** Held tasks in the order in which they leave, without the tasks themselves: there may be thousands. */
export function createQueueRepository(sql: Sql, upstream: string) {
  const all = sql.prepare(`SELECT ${COLUMNS} FROM tasks WHERE state = 'held' AND upstream = ? ORDER BY seq`);
  const ofBatch = sql.prepare(`SELECT ${COLUMNS} FROM tasks WHERE batch = ? AND state = 'held'`);
  const next = sql.prepare(
    `SELECT id, iif(send_at BETWEEN ? AND ?, send_at, 0) AS sendAt FROM tasks
     WHERE state = 'held' AND upstream = ? AND (batch IS NULL OR batch NOT IN (SELECT id FROM batches WHERE paused = 1))
     ORDER BY 2, seq LIMIT 1`,
  );
  const countBusy = sql.prepare(
    "SELECT count(*) AS n FROM tasks WHERE state IN ('sending', 'rendering') AND upstream = ?",
  );

  const decode = (row: unknown): QueuedTask => {
    const cells = row as Omit<QueuedTask, 'isPaused'> & { isPaused: number };
    return { ...cells, isPaused: cells.isPaused === 1 };
  };

  return {
    all: (): QueuedTask[] => all.all(upstream).map(decode),
    ofBatch: (batch: string): QueuedTask[] => ofBatch.all(batch).map(decode),
    /** The task that leaves next. A time after `latest` is of a clock that was set back since: that task is due. */
    next: (now: number, latest: number) =>
      next.get(now, latest, upstream) as { id: string; sendAt: number } | undefined,
    /** How many are with the vendor at this moment. */
    countBusy: (): number => (countBusy.get(upstream) as { n: number }).n,
  };
}

import type { Sql } from '../platform/sql.ts';

interface QueuedTask {
  id: string;
  connection: string;
  /** Epoch ms: not before. */
  sendAt: number;
  batch: string | null;
  /** 1: its batch is paused. */
  isPaused: number;
}

const COLUMNS =
  'id, connection, send_at AS sendAt, batch, coalesce((SELECT paused FROM batches WHERE batches.id = tasks.batch), 0) AS isPaused';

export type QueueRepository = ReturnType<typeof createQueueRepository>;

/** Held tasks of a connection in the order in which they leave, without the tasks themselves: there may be thousands. */
export function createQueueRepository(sql: Sql) {
  const all = sql.prepare(
    `SELECT ${COLUMNS} FROM tasks WHERE state = 'held' AND connection = ? ORDER BY seq`,
  );
  const ofBatch = sql.prepare(`SELECT ${COLUMNS} FROM tasks WHERE batch = ? AND state = 'held' ORDER BY seq`);
  const next = sql.prepare(
    `SELECT id, iif(send_at BETWEEN ? AND ?, send_at, 0) AS sendAt FROM tasks
     WHERE state = 'held' AND connection = ? AND (batch IS NULL OR batch NOT IN (SELECT id FROM batches WHERE paused = 1))
     ORDER BY 2, seq LIMIT 1`,
  );
  const countBusy = sql.prepare(
    "SELECT count(*) AS n FROM tasks WHERE state IN ('sending', 'rendering') AND connection = ?",
  );
  const waiting = sql.prepare(
    "SELECT 1 FROM tasks WHERE state = 'held' AND connection = ? AND (batch IS NULL OR batch NOT IN (SELECT id FROM batches WHERE paused = 1)) LIMIT 1",
  );
  const countSending = sql.prepare("SELECT count(*) AS n FROM tasks WHERE state = 'sending'");

  return {
    // As SQLite gives them: thousands of rows are not copied.
    all: (connection: string): QueuedTask[] => all.all(connection) as QueuedTask[],
    ofBatch: (batch: string): QueuedTask[] => ofBatch.all(batch) as QueuedTask[],
    /** The task that leaves next. A time after `latest` is of a clock that was set back since: that task is due. */
    next: (connection: string, now: number, latest: number) =>
      next.get(now, latest, connection) as { id: string; sendAt: number } | undefined,
    /** Whether anything of it goes on by itself. */
    isBusy: (connection: string): boolean =>
      (countBusy.get(connection) as { n: number }).n > 0 || waiting.get(connection) !== undefined,
    /** How many are on the wire, of all connections. */
    countSending: (): number => (countSending.get() as { n: number }).n,
    /** How many are with the vendor at this moment. */
    countBusy: (connection: string): number => (countBusy.get(connection) as { n: number }).n,
  };
}

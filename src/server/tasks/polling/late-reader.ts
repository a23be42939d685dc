import type { TaskRow } from '../../db/task-row.ts';
import type { ConnectionContext } from '../task-context.ts';

/** A timed-out task is asked for once an hour, for 14 days. */
const LATE_EVERY_MS = 3_600_000;
const LATE_FOR_MS = 14 * 24 * 3_600_000;

export const isTimedOut = (row: TaskRow): boolean =>
  row.state === 'failed' && row.problem?.code === 'timed-out' && row.taskId !== null;

/** Asks once an hour for those that had not finished in time, as long as there are any. @returns ends it */
export function readLate(
  { id: own, repository, events, clock, report }: ConnectionContext,
  poll: (id: string) => Promise<void>,
): () => void {
  let callOff: (() => void) | null = null;
  let closed = false;

  const late = () => repository.timedOut(own, clock.now() - LATE_FOR_MS);

  async function readInTurn(rows: TaskRow[]): Promise<void> {
    for (const { id } of rows) if (!closed) await poll(id);
  }

  function plan(): void {
    callOff ??= clock.after(LATE_EVERY_MS, read);
  }

  function read(): void {
    callOff = null;
    const rows = late();
    if (rows.length === 0) return;
    plan();
    readInTurn(rows).catch(report);
  }

  const unwatch = events.watch((row) => {
    if (row.connection === own && isTimedOut(row)) plan();
  });
  if (late().length > 0) plan();
  return () => {
    closed = true;
    unwatch();
    callOff?.();
  };
}

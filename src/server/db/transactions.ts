import { transact, type Sql } from '../platform/sql.ts';
import type { TaskRow } from './task-row.ts';

export type Transactions = ReturnType<typeof createTransactions>;

/**
 * Write transactions over tasks and tombstones, and the event numbers that both take. Numbers grow across restarts,
 * since they stand in the rows.
 * @param onCommit told after the commit which rows changed, in the order of their last change
 */
export function createTransactions(sql: Sql, onCommit: (changed: TaskRow[]) => void) {
  // A damaged number above 2^53 would make every later one unreadable.
  const { n } = sql
    .prepare(
      `SELECT max(coalesce((SELECT max(event) FROM tasks WHERE event < ${Number.MAX_SAFE_INTEGER}), 0),
        coalesce((SELECT max(event) FROM tombstones WHERE event < ${Number.MAX_SAFE_INTEGER}), 0)) AS n`,
    )
    .get() as { n: number };
  let event = n;
  /** Rows changed by the transaction under way; null outside of one. */
  let changed: Map<string, TaskRow> | null = null;

  return {
    /** All or nothing; a nested call joins the outer one. @throws Unwritable */
    transact<T>(work: () => T): T {
      if (changed) return work();
      const mine = new Map<string, TaskRow>();
      const eventBefore = event;
      let result: T;
      try {
        result = transact(sql, () => {
          changed = mine;
          return work();
        });
      } catch (error) {
        event = eventBefore;
        throw error;
      } finally {
        changed = null;
      }
      if (mine.size > 0) onCommit([...mine.values()]);
      return result;
    },
    nextEvent: (): number => ++event,
    lastEvent: (): number => event,
    note(row: TaskRow): void {
      // Inserted anew, so that the order is that of each task's last change.
      changed?.delete(row.id);
      changed?.set(row.id, row);
    },
  };
}

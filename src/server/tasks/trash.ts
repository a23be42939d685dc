import { RESTORE_MS } from '#shared/limits.ts';
import { Refusal } from '#shared/problem.ts';

import type { TaskRow } from '../db/task-row.ts';
import type { Context } from './task-context.ts';

/** A purge that cannot be written (disk full) is tried again. */
const RETRY_MS = 60_000;

/** Deleting: hidden at once, restorable for ten minutes, then gone but for a tombstone that still answers replays. */
export function createTrash(context: Context) {
  const { store, clock, files } = context;
  let callOff = () => {};
  let closed = false;

  const dueAt = ({ deletedAt }: TaskRow): number => (deletedAt ?? Infinity) + RESTORE_MS;

  async function purgeDue(): Promise<void> {
    if (closed) return;
    const due = store.select(
      'SELECT * FROM tasks WHERE deleted_at IS NOT NULL AND deleted_at <= ?',
      clock.now() - RESTORE_MS,
    );
    for (const { id } of due) await purge(id);
    plan();
  }

  /** Reads the row again: while another one's files went, it may have been restored, or got its taskId. */
  async function purge(id: string): Promise<void> {
    const entry = store.find(id);
    if (closed || !entry || dueAt(entry) > clock.now()) return;
    store.purge(entry);
    // After the row: a file without a row is harmless, a row without its file is not.
    for (const { file } of entry.takes) if (file !== null) await files.remove(file).catch(context.report);
  }

  function plan(): void {
    callOff();
    if (closed) return;
    const [next] = store.select(
      'SELECT * FROM tasks WHERE deleted_at IS NOT NULL ORDER BY deleted_at LIMIT 1',
    );
    if (next) planIn(Math.max(0, dueAt(next) - clock.now()));
  }

  function planIn(ms: number): void {
    callOff = clock.after(ms, () => {
      purgeDue().catch((error: unknown) => {
        context.report(error);
        if (!closed) planIn(RETRY_MS);
      });
    });
  }

  return {
    resume: plan,
    remove(id: string): TaskRow {
      const removed = store.transact(() => {
        const entry = store.shown(id);
        if (entry.state === 'sending') {
          throw new Refusal(409, {
            code: 'not-allowed',
            message: 'This task is on its way to the vendor. Delete it when the answer is here.',
          });
        }
        if (entry.state === 'held') store.move(id, 'cancelled', { endedAt: clock.now(), problem: null });
        return store.change(id, { deletedAt: clock.now() });
      });
      plan();
      return removed;
    },
    restore(id: string): TaskRow {
      const entry = store.find(id);
      if (!entry) return store.shown(id);
      return entry.deletedAt === null ? entry : store.change(id, { deletedAt: null });
    },
    close(): void {
      closed = true;
      callOff();
    },
  };
}

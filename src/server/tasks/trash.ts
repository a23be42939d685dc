import { RESTORE_MS } from '#shared/limits.ts';
import { because } from '#shared/messages/reason.ts';
import { Refusal } from '#shared/problem.ts';

import type { TaskRow } from '../db/task-row.ts';
import type { TaskContext } from './task-context.ts';

/** A purge that cannot be written (disk full) is tried again. */
const RETRY_MS = 60_000;
/** A timer of the runtime holds no more than 24.8 days; looking once a day is plenty. */
const LOOK_MS = 24 * 3_600_000;

export type Trash = ReturnType<typeof createTrash>;

/** Deleted tasks: hidden at once, restorable for `RESTORE_MS`, then purged to a tombstone that still answers replays. */
export function createTrash(context: TaskContext) {
  const { repository, tombstones, connections, clock, files } = context;
  let callOff = () => {};
  let closed = false;

  const dueAt = ({ deletedAt }: TaskRow): number => (deletedAt ?? Infinity) + RESTORE_MS;

  /** Each by itself: one that cannot be purged keeps no other. */
  async function purgeDue(): Promise<void> {
    let failed = false;
    for (const { id } of repository.deletedBy(clock.now() - RESTORE_MS)) {
      // Read again: while another one's files went, it may have been restored, or got its taskId.
      const row = repository.find(id);
      if (closed || !row || dueAt(row) > clock.now()) continue;
      try {
        toTombstone(row);
      } catch (error) {
        failed = true;
        context.report(error);
        continue;
      }
      await removeFiles(row);
    }
    if (failed) planIn(RETRY_MS);
    else plan();
  }

  function toTombstone(row: TaskRow): void {
    repository.transact(() => {
      tombstones.add(row);
      repository.remove(row);
    });
  }

  /** After the row: a file without a row is harmless, a row without its file is not. */
  async function removeFiles({ takes, taskId, connection }: TaskRow): Promise<void> {
    for (const { file } of takes) if (file !== null) await files.remove(file).catch(context.report);
    if (taskId !== null) await connections.vendorOf(connection)?.forget?.(taskId).catch(context.report);
  }

  function plan(): void {
    const first = repository.firstDeleted();
    if (first) planIn(Math.min(LOOK_MS, Math.max(0, dueAt(first) - clock.now())));
  }

  function planIn(ms: number): void {
    callOff();
    if (closed) return;
    callOff = clock.after(ms, () => {
      purgeDue().catch((error: unknown) => {
        context.report(error);
        planIn(RETRY_MS);
      });
    });
  }

  function remove(id: string): TaskRow {
    const removed = repository.transact(() => {
      const row = repository.shown(id);
      if (row.state === 'sending')
        throw new Refusal(409, {
          code: 'not-allowed',
          ...because('onItsWay'),
        });
      if (row.state === 'held') repository.move(id, 'cancelled', { endedAt: clock.now(), problem: null });
      return repository.change(id, { deletedAt: clock.now() });
    });
    plan();
    return removed;
  }

  return {
    resume: plan,
    remove,
    restore(id: string): TaskRow {
      const row = repository.find(id);
      if (!row) return repository.shown(id);
      return row.deletedAt === null ? row : repository.change(id, { deletedAt: null });
    },
    /** At once and for good. */
    purge(id: string): void {
      const row = repository.transact(() => {
        const known = repository.find(id);
        const deleted = known?.deletedAt === null || !known ? remove(id) : known;
        toTombstone(deleted);
        return deleted;
      });
      // A bulk action's transaction ends before this, one way or the other.
      queueMicrotask(() => {
        if (repository.find(id) === null) removeFiles(row).catch(context.report);
      });
    },
    close(): void {
      closed = true;
      callOff();
    },
  };
}

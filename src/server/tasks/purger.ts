import { RESTORE_MS } from '#shared/limits.ts';

import type { TaskRow } from '../db/task-row.ts';
import type { TaskContext } from './task-context.ts';

/** A purge that cannot be written (disk full) is tried again. */
const RETRY_MS = 60_000;
/** A timer of the runtime holds no more than 24.8 days; looking once a day is plenty. */
const LOOK_MS = 24 * 3_600_000;

/** Turns deleted tasks into tombstones, which still answer replays, `RESTORE_MS` after they were deleted. */
export function createPurger(context: TaskContext) {
  const { repository, clock } = context;
  let callOff = () => {};
  let closed = false;

  /** Each by itself: one that cannot be purged keeps no other. */
  async function purgeDue(): Promise<void> {
    let failed = false;
    for (const { id } of repository.deletedBy(clock.now() - RESTORE_MS)) {
      // Read again: while another one's files went, it may have been restored, or got its taskId.
      const row = repository.find(id);
      if (closed || !row || dueAt(row) > clock.now()) continue;
      try {
        toTombstone(context, row);
      } catch (error) {
        failed = true;
        context.report(error);
        continue;
      }
      await removeFiles(context, row);
    }
    if (failed) planIn(RETRY_MS);
    else plan();
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

  return {
    /** Waits for the next task that is due. */
    plan,
    /** `removeFiles` comes once this is committed. */
    toTombstone: (row: TaskRow) => toTombstone(context, row),
    removeFiles: (row: TaskRow) => removeFiles(context, row),
    close(): void {
      closed = true;
      callOff();
    },
  };
}

const dueAt = ({ deletedAt }: TaskRow): number => (deletedAt ?? Infinity) + RESTORE_MS;

function toTombstone({ repository, tombstones }: TaskContext, row: TaskRow): void {
  repository.transact(() => {
    tombstones.add(row);
    repository.remove(row);
  });
}

/** After the row: a file without a row is harmless, a row without its file is not. */
async function removeFiles(
  { files, connections, report }: TaskContext,
  { takes, taskId, connection }: TaskRow,
): Promise<void> {
  for (const { file } of takes) if (file !== null) await files.remove(file).catch(report);
  if (taskId !== null) await connections.vendorOf(connection)?.forget?.(taskId).catch(report);
}

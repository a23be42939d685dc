import { because } from '#shared/messages/reason.ts';
import { Refusal } from '#shared/problem.ts';

import type { TaskRow } from '../db/task-row.ts';
import { createPurger } from './purger.ts';
import type { TaskContext } from './task-context.ts';

export type Trash = ReturnType<typeof createTrash>;

/** Deleted tasks: hidden at once, restorable for `RESTORE_MS`, then purged to a tombstone that still answers replays. */
export function createTrash(context: TaskContext) {
  const { repository, clock } = context;
  const purger = createPurger(context);

  function remove(id: string): TaskRow {
    const removed = repository.transact(() => {
      const row = repository.shown(id);
      if (row.state === 'sending') throw new Refusal(409, { code: 'not-allowed', ...because('onItsWay') });
      if (row.state === 'held') repository.move(id, 'cancelled', { endedAt: clock.now(), problem: null });
      return repository.change(id, { deletedAt: clock.now() });
    });
    purger.plan();
    return removed;
  }

  return {
    resume: purger.plan,
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
        purger.toTombstone(deleted);
        return deleted;
      });
      // A bulk action's transaction ends before this, one way or the other.
      queueMicrotask(() => {
        if (repository.find(id) === null) purger.removeFiles(row).catch(context.report);
      });
    },
    close: () => purger.close(),
  };
}

import { migrate } from '../../db/migrations/schema.ts';
import { createTaskRepository } from '../../db/task-repository.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sql } from '../../platform/sql.ts';

/**
 * Makes a copied database one that never sends: the original goes on, and what it holds or is sending is its own to end.
 * Keys and tombstones stay, so nothing is sent again under the copy either.
 */
export function quietCopy(sql: Sql, clock: Clock): void {
  migrate(sql);
  const store = createTaskRepository(sql, clock, () => {});
  store.transact(() => {
    const endedAt = clock.now();
    for (const { id } of store.inStateAnywhere('held')) {
      store.move(id, 'cancelled', { endedAt, problem: null });
    }
    for (const { id } of store.inStateAnywhere('sending')) {
      store.move(id, 'unknown', {
        endedAt,
        problem: {
          code: 'outcome-unknown',
          message: 'This was on its way when the backup was made. The original may know what became of it.',
          charged: 'unsure',
        },
      });
    }
  });
}

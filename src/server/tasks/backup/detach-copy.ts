import type { Problem } from '#shared/problem.ts';

import { migrate } from '../../db/migrations/schema.ts';
import { createTaskRepository } from '../../db/task-repository.ts';
import type { TaskRow } from '../../db/task-row.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sql } from '../../platform/sql.ts';

const wasSending: Problem = {
  code: 'outcome-unknown',
  message: 'This was on its way when the backup was made. The original may know what became of it.',
  charged: 'unsure',
};

/** A copy never sends: a held task is cancelled in it, one that was being sent is unknown. */
export function detachTask<Task extends Pick<TaskRow, 'state' | 'problem' | 'endedAt' | 'updatedAt'>>(
  task: Task,
): Task {
  const endedAt = task.endedAt ?? task.updatedAt;
  if (task.state === 'held') return { ...task, state: 'cancelled', problem: null, endedAt };
  if (task.state === 'sending') return { ...task, state: 'unknown', problem: wasSending, endedAt };
  return task;
}

/** Does the same to a whole copied database. Keys and tombstones stay, so the copy sends nothing again either. */
export function detachCopy(sql: Sql, clock: Clock): void {
  migrate(sql);
  const store = createTaskRepository(sql, clock, () => {});
  store.transact(() => {
    for (const task of [...store.inStateAnywhere('held'), ...store.inStateAnywhere('sending')]) {
      const { state, problem, endedAt } = detachTask(task);
      store.move(task.id, state, { problem, endedAt });
    }
  });
}

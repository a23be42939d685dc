import type { Problem } from '#shared/problem.ts';

import type { TaskRow } from '../../db/task-row.ts';
import type { Clock } from '../../platform/clock.ts';
import { migrate, type Sql } from '../../platform/sql.ts';
import { createRepositories } from '../repositories.ts';

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
export function detachCopy(sql: Sql, migrations: readonly string[], clock: Clock): void {
  migrate(sql, migrations);
  const { repository } = createRepositories({ sql, clock });
  repository.transact(() => {
    for (const task of [...repository.inStateAnywhere('held'), ...repository.inStateAnywhere('sending')]) {
      const { state, problem, endedAt } = detachTask(task);
      repository.move(task.id, state, { problem, endedAt });
    }
  });
}

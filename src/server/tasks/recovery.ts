import { DEADLINE_MS } from './polling/apply-record.ts';
import type { TaskContext } from './task-context.ts';

/** Puts right what a stop in the middle left behind, before anything else happens. */
export function recover(context: TaskContext): void {
  const { repository, clock } = context;
  repository.transact(() => {
    const now = clock.now();
    for (const { id } of repository.inStateAnywhere('sending')) {
      repository.move(id, 'unknown', {
        problem: {
          code: 'outcome-unknown',
          message: 'Cuesmith stopped while this was on its way. The vendor may have taken it.',
          charged: 'unsure',
        },
        endedAt: now,
      });
    }
    cancelKeyless(context);
    runDeadlines(context);
  });
}

/** A deadline runs only while its task's connection is open. */
export function runDeadlines({ repository, connections, clock }: TaskContext): void {
  repository.transact(() => {
    const now = clock.now();
    for (const row of repository.inStateAnywhere('rendering')) {
      const { id, deadlineAt, deadlineLeftMs } = row;
      const isOpen = connections.isOpen(row.connection);
      if (isOpen && deadlineAt === null) {
        repository.change(id, { deadlineAt: now + (deadlineLeftMs ?? DEADLINE_MS), deadlineLeftMs: null });
      } else if (!isOpen && deadlineAt !== null) {
        repository.change(id, { deadlineAt: null, deadlineLeftMs: Math.max(0, deadlineAt - now) });
      }
    }
  });
}

/** Nothing without a key is sent later than its client waits. */
export function cancelKeyless({ repository, clock }: TaskContext): void {
  repository.transact(() => {
    for (const { id, source } of repository.inStateAnywhere('held'))
      if (source === 'keyless') repository.move(id, 'cancelled', { endedAt: clock.now(), problem: null });
  });
}

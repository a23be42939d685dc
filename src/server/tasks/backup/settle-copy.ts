import type { Problem } from '#shared/problem.ts';
import type { TaskState } from '#shared/task.ts';

const onItsWay: Problem = {
  code: 'outcome-unknown',
  message: 'This was on its way when the backup was made. The original may know what became of it.',
  charged: 'unsure',
};

/** A copy never sends: what waits is cancelled in it, what is on its way is unknown. */
export function settledElsewhere<
  Facts extends { state: TaskState; problem: Problem | null; endedAt: number | null; updatedAt: number },
>(facts: Facts): Facts {
  const endedAt = facts.endedAt ?? facts.updatedAt;
  if (facts.state === 'held') return { ...facts, state: 'cancelled', problem: null, endedAt };
  if (facts.state === 'sending') return { ...facts, state: 'unknown', problem: onItsWay, endedAt };
  return facts;
}

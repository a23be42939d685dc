import { because } from '#shared/messages/reason.ts';
import { Refusal } from '#shared/problem.ts';

import type { UsageRepository } from '../../db/usage-repository.ts';
import type { Clock } from '../../platform/clock.ts';

/** What a workspace may use; null: as much as it likes. */
export interface Quota {
  /** New tasks from one midnight in UTC to the next. */
  tasksPerDay: number | null;
  /** All copies of takes together. What renders when it is reached is kept all the same; no new task begins. */
  bytesKept: number | null;
}

export const NO_QUOTA: Quota = { tasksPerDay: null, bytesKept: null };

const GB = 1_000_000_000;

const reached = (why: ReturnType<typeof because>) => new Refusal(429, { code: 'quota-reached', ...why });

const toGb = (bytes: number): number => Number((bytes / GB).toFixed(2));

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Counts a new task. Call it in the transaction that journals it. @throws Refusal 429 when it is one too many */
export function countTask(usage: UsageRepository, clock: Clock, { tasksPerDay, bytesKept }: Quota): void {
  const day = dayOf(clock.now());
  if (tasksPerDay !== null && usage.tasksOn(day) >= tasksPerDay)
    throw reached(because('quotaTasks', tasksPerDay));
  if (bytesKept !== null && usage.bytesKept() >= bytesKept)
    throw reached(because('quotaBytes', toGb(usage.bytesKept()), toGb(bytesKept)));
  usage.addTask(day);
}

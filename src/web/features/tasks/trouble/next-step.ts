import { isResendable } from '#shared/may-retry.ts';
import type { ProblemCode } from '#shared/problem.ts';
import type { DismissedTask, FailedTask, RefusedTask, Task, UnknownTask } from '#shared/task.ts';

export type TroubledTask = RefusedTask | FailedTask | UnknownTask | DismissedTask;
export type Step = 'retry' | 'edit' | 'check' | 'key' | 'claim';

/** The one next action of each problem; what else is possible stands quietly beside it. */
const wantedSteps: Record<ProblemCode, Step> = {
  'invalid-request': 'edit',
  unauthorized: 'key',
  'not-found': 'check',
  'slow-down': 'retry',
  'prompt-too-long': 'edit',
  'out-of-credits': 'retry',
  maintenance: 'retry',
  'server-error': 'retry',
  blocked: 'retry',
  unreachable: 'retry',
  'outcome-unknown': 'claim',
  moderated: 'edit',
  'render-failed': 'retry',
  'timed-out': 'check',
  'not-followed': 'check',
  'key-reused': 'retry',
  'sent-already': 'retry',
  'quota-reached': 'retry',
  'not-allowed': 'retry',
  cancelled: 'retry',
};

export const isTroubled = (task: Task): task is TroubledTask =>
  ['refused', 'failed', 'unknown', 'dismissed'].includes(task.state);

/** Dismissed while it was rendering. */
export type UnfollowedTask = Extract<DismissedTask, { taskId: string }>;
export const isUnfollowed = (task: Task): task is UnfollowedTask =>
  task.state === 'dismissed' && task.taskId !== undefined;

/** The sound may have arrived after all. */
export const canCheck = (task: Task): boolean =>
  isUnfollowed(task) || (task.state === 'failed' && task.problem.code === 'timed-out');

export function firstStepOf(task: TroubledTask, canMendKey: boolean): Step {
  if (isUnfollowed(task)) return 'check';
  if (task.state === 'unknown' || task.state === 'dismissed') return 'claim';
  const wanted = wantedSteps[task.problem.code];
  const isPossible: Record<Step, boolean> = {
    retry: isResendable(task),
    edit: true,
    check: canCheck(task),
    key: canMendKey,
    claim: false,
  };
  if (isPossible[wanted]) return wanted;
  return isPossible.retry ? 'retry' : 'edit';
}

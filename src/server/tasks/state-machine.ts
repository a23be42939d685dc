import { because } from '#shared/messages/reason.ts';
import { Refusal } from '#shared/problem.ts';
import type { TaskState } from '#shared/task.ts';

/** The legal moves; conditions on them stand where they are made. */
const MOVES: Record<TaskState, readonly TaskState[]> = {
  held: ['sending', 'cancelled', 'refused'],
  sending: ['rendering', 'refused', 'unknown', 'held'],
  refused: [],
  unknown: ['rendering', 'dismissed'],
  dismissed: ['rendering'],
  rendering: ['rendering', 'ready', 'failed', 'dismissed'],
  ready: [],
  failed: ['rendering', 'ready', 'failed'],
  cancelled: [],
};

export const isLegal = (from: TaskState, to: TaskState): boolean => MOVES[from].includes(to);

/** @throws Refusal 409 naming both states */
export function assertLegal(from: TaskState, to: TaskState): void {
  if (isLegal(from, to)) return;
  throw new Refusal(409, {
    code: 'not-allowed',
    ...because('movedOn'),
    message: `A task that is ${from} cannot become ${to}.`,
  });
}

import type { Problem } from './problem.ts';
import type { KnownRequest } from './sound-request.ts';
import type { TaskState } from './task.ts';

/** What the rule looks at: a task of the page, or a row of the server. */
interface Sent {
  state: TaskState;
  problem?: Pick<Problem, 'charged'> | null | undefined;
  request: KnownRequest;
  /** id of the task that this one was sent again as. */
  resentAs?: string | null;
}

const RESENDABLE: readonly TaskState[] = ['refused', 'unknown', 'failed', 'cancelled'];

/** A tracked task may not know all that a request needs. */
const isComplete = ({ prompt, model, soundLoop, soundKey, grabLyrics }: KnownRequest): boolean =>
  [prompt, model, soundLoop, soundKey, grabLyrics].every((field) => field !== null);

/** Whether a person may make a new task of it, if need be after a question about the cost; once alone. */
export const isResendable = ({ state, request, resentAs = null }: Sent): boolean =>
  RESENDABLE.includes(state) && isComplete(request) && resentAs === null;

/** Ended, and the vendor certainly took nothing for it. Never `unknown`. */
export const wasFree = ({ state, problem }: Pick<Sent, 'state' | 'problem'>): boolean =>
  state === 'cancelled' || ((state === 'refused' || state === 'failed') && problem?.charged === 'no');

/** Whether it may be sent again without a question: it cost nothing, and it was not sent again yet. */
export const isFreeToRetry = (task: Sent): boolean => wasFree(task) && isResendable(task);

import type { Reason } from './messages/reason.ts';

/** Everything that can go wrong with a task or a request. Sentences for people: `web/strings/problem-strings.ts`. */
export const PROBLEM_CODES = [
  'invalid-request',
  'unauthorized',
  'not-found',
  'slow-down',
  'prompt-too-long',
  'out-of-credits',
  'maintenance',
  'server-error',
  'blocked',
  'unreachable',
  'outcome-unknown',
  'moderated',
  'render-failed',
  'timed-out',
  'not-followed',
  'key-reused',
  'sent-already',
  'quota-reached',
  'not-allowed',
  'cancelled',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Whether the vendor took credits for it. */
export type Charged = 'no' | 'unsure' | 'yes';

export interface Problem {
  code: ProblemCode;
  /** One plain sentence for logs and API clients; the page shows its own by `code`. */
  message: string;
  /** The same sentence by code, where the page cannot tell it from `code` alone. */
  reason?: string;
  values?: Reason['values'];
  /** Path of the offending field in the body that was sent: `soundKey`, `tasks.3.request.soundKey`. */
  field?: string;
  vendorCode?: number;
  /** The vendor's words, plain text, never markup. */
  vendorMessage?: string;
  charged: Charged;
  /** ISO time of the next try by itself; only on a held task. */
  retryAt?: string;
  /** How long ago the same was sent, milliseconds; only of `sent-already`. */
  sentAgoMs?: number;
}

/** Thrown by every room for a refusal that is ours, answered by the proxy's one exit with `status`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: Problem;
  readonly status: number;

  constructor(status: number, problem: Omit<Problem, 'charged'> & { charged?: Charged }, cause?: unknown) {
    super(problem.message, cause === undefined ? undefined : { cause });
    this.status = status;
    this.problem = { charged: 'no', ...problem };
  }
}

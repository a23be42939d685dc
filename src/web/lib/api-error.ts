import type { Problem, ProblemCode } from '#shared/problem.ts';

/** `no-answer`: our own server could not be reached. `bad-answer`: something else answered in its place. */
export type ApiErrorCode = ProblemCode | 'no-answer' | 'bad-answer';

/** The server's disk would not take it, so it did nothing. */
const UNWRITABLE = 507;

/** Every call that failed, ready for `strings/problem-strings.ts`. `status` is 0 when nothing answered. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;
  readonly status: number;
  readonly problem: Problem | null;
  /** Of `performance.now()`. */
  readonly at = performance.now();

  constructor(code: ApiErrorCode, status: number, options: { problem?: Problem; cause?: unknown } = {}) {
    super(options.problem?.message ?? code, { cause: options.cause });
    this.code = code;
    this.status = status;
    this.problem = options.problem ?? null;
  }

  /** The server read it and refused: nothing of it is under way. */
  get isRefusal(): boolean {
    return this.problem !== null && ((this.status >= 400 && this.status < 500) || this.status === UNWRITABLE);
  }
}

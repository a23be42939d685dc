import type { DialectName } from '#shared/connection.ts';

/** Why a request is turned away. */
export type Reason =
  | 'invalid'
  | 'unauthorized'
  | 'unknown'
  | 'too-long'
  | 'no-credits'
  | 'too-fast'
  | 'broken';

/** How one vendor says no. */
export interface Wording {
  /** Every code that it documents for a submission, with its text. */
  texts: Readonly<Record<number, string>>;
  codes: Readonly<Record<Reason, number>>;
  /** HTTP status of a throttled request; all else comes with 200. */
  tooFastStatus: 200 | 429;
  /** Whether a request must name a model. */
  needsModel: boolean;
}

const CREDITS = 'The current credits are insufficient. Please top up.';
const TOO_FAST = 'Your call frequency is too high. Please try again later.';

const apibox: Wording = {
  texts: {
    400: 'Invalid parameters.',
    401: 'You do not have access permissions',
    404: 'Invalid request method or path',
    405: 'Rate limit exceeded',
    413: 'Theme or prompt too long',
    429: CREDITS,
    430: TOO_FAST,
    455: 'System maintenance',
    500: 'Server error',
  },
  codes: {
    invalid: 400,
    unauthorized: 401,
    unknown: 404,
    'too-long': 413,
    'no-credits': 429,
    'too-fast': 430,
    broken: 500,
  },
  tooFastStatus: 200,
  needsModel: true,
};

/** 429 is the throttle here, and credits are 402. */
const kie: Wording = {
  texts: {
    401: 'You do not have access permissions',
    402: CREDITS,
    404: 'The requested resource or endpoint does not exist',
    422: 'The request parameters failed validation.',
    429: TOO_FAST,
    433: 'The usage limit of this sub-key is exceeded',
    451: 'Access failed',
    455: 'System maintenance',
    500: 'Server error',
    501: 'Generation failed',
    505: 'This feature is disabled',
  },
  codes: {
    invalid: 422,
    unauthorized: 401,
    unknown: 404,
    'too-long': 422,
    'no-credits': 402,
    'too-fast': 429,
    broken: 500,
  },
  tooFastStatus: 429,
  needsModel: false,
};

export const WORDINGS: Readonly<Record<DialectName, Wording>> = { apibox, sunoapi: apibox, kie };

/** Thrown anywhere, answered at the app's one exit as the vendor's envelope. */
export class VendorRefusal extends Error {
  override readonly name = 'VendorRefusal';
  /** A reason of ours, or the code that a scenario asks for. */
  readonly reason: Reason | number;
  /** The vendor's text where it says more than the code's own. */
  readonly detail: string | null;

  constructor(reason: Reason | number, detail: string | null = null) {
    super(detail ?? String(reason));
    this.reason = reason;
    this.detail = detail;
  }
}

/** A refusal as this vendor words it. */
export function refusalIn(
  { texts, codes, tooFastStatus }: Wording,
  { reason, detail }: VendorRefusal,
): { status: 200 | 429; code: number; msg: string } {
  const code = typeof reason === 'number' ? reason : codes[reason];
  const status = code === codes['too-fast'] ? tooFastStatus : 200;
  return { status, code, msg: detail ?? texts[code] ?? 'Server error' };
}

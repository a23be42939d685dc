import type { NotKept } from '#shared/messages/not-kept.ts';
import type { Charged, Problem, ProblemCode } from '#shared/problem.ts';
import { cutText } from '#shared/text.ts';

/** One plain sentence each, for logs and API clients; the page has its own. */
export const MESSAGES: Readonly<Record<ProblemCode, string>> = {
  'invalid-request': 'The vendor refused a field of this request.',
  unauthorized: 'The vendor refused the API key.',
  'not-found': 'The vendor knows nothing by that name.',
  'slow-down': 'The vendor asks for fewer requests.',
  'prompt-too-long': 'The vendor says the prompt is too long.',
  'out-of-credits': 'The account has no credits left.',
  maintenance: 'The vendor is closed for maintenance.',
  'server-error': 'The vendor failed at its own end.',
  blocked: 'Something in front of the vendor turned the request away.',
  unreachable: 'The vendor could not be reached.',
  'outcome-unknown': 'The request was sent, and no readable answer came back.',
  moderated: "The vendor's content filter refused this prompt.",
  'render-failed': 'The vendor could not render this sound.',
  'timed-out': 'The vendor did not finish in time.',
  'not-followed': 'No longer followed. The vendor may still finish it: check it, or claim its taskId.',
  'sent-already': 'The same request was sent a moment ago. Nothing was sent now.',
  'quota-reached': 'This workspace has used up what it may. Nothing was sent.',
  'key-reused': 'This idempotency key was used for another request.',
  'not-allowed': 'This request is not allowed here.',
  cancelled: 'The task was cancelled.',
};

export const problem = (code: ProblemCode, charged: Charged, message: string = MESSAGES[code]): Problem => ({
  code,
  message,
  charged,
});

export const unreachable = (reason: string): Problem =>
  problem('unreachable', 'no', `The vendor could not be reached: ${reason}.`);

const VENDOR_MESSAGE_MAX = 500;
/** C0 and C1 controls, and the marks that turn the direction of text. */
const UNPRINTABLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** A vendor's words as one line of plain text. */
export const plainText = (text: string): string =>
  cutText(text, VENDOR_MESSAGE_MAX).replace(UNPRINTABLE, ' ').trim();

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'its name could not be looked up',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was closed',
  UND_ERR_CONNECT_TIMEOUT: 'it did not answer in time',
  ETIMEDOUT: 'it did not answer in time',
  TimeoutError: 'it did not answer in time',
  AbortError: 'the request was stopped',
  PROXY_REFUSED: 'the proxy in between refused',
  EHOSTUNREACH: 'there is no way to it from here',
  ENETUNREACH: 'there is no network to it from here',
};

const TLS = /^(ERR_SSL|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/;

/** Why a fetch failed, from its code alone: a message of the runtime may hold what we sent. */
export function reasonOf(error: unknown): string {
  for (const link of causes(error)) {
    const known = REASONS[link];
    if (known) return known;
    if (TLS.test(link)) {
      return 'its TLS certificate or protocol was not accepted';
    }
  }
  return 'the connection failed';
}

const CODES: Readonly<Record<string, NotKept['code']>> = {
  ENOTFOUND: 'noHost',
  EAI_AGAIN: 'noHost',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  ETIMEDOUT: 'timeout',
  TimeoutError: 'timeout',
  ECONNRESET: 'brokeOff',
  UND_ERR_SOCKET: 'brokeOff',
  AbortError: 'brokeOff',
};

/** The same by code, for a take that was not kept. */
export function codeOf(error: unknown): NotKept['code'] {
  for (const link of causes(error)) {
    if (CODES[link]) return CODES[link];
    if (TLS.test(link)) return 'certificate';
    if (REASONS[link]) return 'unreached';
  }
  return 'unreached';
}

const DEPTH_MAX = 5;

/** Codes, else names, of an error and of what caused it. */
function* causes(error: unknown, depth = 0): Generator<string> {
  if (!(error instanceof Error) || depth > DEPTH_MAX) return;
  if ('code' in error && typeof error.code === 'string') yield error.code;
  yield error.name;
  yield* causes(error.cause, depth + 1);
}

import type { DialectName } from '#shared/connection.ts';
import { VENDORS, type VendorFacts } from '#shared/connections/vendors.ts';
import type { Charged, Problem, ProblemCode } from '#shared/problem.ts';

import { MESSAGES, plainText } from './vendor-problems.ts';

interface VendorCode {
  problem: ProblemCode;
  charged: Charged;
  /** The host turned it away for now: safe to send again later. */
  slowDown?: true;
}

/** How one host words its codes and fields. Adding one: README.md beside this file. */
export interface Dialect extends VendorFacts {
  name: DialectName;
  creditPath: string;
  /** The code with which this host itself would say "later". */
  slowDownCode: number;
  /** False where `Any` is not among the host's own tokens: the field is left out instead. */
  sendsAnyKey: boolean;
  /** What a failing envelope means. A code that is not here counts as `unsure`. */
  codes: Readonly<Record<number, VendorCode>>;
  /** Codes with which record-info says "no such task". */
  unknownTask: readonly number[];
}

const free = (problem: ProblemCode): VendorCode => ({ problem, charged: 'no' });
const unsure = (problem: ProblemCode): VendorCode => ({ problem, charged: 'unsure' });
const later: VendorCode = { problem: 'slow-down', charged: 'no', slowDown: true };

const apiboxCodes: Dialect['codes'] = {
  400: free('invalid-request'),
  401: free('unauthorized'),
  404: free('not-found'),
  405: later,
  413: free('prompt-too-long'),
  429: free('out-of-credits'),
  430: later,
  455: free('maintenance'),
  500: unsure('server-error'),
};

const kieCodes: Dialect['codes'] = {
  401: free('unauthorized'),
  402: free('out-of-credits'),
  404: free('not-found'),
  408: unsure('server-error'),
  422: free('invalid-request'),
  429: later,
  433: free('out-of-credits'),
  451: free('server-error'),
  455: free('maintenance'),
  500: unsure('server-error'),
  501: unsure('render-failed'),
  505: unsure('maintenance'),
};

/** Meanings a code has on some other host: good enough for the sentence, not for "it cost nothing". */
const elsewhere: Readonly<Record<number, ProblemCode>> = {
  400: 'invalid-request',
  402: 'out-of-credits',
  403: 'unauthorized',
  422: 'invalid-request',
};

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  apibox: {
    ...VENDORS.apibox,
    name: 'apibox',
    creditPath: '/api/v1/generate/credit',
    slowDownCode: 430,
    sendsAnyKey: true,
    codes: apiboxCodes,
    unknownTask: [404],
  },
  sunoapi: {
    ...VENDORS.sunoapi,
    name: 'sunoapi',
    creditPath: '/api/v1/generate/credit',
    slowDownCode: 430,
    sendsAnyKey: true,
    codes: apiboxCodes,
    unknownTask: [404],
  },
  kie: {
    ...VENDORS.kie,
    name: 'kie',
    creditPath: '/api/v1/chat/credit',
    slowDownCode: 429,
    sendsAnyKey: false,
    codes: kieCodes,
    unknownTask: [404, 422],
  },
};

/** Only a fallback: it keeps a host that throttles and counts credits with one code from being asked again and again. */
const CREDITS_GONE = /\bcredits?\b.*\binsufficient\b|\binsufficient\b.*\bcredits?\b/i;

/** "Please enter callBackUrl.", said by whichever host and with whichever code: nothing was made of the request. */
const CALLBACK_MISSING =
  /call_?back_?url\b.*\b(required|missing|empty|blank|null)\b|\b(enter|provide|missing|required)\b.*\bcall_?back_?url\b/i;

const callbackWanted: Problem = {
  code: 'invalid-request',
  message:
    'The vendor asks for an address to call back. Set PUBLIC_URL to the address under which it can reach this server: then one is sent along by itself.',
  field: 'callBackUrl',
  charged: 'no',
};

/** A failing envelope, in our words. */
export function refusalOf(
  dialect: Dialect,
  vendorCode: number,
  message: string,
): { problem: Problem; slowDown: boolean } {
  if (CALLBACK_MISSING.test(message)) {
    return { problem: { ...callbackWanted, vendorCode, vendorMessage: plainText(message) }, slowDown: false };
  }
  const listed = dialect.codes[vendorCode];
  const ambiguous = !listed || listed.problem === 'slow-down';
  const code =
    ambiguous && CREDITS_GONE.test(message)
      ? 'out-of-credits'
      : (listed?.problem ?? elsewhere[vendorCode] ?? 'server-error');
  const field = code === 'invalid-request' ? fieldNamedIn(message) : undefined;
  const vendorMessage = plainText(message);
  return {
    problem: {
      code,
      message: MESSAGES[code],
      ...(field && { field }),
      vendorCode,
      ...(vendorMessage && { vendorMessage }),
      charged: listed?.charged ?? 'unsure',
    },
    slowDown: code === 'slow-down',
  };
}

const FIELDS = ['prompt', 'model', 'soundLoop', 'soundTempo', 'soundKey', 'grabLyrics', 'callBackUrl'];

const fieldNamedIn = (message: string): string | undefined =>
  FIELDS.find((field) => new RegExp(`\\b${field}\\b`).test(message));

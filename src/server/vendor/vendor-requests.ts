import type { Problem } from '#shared/problem.ts';

import { type Answer, type Fetch, httpRequest } from './http-request.ts';
import { asEnvelope, parseJson } from './parse-json.ts';
import { refusalWithoutEnvelope } from './refusal-without-envelope.ts';
import { problem, unreachable } from './vendor-problems.ts';
import type { PassthroughOutcome } from './vendor.ts';

/** Shorter keys (the sandbox takes any) are no secret, and would be found in innocent words. */
const SECRET_MIN = 8;
const HEADER_SAFE = /^[\x21-\x7e]+$/;

interface Options {
  /** Where `/api/v1/…` begins. */
  base: string;
  apiKey: string;
  userAgent: string;
  fetch: Fetch;
  /** For what costs nothing. */
  readFetch: Fetch;
  readMs: number;
}

/** The key as a vendor may repeat it: as it is, in an address, in Base64, in hexadecimal digits. */
function spellingsOf(key: string): string[] {
  const bytes = new TextEncoder().encode(key);
  const base64 = btoa(String.fromCharCode(...bytes));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    ...new Set([
      key,
      encodeURIComponent(key.toWellFormed()),
      base64,
      base64.replace(/=+$/, ''),
      hex,
      hex.toUpperCase(),
    ]),
  ];
}

/** Requests with the key, and answers without it. */
export function createVendorRequests({ base, apiKey, userAgent, fetch, readFetch, readMs }: Options) {
  const spellings = apiKey.length < SECRET_MIN ? [] : spellingsOf(apiKey);
  const redact = (text: string) => spellings.reduce((all, one) => all.replaceAll(one, '[API key]'), text);

  const headers = { authorization: `Bearer ${apiKey}`, 'user-agent': userAgent, accept: 'application/json' };

  /** A call that can cost: one request on the wire, whatever happens. */
  const request = (path: string, timeoutMs: number, json: unknown): Promise<Answer> =>
    httpRequest(fetch, base + path, { headers, timeoutMs, json, isPaid: true });

  /** Null when there is a key that can be sent. */
  function keyProblem(): Problem | null {
    if (!apiKey) return problem('unauthorized', 'no', 'No API key is set for this vendor.');
    return HEADER_SAFE.test(apiKey)
      ? null
      : problem('unauthorized', 'no', 'The API key that is set holds characters no key has.');
  }

  /** A call that costs nothing. */
  async function read(path: string, json?: unknown): Promise<PassthroughOutcome> {
    const missing = keyProblem();
    if (missing) return { kind: 'unanswered', problem: missing };
    const answer = await httpRequest(readFetch, base + path, {
      headers,
      timeoutMs: readMs,
      json,
      isPaid: false,
    });
    if (answer.kind === 'no-response') return { kind: 'unanswered', problem: unreachable(answer.reason) };
    const { status, text } = answer;
    const envelope = asEnvelope(parseJson(text, redact));
    if (envelope) return { kind: 'answered', envelope };
    const isRefusal = status >= 400 && status < 500;
    return {
      kind: 'unanswered',
      status,
      problem: isRefusal ? refusalWithoutEnvelope(status, text, redact) : unreadable(status),
    };
  }

  return { request, read, keyProblem, redact };
}

const unreadable = (status: number): Problem =>
  problem('unreachable', 'no', `The vendor gave no readable answer (HTTP ${status}).`);

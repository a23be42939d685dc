import type { Problem } from '#shared/problem.ts';

import { asObject, asText, parseJson, pick } from './parse-json.ts';
import { plainText, problem } from './vendor-problems.ts';

/** A page of a gateway (Cloudflare's is one line), not an answer of the vendor's API. */
const GATEWAY_PAGE = /^\s*(?:<|error code: \d+\s*$)/i;
const HOUR_MS = 3_600_000;

/** A 4xx whose body is not the vendor's envelope. Nothing was charged: the request was turned away. */
export function refusalWithoutEnvelope(
  status: number,
  text: string,
  redact: (text: string) => string,
): Problem {
  const body = parseJson(text, redact);
  const shown = typeof body === 'string' ? body : redact(text);
  const isPage = GATEWAY_PAGE.test(shown);
  const vendorMessage = isPage ? '' : plainText(messageOf(body) ?? shown);
  const said = vendorMessage === '' ? {} : { vendorMessage };
  if (status === 429) {
    return { ...problem('slow-down', 'no'), vendorMessage: vendorMessage || `HTTP ${status}` };
  }
  if ((status === 401 || status === 403) && !isPage) return { ...problem('unauthorized', 'no'), ...said };
  return { ...problem('blocked', 'no', blockedBy(status)), ...said };
}

/** The sentence that an error body holds, wherever the usual frameworks put it. */
function messageOf(body: unknown): string | null {
  const object = asObject(body);
  if (!object) return null;
  const found = pick(object, 'message', 'msg', 'detail', 'error_description', 'error', 'title', 'errors');
  const inner: unknown = Array.isArray(found) ? found[0] : found;
  return asText(inner) || (inner === body ? null : messageOf(inner));
}

/** Milliseconds to wait by a Retry-After header (seconds or a date), an hour at most; null when it says nothing. */
export function parseRetryAfter(header: string | null, now: number): number | null {
  const text = header?.trim() ?? '';
  const waitMs = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(waitMs) && text !== '' ? Math.min(Math.max(waitMs, 0), HOUR_MS) : null;
}

const blockedBy = (status: number) =>
  `Something in front of the vendor turned the request away (HTTP ${status}).`;

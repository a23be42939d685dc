import type { Envelope } from '#shared/envelope.ts';
import { parseExactJson } from '#shared/text.ts';

/** Reading what a vendor sent: never trusts a type, never throws. */
export type Json = Record<string, unknown>;

const DEPTH_MAX = 32;

/**
 * Parsed JSON, no digit of an integer lost, every string passed through `redact`; or undefined. What lies deeper than any vendor's
 * answer is cut off, so that no later walk over it can overflow the stack.
 */
export function parseJson(text: string, redact: (text: string) => string): unknown {
  try {
    return clean(parseExactJson(text), redact, 0);
  } catch {
    return undefined;
  }
}

function clean(value: unknown, redact: (text: string) => string, depth: number): unknown {
  if (typeof value === 'string') return redact(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEPTH_MAX) return null;
  if (Array.isArray(value)) return value.map((item) => clean(item, redact, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [redact(name), clean(item, redact, depth + 1)]),
  );
}

/** An object, also when it came as JSON text; null for anything else. */
export function asObject(value: unknown): Json | null {
  if (typeof value === 'string') {
    const parsed = parseJson(value, (text) => text);
    return typeof parsed === 'string' ? null : asObject(parsed);
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

/** The first of these names that holds anything: camelCase and snake_case are both in use. */
export function pick(from: Json, ...names: string[]): unknown {
  return names
    .filter((name) => Object.hasOwn(from, name))
    .map((name) => from[name])
    .find((value) => value !== null && value !== '');
}

export const asText = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

export function asNumber(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

export const asBoolean = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);

export function asHttpUrl(value: unknown): string | null {
  const url = URL.parse(asText(value));
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}

/** The vendor's envelope: any object with a whole-numbered `code`. */
export function asEnvelope(value: unknown): Envelope | null {
  const object = asObject(value);
  const code = object && asNumber(object['code']);
  if (!object || code === null || !Number.isSafeInteger(code)) return null;
  return { code, msg: asText(pick(object, 'msg', 'message')), data: object['data'] ?? null };
}

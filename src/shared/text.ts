import { isBlank } from './blank.ts';

/** Half a surrogate pair becomes U+FFFD: strict readers of JSON, `encodeURIComponent` and SQLite refuse it. */
export const wellFormed = (text: string): string => text.toWellFormed();

/** The first `max` code points, well-formed: a cut by UTF-16 units may halve a letter. */
export function cutText(text: string, max: number): string {
  // No code point has more than two units, so the rest need not be divided.
  const start = text.slice(0, max * 2);
  return start.length <= max ? wellFormed(start) : wellFormed(Array.from(start).slice(0, max).join(''));
}

const isInteger = (source: string | undefined): source is string =>
  source !== undefined && /^-?\d+$/.test(source);

/** The reviver's third argument (ES2026): the number as it was written. */
type Context = { source?: string } | undefined;

/**
 * JSON in which no digit and no text is lost: integers that a number cannot hold become text, and text is well-formed.
 * @throws SyntaxError
 */
export function parseExactJson(text: string): unknown {
  const revive = (_key: string, value: unknown, context?: Context): unknown => {
    if (typeof value === 'string') return wellFormed(value);
    const isInexact = typeof value === 'number' && !Number.isSafeInteger(value);
    return isInexact && isInteger(context?.source) ? context.source : value;
  };
  return JSON.parse(text, revive) as unknown;
}

/** What another app shares, as a prompt: its words once each, in the order in which a person reads them. */
export function sharedPrompt(title: unknown, text: unknown, url: unknown): string {
  const parts = [title, text, url].filter((part) => typeof part === 'string' && !isBlank(part)) as string[];
  const told = parts.filter(
    (part, at) => !parts.some((other, n) => n !== at && repeats(other, part, n < at)),
  );
  return told.map((part) => part.trim()).join('\n');
}

/** Android writes an address into the text too. */
const repeats = (other: string, part: string, isEarlier: boolean): boolean =>
  other.includes(part.trim()) && (other.trim() !== part.trim() || isEarlier);

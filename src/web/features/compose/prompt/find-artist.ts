import { ARTISTS, ARTISTS_LIKE_WORDS } from './artists.ts';

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');
const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const KNOWN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${ARTISTS.map((name) => escape(plain(name))).join('|')})(?![\\p{L}\\p{N}])`,
  'iu',
);
const LIKE =
  /\b(?:in the style of|in the manner of|style of|sounds? like|similar to|made by|played by|sung by|à la)\s+((?:\p{Lu}[\p{L}'’.-]+)(?:\s+(?:\p{Lu}[\p{L}'’.-]*|of|the))*\s*\p{Lu}?[\p{L}'’.-]+)/u;
const TWO_CAPITALS = /^\p{Lu}[\p{L}'’.-]+(?:\s+(?:of|the|\p{Lu}[\p{L}'’.-]*))*\s+\p{Lu}[\p{L}'’.-]+/u;

/** Whether it was written as the English word, not as the name. */
const isWord = (found: string) =>
  !ARTISTS_LIKE_WORDS.includes(found) &&
  ARTISTS_LIKE_WORDS.some((name) => name.toLowerCase() === found.toLowerCase());

/** The name of an artist or band in a prompt, which moderation refuses; null when none is seen. */
export function artistIn(prompt: string): string | null {
  // Accents may have moved the place, never the number of letters of what is shown.
  const [known] = KNOWN.exec(plain(prompt)) ?? [];
  if (known !== undefined && !isWord(known)) return known;
  const [, after = ''] = LIKE.exec(prompt) ?? [];
  return TWO_CAPITALS.exec(after)?.[0] ?? null;
}

import { GENRES, type Genre } from './genres.ts';
import { HINTS } from './hint-words.ts';
import { verbOf } from './irregular-verbs.ts';
import { MODIFIERS } from './modifiers.ts';
import { FILLERS, MUSIC_WORDS, NEGATIONS } from './plain-words.ts';
import RELATIVES from './relatives.json' with { type: 'json' };
import type { Changes, SoundCall } from './sound-call.ts';
import { SOUNDS } from './sound-words.ts';

export type Meaning =
  /** `isHint`: heard only where nothing else is asked for. */
  | { type: 'sound'; call: SoundCall; isHint?: true }
  | { type: 'modifier'; changes: Changes }
  | { type: 'genre'; genre: Genre }
  | { type: 'music' }
  | { type: 'negation' }
  | { type: 'filler' };

/** Lower case, no accents, no hyphens: how phrases and prompts are compared. */
export const normalise = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll('&', ' and ')
    .replaceAll(/(\w)'(?:s|re|t|ll|d)\b/g, '$1')
    .replaceAll(/[-–—_]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Every phrase, as `normalise` leaves it, stands in one list only. */
export const LEXICON: ReadonlyMap<string, Meaning> = new Map(
  [
    ...SOUNDS.map(({ phrases, ...call }) => ({ phrases, meaning: { type: 'sound', call } as const })),
    ...HINTS.map(({ phrases, ...call }) => ({
      phrases,
      meaning: { type: 'sound', call, isHint: true } as const,
    })),
    ...MODIFIERS.map(({ phrases, ...changes }) => ({
      phrases,
      meaning: { type: 'modifier', changes } as const,
    })),
    ...GENRES.map((genre) => ({ phrases: genre.phrases, meaning: { type: 'genre', genre } as const })),
    { phrases: MUSIC_WORDS, meaning: { type: 'music' } as const },
    { phrases: NEGATIONS, meaning: { type: 'negation' } as const },
    { phrases: FILLERS, meaning: { type: 'filler' } as const },
  ].flatMap(({ phrases, meaning }) => phrases.map((phrase) => [phrase, meaning] as const)),
);

export const LONGEST_PHRASE = Math.max(...[...LEXICON.keys()].map((phrase) => phrase.split(' ').length));

/** A word and what it may be an inflection of, likeliest first. */
function stemsOf(word: string): string[] {
  const verb = verbOf(word);
  const stems = verb === null ? [word] : [word, verb, ...ingOf(verb)];
  const cut = (ending: string, ...replacements: string[]) => {
    if (!word.endsWith(ending) || word.length - ending.length < 2) return;
    const base = word.slice(0, -ending.length);
    stems.push(...replacements.map((replacement) => base + replacement));
    if (base.at(-1) === base.at(-2)) stems.push(base.slice(0, -1));
  };
  cut('s', '');
  cut('ies', 'y', 'ie');
  cut('es', '', 'e');
  cut('ing', '', 'e', 'ing');
  cut('ings', '', 'ing');
  cut('ed', '', 'e');
  cut('ly', '', 'le');
  cut('er', '', 'e');
  cut('est', '', 'e');
  cut('y', '', 'e');
  // The lexicon may know a verb by its -ing form alone.
  stems.push(...stems.flatMap(ingOf));
  for (const ending of ['ier', 'iest', 'ily', 'ied', 'iness']) cut(ending, 'y');
  for (const ending of ['ish', 'like', 'ness', 'ally', 'wards', 'ingly', 'edly']) cut(ending, '', 'e');
  return [...new Set(stems.flatMap((stem) => [stem, ...otherSpellings(stem)]))];
}

const VOWEL_CONSONANT = /[aeiou][bdgklmnprt]$/;

/** `squeeze` and `stack` as `squeezing` and `stacking`, `wrap` as `wrapping`. */
function ingOf(word: string): string[] {
  if (word.length < 3 || word.endsWith('ing')) return [];
  if (word.endsWith('e')) return [`${word.slice(0, -1)}ing`];
  return VOWEL_CONSONANT.test(word) ? [`${word}ing`, `${word}${word.at(-1)}ing`] : [`${word}ing`];
}

/** British for American and the other way round; most of what comes out is no word, and is found nowhere. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/our/, 'or'],
  [/or/, 'our'],
  [/(?<=[a-z]{2})re$/, 'er'],
  [/(?<=[bct])er$/, 're'],
  [/is(e|ing|ation)/, 'iz$1'],
  [/iz(e|ing|ation)/, 'is$1'],
  [/ll/, 'l'],
  [/gue$/, 'g'],
  [/ey/, 'ay'],
  [/ough$/, 'ow'],
  [/^ty(?=re)/, 'ti'],
  [/^ti(?=re)/, 'ty'],
  [/ou(?=ld)/, 'o'],
  [/ium$/, 'um'],
  [/ae/, 'e'],
];
const otherSpellings = (word: string): string[] =>
  word.length < 4
    ? []
    : SPELLINGS.filter(([pattern]) => pattern.test(word)).map(([pattern, other]) =>
        word.replace(pattern, other),
      );

/** What a table has for a phrase, its last word also in other forms. */
export function findPhrase<T>(table: ReadonlyMap<string, T>, words: readonly string[]): T | null {
  const head = words.slice(0, -1);
  for (const stem of stemsOf(words.at(-1) ?? '')) {
    const found = table.get([...head, stem].join(' '));
    if (found !== undefined) return found;
  }
  return null;
}

export const lookUp = (words: readonly string[]): Meaning | null => findPhrase(LEXICON, words);

/** Words that the lexicon lacks, with the nearest phrase that it has: `build/build-relatives.ts` made the table. */
const RELATIVE_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(RELATIVES).flatMap(([relative, words]) =>
    words.split(', ').map((word) => [word, relative] as const),
  ),
);

export interface Guess {
  relative: string;
  meaning: Meaning;
}

/** What an unknown phrase most likely sounds like: `macaw` → `parrot`. */
export function lookUpRelative(words: readonly string[]): Guess | null {
  const relative = findPhrase(RELATIVE_OF, words);
  const meaning = relative === null ? undefined : LEXICON.get(relative);
  return relative !== null && meaning ? { relative, meaning } : null;
}

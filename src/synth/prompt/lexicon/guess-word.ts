import { LEXICON, lookUp, lookUpRelative, type Guess } from './look-up-phrase.ts';
import REAL_WORDS from './real-words.json' with { type: 'json' };

/** Words of English that look like a slip of a known one, and are none: `build/build-relatives.ts` made the list. */
const NO_SLIPS: ReadonlySet<string> = new Set(REAL_WORDS);

const SHORTEST_PART = 3;
const SHORTEST_HEAD = 4;
const SHORTEST_SLIP = 6;

/** What a single word may be meant as: two known words written as one, or one with a slip in it. */
export const guessWord = (word: string): Guess | null => guessCompound(word) ?? guessSlip(word);

const isHeard = ({ type }: Guess['meaning']): boolean => type === 'sound' || type === 'modifier';

const isHint = (meaning: Guess['meaning']): boolean => meaning.type === 'sound' && meaning.isHint === true;

/** How something is, not what it is of: it stands before a noun, never behind one. */
const isManner = (meaning: Guess['meaning']): boolean =>
  meaning.type === 'modifier' && meaning.changes.fields === undefined;

/** Endings that are words, too. */
const SUFFIXES: ReadonlySet<string> = new Set([
  'ship',
  'ping',
  'sing',
  'pant',
  'tick',
  'some',
  'less',
  'able',
]);

/** As it stands in the lexicon, or its plural: any other form would find words in words. */
function partOf(word: string): Guess | null {
  for (const relative of word.endsWith('s') ? [word, word.slice(0, -1)] : [word]) {
    const meaning = LEXICON.get(relative);
    if (meaning) return { relative, meaning };
  }
  return null;
}

/** `hailstorms` are storms, `firewood` is fire: its last part, where that is a sound, else its first. */
function guessCompound(word: string): Guess | null {
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_HEAD; at++) {
    const first = partOf(word.slice(0, at));
    const last = partOf(word.slice(at));
    if (!first || !last || SUFFIXES.has(last.relative)) continue;
    // `breakfast` is no break that is fast.
    if (first.meaning.type === 'sound' && isManner(last.meaning)) continue;
    const sound = [last, first].find(({ meaning }) => meaning.type === 'sound');
    const guess = sound ?? [first, last].find(({ meaning }) => isHeard(meaning));
    if (guess) return guess;
    // Who or when it is: `boatman`, `lunchtime`.
    if (WHO_OR_WHEN.has(last.relative)) return last;
  }
  return null;
}
const WHO_OR_WHEN: ReadonlySet<string> = new Set(['woman', 'person', 'time', 'maker', 'worker', 'child']);

/** One letter too many, too few, or changed for its neighbour; one vowel for another. The first letter is right. */
function guessSlip(word: string): Guess | null {
  if (word.length < SHORTEST_SLIP || NO_SLIPS.has(word) || !/^[a-z]+$/.test(word)) return null;
  for (const meant of meantBy(word)) {
    const part = partOf(meant);
    if (part && isHeard(part.meaning) && !isHint(part.meaning)) return part;
  }
  return null;
}

const LETTERS = 'etaoinsrhldcumfpgwybvkxjqz';
const VOWELS = 'aeiouy';

function* meantBy(word: string): Generator<string> {
  const { length } = word;
  for (let at = 1; at < length - 1; at++)
    yield word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  for (let at = 1; at < length; at++) yield word.slice(0, at) + word.slice(at + 1);
  for (let at = 1; at <= length; at++)
    for (const letter of LETTERS) yield word.slice(0, at) + letter + word.slice(at);
  for (let at = 1; at < length; at++)
    if (VOWELS.includes(word.charAt(at)))
      for (const vowel of VOWELS) yield word.slice(0, at) + vowel + word.slice(at + 1);
}

/** For the build: whether a word of English would be taken for a slip. */
export const isMistaken = (word: string): boolean =>
  !lookUp([word]) && !lookUpRelative([word]) && !guessCompound(word) && guessSlip(word) !== null;

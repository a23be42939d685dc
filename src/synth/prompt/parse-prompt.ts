import { RECIPES } from '../recipes/all-recipes.ts';
import { isSaidOf, readByContext } from './by-context.ts';
import { guessWord } from './lexicon/guess-word.ts';
import { lookUp, lookUpRelative, LONGEST_PHRASE, normalise, type Meaning } from './lexicon/look-up-phrase.ts';
import { NUMBERS } from './lexicon/plain-words.ts';
import type { Figures, PromptItem } from './prompt-item.ts';

export interface ParsedPrompt {
  items: PromptItem[];
  figures: Figures;
  /** Words to be sung, when the prompt quotes any. */
  quoted: string[];
}

const LETTERS: Record<string, number> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 };
const BARS: Record<string, number> = { one: 1, single: 1, two: 2, four: 4, eight: 8, sixteen: 16 };

/** "At 174" is a tempo, and so is the number of "techno 138"; "at 20" may be anything. */
const SLOWEST_ALONE = 60;
const FASTEST_ALONE = 220;

export function parsePrompt(prompt: string): ParsedPrompt {
  const quoted = [
    ...prompt.matchAll(/["“”«»]([^"“”«»]{1,200})["“”«»]|(?:^|\s)['‘]([^'‘’]{2,200})['’](?=\s|$|[,.!?])/gu),
  ].map((match) => (match[1] ?? match[2] ?? '').trim());
  const { text, figures } = readFigures(normaliseClauses(prompt));
  const items = readItems(text);
  const tempo = figures.bpm === null ? tempoAmong(items) : null;
  const allFigures = tempo ? { ...figures, bpm: Number(tempo.text) } : figures;
  return {
    items: readByContext(
      items.filter((item) => item !== tempo),
      text.split(' '),
      allFigures,
    ),
    figures: allFigures,
    quoted: quoted.filter((words) => words.length > 0),
  };
}

/** The one number that is part of no name, in a prompt for music of a kind. */
function tempoAmong(items: readonly PromptItem[]): PromptItem | null {
  if (!items.some(({ meaning }) => meaning?.type === 'genre')) return null;
  const numbers = items.filter(({ text, meaning }) => meaning === null && /^\d+$/.test(text));
  const [only] = numbers;
  return numbers.length === 1 && only && isTempo(Number(only.text)) ? only : null;
}

const isTempo = (value: number): boolean => value >= SLOWEST_ALONE && value <= FASTEST_ALONE;

/** Normalised, with ` , ` between clauses. */
function normaliseClauses(prompt: string): string {
  const marked = prompt
    .replaceAll(/[.](?=\d)/g, '·')
    .replaceAll(/["“”«»()[\]{},.;:!?/|\n]+|\s[-–—]+\s|\s\+\s/gu, ' , ');
  return normalise(marked.replaceAll('·', '.').replaceAll('♯', '#').replaceAll('♭', 'b'));
}

function readFigures(text: string): { text: string; figures: Figures } {
  const figures: Figures = { bpm: null, seconds: null, bars: null, key: null };
  let rest = ` ${text} `;
  const take = (pattern: RegExp, accept: (match: RegExpExecArray) => boolean): void => {
    const match = pattern.exec(rest);
    if (match && accept(match))
      rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
  };
  const bpm = (match: RegExpExecArray) => {
    const value = Math.round(Number(match[1]));
    if (value < 1 || value > 300) return false;
    figures.bpm = value;
    return true;
  };
  take(/\b(\d{2,3}) (?:to |or )?(\d{2,3}) ?(?:bpm|beats per minute)\b/, (match) => {
    figures.bpm = Math.round((Number(match[1]) + Number(match[2])) / 2);
    return true;
  });
  take(/(?:\bat )?\b(\d{1,3}(?:\.\d+)?) ?(?:bpm|beats per minute|beats a minute)\b/, bpm);
  take(/\b(?:tempo|bpm) ?(?:of|is|=|,)? ?(\d{1,3})\b/, bpm);
  // A number alone that can only be a tempo; 808 and its like are machines.
  take(
    /(?:\bat|@) ?(\d{2,3})(?= )(?! (?:hz|khz|db|percent|degrees|k|am|pm|o|clock|mph|kmh|miles|meters|metres)\b)/,
    (match) => isTempo(Number(match[1])) && bpm(match),
  );
  take(/\b(\d{1,2}|one|single|two|four|eight|sixteen) ?(?:bars?|measures?)\b/, (match) => {
    const bars = BARS[match[1] ?? ''] ?? Number(match[1]);
    if (bars < 1 || bars > 32) return false;
    figures.bars = bars;
    return true;
  });
  take(
    /\b(\d{1,4}(?= ?m(?:s|illi))|\d{1,3}(?:\.\d+)?) ?(milliseconds?|ms|seconds?|secs?|s|minutes?|mins?)(?: long)?\b/,
    (match) => {
      const seconds = Number(match[1]) * secondsOf(match[2] ?? '');
      if (seconds <= 0) return false;
      figures.seconds = seconds;
      return true;
    },
  );
  const key = (match: RegExpExecArray) => {
    const letter = LETTERS[match[1] ?? ''];
    if (letter === undefined) return false;
    const shift = /^(#|sharp)$/.test(match[2] ?? '') ? 1 : /^(b|flat)$/.test(match[2] ?? '') ? -1 : 0;
    const mode = /^(m|min|minor)$/.test(match[3] ?? '') ? 'minor' : 'major';
    figures.key = { pitchClass: (letter + shift + 12) % 12, mode };
    return true;
  };
  take(/\b(?:in )?(?:the )?key (?:of )?([a-g]) ?(#|b|sharp|flat)? ?(minor|major|min|maj|m)?(?= )/, key);
  take(/\b(?:in )?([a-g]) ?(#|b|sharp|flat)? ?(minor|major|min|maj)(?= )/, key);
  take(/\btuned to ([a-g]) ?(#|b|sharp|flat)? ?(minor|major|min|maj|m)?(?= )/, key);
  take(/\bin ([a-g])(#|b)?(m)(?= )/, key);
  // Not "in a flat".
  take(/\bin ([b-g]) (sharp|flat)(?= )/, key);
  take(/ ([a-g])(#)(m)?(?= )/, key);
  return { text: rest.trim(), figures };
}

const secondsOf = (unit: string): number =>
  /^(ms|milli)/.test(unit) ? 0.001 : unit.startsWith('m') ? 60 : 1;

function readItems(text: string): PromptItem[] {
  const words = text.split(' ').filter((word) => word.length > 0);
  const items: PromptItem[] = [];
  let clause = 0;
  let count: { value: number; at: number } | null = null;
  let negated = false;
  for (let at = 0; at < words.length;) {
    const word = words[at] ?? '';
    if (word === ',') {
      clause++;
      negated = false;
      at++;
      continue;
    }
    const found = asProcessing(words, at, items.at(-1)) ?? longestAt(words, at);
    if (found?.length === 1 && isSaidOf(words, at, items.at(-1))) {
      at++;
      continue;
    }
    const number = NUMBERS[word] ?? (/^\d{1,2}$/.test(word) ? Number(word) : undefined);
    if (!found || (found.length === 1 && found.meaning.type === 'filler')) {
      if (number !== undefined && number > 0) count = { value: Math.min(number, 32), at };
      if (word === 'but' || word === 'with') negated = false;
      const known =
        found !== null || number !== undefined || !/\p{L}|\p{N}|\p{Extended_Pictographic}/u.test(word);
      if (!known)
        items.push({ text: word, meaning: null, at, clause, count: null, negated: false, relative: null });
      at++;
      continue;
    }
    const { meaning, length, relative } = found;
    const phrase = words.slice(at, at + length).join(' ');
    if (meaning.type === 'negation') negated = true;
    else if (meaning.type !== 'filler') {
      const near = count && at - count.at <= 3 && meaning.type === 'sound';
      const counted = near && count ? count.value : null;
      items.push({ text: phrase, meaning, at, clause, count: counted, negated, relative });
      if (meaning.type === 'sound') count = null;
    }
    at += length;
  }
  return items;
}

const PROCESSING = /^(reverse|(slid|glid)(e|es|ing))$/;

/** `reverse` before a sound, and `slide` behind an instrument, are what is done to it; else they are sounds of their own. */
function asProcessing(
  words: readonly string[],
  at: number,
  before: PromptItem | undefined,
): FoundPhrase | null {
  const meaningOf = (phrase: string) => {
    const meaning = lookUp([phrase]);
    return meaning && { meaning, length: 1, relative: null };
  };
  const word = words[at] ?? '';
  if (!PROCESSING.test(word) || longestAt(words, at)?.length !== 1) return null;
  if (word === 'reverse') return isBeforeSound(words, at + 1) ? meaningOf('reversed') : null;
  const isBehind = before !== undefined && before.at + before.text.split(' ').length === at;
  const recipe = isBehind && before.meaning?.type === 'sound' ? before.meaning.call.recipe : '';
  return RECIPES[recipe]?.pitched ? meaningOf('portamento') : null;
}

/** A sound comes next, or words for how it is and then a sound. */
function isBeforeSound(words: readonly string[], at: number): boolean {
  const next = at < words.length ? longestAt(words, at) : null;
  if (next?.meaning.type === 'modifier') return isBeforeSound(words, at + next.length);
  return next?.meaning.type === 'sound';
}

interface FoundPhrase {
  meaning: Meaning;
  length: number;
  relative: string | null;
}

const LONGEST_RELATIVE = 2;

/** The longest phrase that the lexicon has there, else what the words there most likely sound like. */
function longestAt(words: readonly string[], at: number): FoundPhrase | null {
  for (let length = Math.min(LONGEST_PHRASE, words.length - at); length > 0; length--) {
    const phrase = words.slice(at, at + length);
    if (phrase.includes(',')) continue;
    const meaning = lookUp(phrase);
    if (meaning) return { meaning, length, relative: null };
  }
  for (let length = Math.min(LONGEST_RELATIVE, words.length - at); length > 0; length--) {
    const found = lookUpRelative(words.slice(at, at + length));
    if (found) return { ...found, length };
  }
  const guess = guessWord(words[at] ?? '');
  return guess && { ...guess, length: 1 };
}

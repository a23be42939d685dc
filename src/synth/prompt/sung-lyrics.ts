import type { Syllable } from '../recipes/recipe.ts';
import { lookUp, normalise } from './lexicon/look-up-phrase.ts';

const WORDS_MAX = 48;
const VOWELS: readonly [RegExp, number][] = [
  [/oo|ou|u|ew/, 4],
  [/o/, 3],
  [/ee|ea|i|y/, 2],
  [/e/, 1],
  [/a/, 0],
];

/** The words to sing: what is quoted, else what follows "singing". */
export function lyricsOf(prompt: string, quoted: readonly string[]): string[] {
  const text = quoted.length > 0 ? quoted.join(' ') : afterSinging(prompt);
  return text
    .split(/[\s,.;:!?…]+/u)
    .map((word) => word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}']+$/gu, ''))
    .filter((word) => word.length > 0)
    .slice(0, WORDS_MAX);
}

function afterSinging(prompt: string): string {
  const said =
    /\b(?:sing(?:s|ing)?|sung|chant(?:s|ing)?|lyrics?:?)\s+([^,.;:!?\n]+)/iu.exec(prompt)?.[1] ?? '';
  const sung: string[] = [];
  for (const word of said.split(/\s+/u)) {
    // A word that describes a sound, or glue such as "over", is no lyric.
    if (lookUp([normalise(word)])) break;
    sung.push(word);
  }
  return sung.join(' ');
}

/** Groups of vowels, silent final e left out. One syllable at least. */
export function syllablesOf(words: readonly string[]): Syllable[] {
  return words.flatMap((text, word) => {
    const plain = normalise(text).replaceAll(/[^\p{L}]/gu, '');
    const sounded = plain.length > 3 ? plain.replace(/(?<=[^aeiouyl])e$/u, '') : plain;
    const groups = sounded.match(/[^aeiouy]*[aeiouy]+(?:[^aeiouy]+$)?/gu) ?? [plain || 'a'];
    return groups.map((group) => ({
      word,
      text: group,
      vowel: VOWELS.find(([pattern]) => pattern.test(group))?.[1] ?? 0,
      hard: /^[ptkszfcshxjq]/u.test(group) ? 1 : 0.2,
    }));
  });
}

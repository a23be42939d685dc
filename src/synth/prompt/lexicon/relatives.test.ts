import { expect, it } from 'vitest';

import { LEXICON, lookUp, lookUpRelative } from './look-up-phrase.ts';
import RELATIVES from './relatives.json' with { type: 'json' };

const rows = Object.entries(RELATIVES).map(([relative, words]) => ({ relative, words: words.split(', ') }));

it('each relative is in the lexicon, and none of the words that it stands for is', () => {
  expect(rows.filter(({ relative }) => !LEXICON.has(relative))).toEqual([]);
  const words = rows.flatMap((row) => row.words);
  expect(words.filter((word) => lookUp(word.split(' ')) !== null)).toEqual([]);
});

it('each word has one relative', () => {
  const all = rows.flatMap(({ words }) => words);
  expect(new Set(all).size).toBe(all.length);
});

it.each([
  ['macaw', 'parrot'],
  ['sledgehammers', 'hammering'],
  ['jeep', 'car'],
  ['poodle', 'dog'],
  ['hacksaw', 'saw'],
  ['euphonium', 'tuba'],
  ['gambling house', 'casino'],
])('%s sounds like %s', (word, relative) => {
  expect(lookUpRelative(word.split(' '))?.relative).toBe(relative);
});

it.each(['justice', 'opinion', 'zzyzx'])('%s sounds like nothing', (word) => {
  expect(lookUp([word]) ?? lookUpRelative([word])).toBeNull();
});

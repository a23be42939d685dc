import { describe, expect, it } from 'vitest';

import { readSearch, type Meaning } from './search-words.ts';

const meant = (q: string): Meaning[] => readSearch(q).flatMap(({ meaning }) => (meaning ? [meaning] : []));
const letters = (q: string): string[] =>
  readSearch(q).flatMap(({ words, meaning }) => (meaning ? [] : words));

describe('a search', () => {
  it.each([
    ...['90', '90 bpm', '90bpm', '90-BPM', 'bpm 90', 'BPM: 90', 'bpm=90', 'tempo 90', 'at 90 bpm'].map(
      (q) => [q, { bpm: 90 }],
    ),
    ...['@90', '(90 bpm)', '90 BPM.', '９０ bpm', '٩٠'].map((q) => [q, { bpm: 90 }]),
    ...[
      'F# minor',
      'f sharp minor',
      'F♯ min',
      'Gb minor',
      'in F#m',
      'F#m,',
      'key F#m',
      'key: f#m',
      '11A',
    ].map((q) => [q, { key: 'F#m' }]),
    ...['e flat minor', 'E-flat minor', 'in the key of Eb minor', 'Ebm', 'in e flat minor'].map((q) => [
      q,
      { key: 'D#m' },
    ]),
    ...['in Cm', 'c minor', 'Key of C minor'].map((q) => [q, { key: 'Cm' }]),
    ...['a flat minor', 'G# minor'].map((q) => [q, { key: 'G#m' }]),
    ['in A', { key: 'A' }],
    ['key of a', { key: 'A' }],
    ...['loop', 'loops', 'Looped'].map((q) => [q, { loop: true }]),
    ...['one-shot', 'one shot', 'one shots', 'oneshot'].map((q) => [q, { loop: false }]),
  ] as [string, Meaning][])('for "%s" asks for that and nothing more', (q, meaning) => {
    expect(meant(q)).toEqual([meaning]);
    expect(letters(q)).toEqual([]);
  });

  it.each([
    ['128 loop', [{ bpm: 128 }, { loop: true }]],
    ['loop 90 bpm F# minor', [{ loop: true }, { bpm: 90 }, { key: 'F#m' }]],
    ['174 F#m', [{ bpm: 174 }, { key: 'F#m' }]],
    ['F#m 174 BPM', [{ key: 'F#m' }, { bpm: 174 }]],
    ['Cm, 120 bpm, loop', [{ key: 'Cm' }, { bpm: 120 }, { loop: true }]],
  ] as [string, Meaning[]][])('for "%s" asks for each of them', (q, all) => {
    expect(meant(q)).toEqual(all);
    expect(letters(q)).toEqual([]);
  });

  it.each([
    ['bpm counter', ['bpm', 'counter']],
    ['birds in a tree', ['birds', 'in', 'a', 'tree']],
    ['minor change', ['minor', 'change']],
    ['a b test', ['a', 'b', 'test']],
    ['999 bpm', ['999', 'bpm']],
    ['0 bpm', ['0', 'bpm']],
    ['90.5 bpm', ['90.5', 'bpm']],
    ['2024-05-01', ['2024-05-01']],
    ['key change', ['key', 'change']],
    ['any', ['any']],
    ['in', ['in']],
    ['(wind)', ['(wind)']],
    ['... , .', ['...', ',']],
    ['', []],
  ])('for "%s" reads letters alone', (q, words) => {
    expect(meant(q)).toEqual([]);
    expect(letters(q)).toEqual(words);
  });

  it('keeps the letters of what it read, so that text which only looks so is found', () => {
    expect(readSearch('old 90 bpm counter')).toEqual([
      { words: ['old'], meaning: null },
      { words: ['counter'], meaning: null },
      { words: ['90', 'bpm'], meaning: { bpm: 90 } },
    ]);
  });

  it('takes as many words as a query has room for', () => {
    const numbers = Array.from({ length: 66 }, (_, i) => `${i + 10} bpm`).join(' ');
    expect(readSearch(numbers).flatMap(({ words }) => words)).toHaveLength(20);
  });
});

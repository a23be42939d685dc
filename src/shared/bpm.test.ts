import { expect, it } from 'vitest';

import { clampBpm, isBpm, parseBpm, parseTempo } from './bpm.ts';

it.each([
  ['120', 120],
  [' 120 BPM ', 120],
  ['120bpm', 120],
  ['１２０', 120],
  ['١٢٠', 120],
  ['१२०', 120],
  ['120,0', 120],
  ['007', 7],
])('%j is a tempo', (text, bpm) => {
  expect(parseBpm(text)).toBe(bpm);
});

it.each(['', '1e2', '0x78', '0', '301', '-5', '12.5', '1 2 0', 'fast', '120 bpm or so', 'Infinity'])(
  '%j is none',
  (text) => {
    expect(parseBpm(text)).toBeNull();
  },
);

it('reads a number that is no tempo as what it is, so that it can be put right', () => {
  expect(['301', '90,5', '-5', '1e2'].map(parseTempo)).toEqual([301, 90.5, -5, Number.NaN]);
});

it('finds the nearest tempo', () => {
  expect([0, 90.4, 999].map(clampBpm)).toEqual([1, 90, 300]);
  expect([1, 300, 0, 301, 1.5, '90', null].map(isBpm)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});

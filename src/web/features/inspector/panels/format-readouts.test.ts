import { expect, it } from 'vitest';

import { NO_FACTS } from '../../../../audio/files/file-facts.ts';
import { describeEarlyEnd, formatBar, formatClock, formatDb, formatMs } from './format-readouts.ts';

it('a clock counts tenths and never runs ahead', () => {
  expect([0, 3.29, 59.99, 60, 754.06].map(formatClock)).toEqual([
    '0:00.0',
    '0:03.2',
    '0:59.9',
    '1:00.0',
    '12:34.0',
  ]);
});

it('bars and beats count from 1, and a beat begins on its sample', () => {
  expect([0, 0.49, 0.5, 1.999, 2].map((seconds) => formatBar(seconds, 120))).toEqual([
    '1.1',
    '1.1',
    '1.2',
    '1.4',
    '2.1',
  ]);
  expect(formatBar((60 / 97) * 5, 97)).toBe('2.2');
  expect(formatBar((60 / 97) * 5, 97, 3)).toBe('2.3');
});

it('levels and times are written as musicians read them', () => {
  expect([formatDb(-16.04), formatDb(0.3), formatMs(0.0126), formatMs(1.5)]).toEqual([
    '−16.0',
    '0.3',
    '13 ms',
    '1.50 s',
  ]);
});

it('a file that ends early says how much of it is there, a whole one nothing', () => {
  const original = { channels: [new Float32Array(31_000)], sampleRate: 10_000 };
  const ofLength = (promisedLength: number | null) =>
    describeEarlyEnd({ facts: { ...NO_FACTS, promisedLength }, original });
  expect([null, 50_000, 31_010].map(ofLength)).toEqual([
    null,
    'The file ends early: 3.10 s of 5.00 s is there',
    'The file ends early: 3.1000 s of 3.1010 s is there',
  ]);
});

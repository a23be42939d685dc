import { expect, it } from 'vitest';

import { sayBar, sayClock, sayDb, sayMs } from './readouts.ts';

it('a clock counts tenths and never runs ahead', () => {
  expect([0, 3.29, 59.99, 60, 754.06].map(sayClock)).toEqual([
    '0:00.0',
    '0:03.2',
    '0:59.9',
    '1:00.0',
    '12:34.0',
  ]);
});

it('bars and beats count from 1, and a beat begins on its sample', () => {
  expect([0, 0.49, 0.5, 1.999, 2].map((seconds) => sayBar(seconds, 120))).toEqual([
    '1.1',
    '1.1',
    '1.2',
    '1.4',
    '2.1',
  ]);
  expect(sayBar((60 / 97) * 5, 97)).toBe('2.2');
});

it('levels and times are written as musicians read them', () => {
  expect([sayDb(-16.04), sayDb(0.3), sayMs(0.0126), sayMs(1.5)]).toEqual(['−16.0', '0.3', '13 ms', '1.50 s']);
});

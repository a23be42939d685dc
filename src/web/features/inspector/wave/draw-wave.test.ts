import { expect, it } from 'vitest';

import { sliceNumbers } from './draw-wave.ts';

it('slices carry their numbers on the wave, as far as there is room', () => {
  const cuts = [0, 100, 110, 200, 990].map((start) => ({ start, end: start + 5, isKept: start !== 200 }));
  expect(sliceNumbers(cuts, (sample) => sample, 1000)).toEqual([
    { text: '01', x: 5, isKept: true },
    { text: '02', x: 105, isKept: true },
    { text: '04', x: 205, isKept: false },
  ]);
});

import { describe, expect, it } from 'vitest';

import { addTap, tappedBpm } from './tap-tempo.ts';

const tapped = (...times: number[]) => tappedBpm(times.reduce<number[]>(addTap, []));

describe('tap tempo', () => {
  it.each([
    ['says nothing after one tap', [0], null],
    ['reads two taps', [0, 500], 120],
    ['takes the median, so one late tap changes nothing', [0, 500, 1000, 1900, 2400], 120],
    ['starts anew after a pause of more than 2.5 s', [0, 500, 1000, 4000, 4600], 100],
    ['still counts a gap of 2.5 s', [0, 2500], 24],
    ['stays within the range', [0, 50], 300],
  ])('%s', (_fact, times, bpm) => {
    expect(tapped(...times)).toBe(bpm);
  });

  it('follows a new tempo within a few taps', () => {
    const times = [0, 500, 1000, 1500, 2000, 2500, 3000];
    for (let beat = 1; beat <= 8; beat++) times.push(3000 + beat * 600);
    expect(tapped(...times)).toBe(100);
  });
});

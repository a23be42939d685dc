import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createMedian, medianOf, nthSmallest } from './nth-smallest.ts';

/** Without −0, which sorting puts before 0. */
const numbers = fc
  .array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true })), {
    minLength: 1,
    maxLength: 200,
  })
  .map((list) => list.map((value) => value + 0));

describe('nthSmallest', () => {
  it('is what sorting finds at that place, with the larger ones behind it', () => {
    fc.assert(
      fc.property(numbers, fc.nat(), (list, place) => {
        const n = place % list.length;
        const values = Float64Array.from(list);
        const sorted = values.toSorted();
        expect(nthSmallest(values, n)).toBe(sorted[n]);
        expect(values.subarray(n).toSorted()).toEqual(sorted.subarray(n));
      }),
    );
  });

  it('counts only the first values where it is told so', () => {
    expect(nthSmallest(Float64Array.of(5, 4, 3, -9), 0, 3)).toBe(3);
  });

  it('is 0 where there is nothing', () => {
    expect(nthSmallest(new Float64Array(), 0)).toBe(0);
    expect(nthSmallest(Float64Array.of(1), 1)).toBe(0);
  });
});

it('medianOf leaves the values as they are', () => {
  const values = Float64Array.of(3, 1, 2);
  expect(medianOf(values)).toBe(2);
  expect([...values]).toEqual([3, 1, 2]);
});

it('createMedian reads stretches, shorter at the ends, and leaves the values as they are', () => {
  const median = createMedian(3);
  const values = Float64Array.of(9, 1, 5, 2);
  const medians = [0, 1, 2, 3].map((i) => median(values, i - 1, i + 2));
  expect(medians).toEqual([9, 5, 2, 5]);
  expect([...values]).toEqual([9, 1, 5, 2]);
});

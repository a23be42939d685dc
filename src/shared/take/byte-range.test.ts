import { describe, expect, it } from 'vitest';

import { parseRange, RangeNotSatisfiable } from './byte-range.ts';

describe('parseRange of 1000 bytes', () => {
  it.each([
    ['bytes=0-499', { start: 0, end: 499 }],
    ['bytes=500-', { start: 500, end: 999 }],
    ['bytes=-100', { start: 900, end: 999 }],
    ['bytes=-5000', { start: 0, end: 999 }],
    ['bytes=999-2000', { start: 999, end: 999 }],
    [' bytes=0-0 ', { start: 0, end: 0 }],
  ])('reads %s', (header, range) => {
    expect(parseRange(header, 1000)).toEqual(range);
  });

  it.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=a-b', 'bytes=5-1', 'bytes=0-1,5-6', 'items=0-1'])(
    'means the whole file for %s',
    (header) => {
      expect(parseRange(header, 1000)).toBeNull();
    },
  );

  it.each(['bytes=1000-', 'bytes=5000-6000', 'bytes=-0'])('cannot satisfy %s', (header) => {
    expect(() => parseRange(header, 1000)).toThrow(RangeNotSatisfiable);
  });

  it('cannot satisfy any range of nothing', () => {
    expect(() => parseRange('bytes=0-', 0)).toThrow(RangeNotSatisfiable);
    expect(() => parseRange('bytes=-1', 0)).toThrow(RangeNotSatisfiable);
  });
});

import { describe, expect, it } from 'vitest';

import { isInRanges, parseRange } from './address-ranges.ts';

describe('address ranges', () => {
  it.each([
    ['loopback', '127.0.0.1', true],
    ['loopback', '::1', true],
    ['loopback', '10.0.0.1', false],
    ['private', '172.18.0.3', true],
    ['private', '203.0.113.9', false],
    ['10.0.0.0/8', '10.200.1.1', true],
    ['10.0.0.0/8', '::ffff:10.200.1.1', true],
    ['10.0.0.7', '10.0.0.8', false],
    ['2001:db8::/32', '2001:db8::7', true],
    ['[::1]', '::1', true],
    ['10.0.0.7', 'unknown', false],
  ])('%s holds %s: %s', (range, address, isInside) => {
    expect(isInRanges(parseRange(range) ?? [], address)).toBe(isInside);
  });

  it.each(['nginx', '10.1', '10.0.0.0/33', '', '1.2.3.4.5'])('takes no "%s"', (text) => {
    expect(parseRange(text)).toBe(null);
  });
});

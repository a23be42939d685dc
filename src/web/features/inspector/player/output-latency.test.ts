import { expect, test } from 'vitest';

import { outputLatencyOf } from './output-latency.ts';

const LINUX_FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';
const UBUNTU_FIREFOX = 'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';
const MAC_FIREFOX = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 14.7; rv:153.0) Gecko/20100101 Firefox/153.0';
const LINUX_CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0';

/** Asked, it would wait for ever: here it says so. */
const hanging = {
  baseLatency: 0.003,
  get outputLatency(): number {
    throw new Error('The page’s thread waits for the sound server.');
  },
};

test('a browser that could wait for ever for its latency is not asked for it', () => {
  for (const browser of [LINUX_FIREFOX, UBUNTU_FIREFOX])
    expect(outputLatencyOf(hanging, browser)).toBe(0.003);
});

test('every other says how late it is heard', () => {
  for (const browser of [MAC_FIREFOX, LINUX_CHROME])
    expect(outputLatencyOf({ baseLatency: 0.003, outputLatency: 0.2 }, browser)).toBe(0.2);
});

test('one that does not know is taken as at once', () => {
  const unknown = { baseLatency: 0.003 } as AudioContext;
  expect(outputLatencyOf(unknown, LINUX_CHROME)).toBe(0);
});

import { afterEach, expect, it } from 'vitest';

import { noteServerDate, serverNow } from './server-clock.ts';

const header = (ms: number) => new Date(ms).toUTCString();
const answerFrom = (skewMs: number) => {
  const now = Date.now();
  noteServerDate(header(now + skewMs), now - 20, now);
};
const offset = () => serverNow() - Date.now();

afterEach(() => answerFrom(0));

it.each([0, 8 * 60_000, -8 * 60_000, 86_400_000, -86_400_000])(
  'follows a server whose clock is %d ms ahead, to the second (M3)',
  (skewMs) => {
    answerFrom(skewMs);
    expect(Math.abs(offset() - skewMs)).toBeLessThanOrEqual(1100);
  },
);

it('does not move while an answer agrees with it, and passes over an answer without a date', () => {
  answerFrom(60_000);
  const before = offset();
  answerFrom(60_000);
  noteServerDate(null, 0, 0);
  noteServerDate('soon', 0, 0);
  expect(Math.abs(offset() - before)).toBeLessThanOrEqual(1000);
});

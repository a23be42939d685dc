import { expect, test } from 'vitest';

import { detectShift } from './detect-shift.ts';

const random = (() => {
  let state = 1;
  return () => ((state = (state * 48_271) % 2_147_483_647) / 2_147_483_647) * 2 - 1;
})();
const noise = Float32Array.from({ length: 88_200 }, random);

test.each([0, 1, -1, 1105, -2304])('a copy %i samples behind is heard so', (shift) => {
  const copy = noise.map((_, i) => (noise[i - shift] ?? 0) * 0.7 + 0.05 * random());
  expect(detectShift(noise, copy)).toBe(shift);
});

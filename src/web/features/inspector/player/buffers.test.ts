import { expect, it } from 'vitest';

import type { Pcm } from '../../../../audio/pcm.ts';
import { aroundSeam } from './buffers.ts';

const ramp: Pcm = { channels: [Float32Array.from({ length: 4000 }, (_, i) => i)], sampleRate: 1000 };

it('around the seam, the last half second of the loop runs into its first', () => {
  const [channel] = aroundSeam(ramp, { start: 1000, end: 3000 }).channels;
  expect(channel).toHaveLength(1000);
  expect([channel?.[0], channel?.[499], channel?.[500], channel?.[999]]).toEqual([2500, 2999, 1000, 1499]);
});

it('a loop shorter than that is heard whole, twice', () => {
  expect(aroundSeam(ramp, { start: 0, end: 200 }).channels[0]).toHaveLength(400);
});

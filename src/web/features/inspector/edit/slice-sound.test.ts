import { expect, it } from 'vitest';

import type { Pcm } from '../../../../audio/pcm.ts';
import { cutsOf } from './slice-sound.ts';

const sound = (length: number): Pcm => ({ channels: [new Float32Array(length)], sampleRate: 100 });
const slicing = { by: 'hand', sensitivity: 1, cuts: [0, 200, 600], of: 800 } as const;
const hits = [0, 40, 90].map((at) => ({ at, strength: 2 }));

it('cuts of a sound that was edited since are found anew; those set by hand stay at the same part of it', () => {
  expect(cutsOf(slicing, sound(1600), hits, 120)).toEqual({ cuts: [0, 400, 1200], of: 1600 });
  expect(cutsOf({ ...slicing, by: 'hits' }, sound(100), hits, 120)).toEqual({ cuts: [0, 40, 90], of: 100 });
  expect(cutsOf({ ...slicing, by: 'beats' }, sound(200), hits, 60)).toEqual({ cuts: [0, 100], of: 200 });
});

it('where no tempo is known, cuts on beats stay at the same part', () => {
  expect(cutsOf({ ...slicing, by: 'beats' }, sound(400), hits, null).cuts).toEqual([0, 100, 300]);
});

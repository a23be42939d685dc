import { expect, it } from 'vitest';

import type { Pcm } from '../../../../audio/pcm.ts';
import { cutsOf, type CutSource } from './slice-sound.ts';

const sound = (length: number): Pcm => ({ channels: [new Float32Array(length)], sampleRate: 100 });
const slicing = { by: 'hand', sensitivity: 1, cuts: [0, 200, 600], of: 800 } as const;
const hits = [0, 40, 90].map((at) => ({ at, strength: 2 }));

const cut = (wanted: Parameters<typeof cutsOf>[0], of: Pcm, source: Partial<CutSource> = {}) =>
  cutsOf(wanted, { pcm: of, hits, bpm: 120, markers: [], ...source });

it('cuts of a sound that was edited since are found anew; those set by hand stay at the same part of it', () => {
  expect(cut(slicing, sound(1600))).toEqual({ cuts: [0, 400, 1200], of: 1600 });
  expect(cut({ ...slicing, by: 'hits' }, sound(100))).toEqual({ cuts: [0, 40, 90], of: 100 });
  expect(cut({ ...slicing, by: 'beats' }, sound(200), { bpm: 60 })).toEqual({ cuts: [0, 100], of: 200 });
});

it('where no tempo is known, cuts on beats stay at the same part', () => {
  expect(cut({ ...slicing, by: 'beats' }, sound(400), { bpm: null }).cuts).toEqual([0, 100, 300]);
});

it('cuts on markers are where the file has them, and what stands before the first is a slice, too', () => {
  const at = (...places: number[]) => places.map((place) => ({ at: place, name: '' }));
  const cutsAt = (...places: number[]) =>
    cut({ ...slicing, by: 'markers' }, sound(400), { markers: at(...places) }).cuts;
  expect(cutsAt(0, 120)).toEqual([0, 120]);
  expect(cutsAt(1, 120)).toEqual([1, 120]);
  expect(cutsAt(50, 120)).toEqual([0, 50, 120]);
  expect(cutsAt()).toEqual([0, 100, 300]);
});

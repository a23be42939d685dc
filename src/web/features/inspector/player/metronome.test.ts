import { expect, it } from 'vitest';

import { measureJoin } from '../../../../audio/click.ts';
import { measureBandLevels } from '../analysis/band-levels.ts';
import { measureChroma } from '../analysis/chroma.ts';
import { measureKey } from '../analysis/measure-key.ts';
import { findOnsets, novelty } from '../analysis/onsets.ts';
import { clickTrack, drone } from './metronome.ts';

const RATE = 44_100;

it('clicks stand on the beats, to the sample, and fill exactly the loop', () => {
  const length = Math.round((8 * 60 * RATE) / 97);
  const clicks = clickTrack(length, RATE, 97);
  expect(clicks.channels[0]).toHaveLength(length);
  const found = findOnsets(novelty(measureBandLevels(clicks))).map(({ seconds }) => seconds);
  expect(found).toHaveLength(8);
  found.forEach((seconds, n) => expect(Math.abs(seconds - (n * 60) / 97)).toBeLessThan(0.02));
});

it('the first click of a bar is higher, as the metre has it', () => {
  const crossings = (track: Float32Array, from: number) =>
    track.subarray(from, from + 400).filter((x, i, all) => x < 0 !== (all[i + 1] ?? x) < 0).length;
  const [track = new Float32Array()] = clickTrack(6 * RATE, RATE, 60, 3).channels;
  const high = [0, 1, 2, 3, 4, 5].map((beat) => crossings(track, beat * RATE) > 25);
  expect(high).toEqual([true, false, false, true, false, false]);
});

it('the drone sounds the tonic, in tune, and loops without a click', () => {
  const sound = drone(3, RATE);
  expect(measureKey(measureChroma(sound))).toMatchObject({ kind: 'pitch', pitchClass: 3 });
  expect(measureJoin(sound.channels[0] ?? [], RATE, 0, sound.channels[0]?.length ?? 0).isClick).toBe(false);
});

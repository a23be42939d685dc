import { expect, it } from 'vitest';

import { NO_FACTS } from '../../../audio/files/file-facts.ts';
import { drums } from '../../../testing/test-music.ts';
import { stereo } from '../../../testing/test-sounds.ts';
import { analyse } from './analysis/analyse.ts';
import { namedSound } from './export/export-files.ts';
import type { InspectedSound } from './inspected-sound.ts';
import { heardTuning, tuningOf, wantedOf } from './tuning-of.ts';

const RATE = 44_100;
const sound: InspectedSound = {
  id: 'a',
  source: 'a',
  title: 'drums.wav',
  asked: { bpm: null, key: 'Any', loop: false },
  from: null,
  keep: null,
  edits: [],
};
const of = { sound, facts: NO_FACTS };
const heardIn = (groove: 'fourFloor' | 'breakbeat', bpm: number) =>
  heardTuning(analyse(stereo(drums({ groove, bpm, bars: 4, rate: RATE }), RATE), sound.asked));

it('a tempo that is beyond doubt stands in the name', () => {
  const tuning = tuningOf(of, [], heardIn('fourFloor', 125));
  expect(namedSound(sound, tuning).bpm).toBeCloseTo(125, 1);
});

it('an edited sound is to be what its steps made it, in all else what was asked for', () => {
  const asked = { bpm: 120, key: 'Am', loop: true } as const;
  const made = { bpm: 128, key: 'Cm' } as const;
  const up = { id: 'p', on: true, kind: 'pitch', semitones: 3, from: 'Am', loop: true } as const;
  expect(wantedOf(asked, [up], made)).toEqual({ bpm: 120, key: 'Cm', loop: true });
  expect(wantedOf(asked, [{ ...up, on: false }], made)).toEqual(asked);
});

it('of 87 or 174 BPM neither does, until one of them is chosen', () => {
  const heard = heardIn('breakbeat', 174);
  const tuning = tuningOf(of, [], heard);
  // The click and the bars need one.
  expect(tuning.bpm).not.toBeNull();
  expect(namedSound(sound, tuning).bpm).toBeNull();

  const chosen = { ...sound, asked: { ...sound.asked, bpm: 174 } };
  expect(namedSound(chosen, tuningOf({ ...of, sound: chosen }, [], heard)).bpm).toBe(174);
  const stretch = { id: 'x', on: true, kind: 'stretch', from: 87, to: 90, beats: null, loop: false } as const;
  expect(namedSound(sound, tuningOf(of, [stretch], heard)).bpm).toBe(90);
});

import { describe, expect, it } from 'vitest';

import { drums, PROGRESSIONS, song } from '../../../../testing/test-music.ts';
import {
  fm,
  hzOfMidi,
  normalise,
  pad,
  place,
  pluck,
  seeded,
  stereo,
  type Track,
} from '../../../../testing/test-sounds.ts';
import { measureChroma } from './chroma.ts';
import { measureKey, REAL_KEYS, relativeOf } from './measure-key.ts';

const RATE = 22050;
const keyOf = (track: Track) => measureKey(measureChroma(stereo(normalise(track), RATE)));

const plucked = (midi: number): Track => pluck(RATE, hzOfMidi(midi), 3, seeded(3));

describe('key', () => {
  it.each(REAL_KEYS.map((key, i) => [key, i] as const))('%s is heard', (key, i) => {
    const mode = i < 12 ? 'minor' : 'major';
    const progression = mode === 'minor' ? PROGRESSIONS.minor.natural : PROGRESSIONS.major.plagal;
    const track = song({ tonic: i % 12, mode, bpm: 240, progression, instrument: 'keys', rate: RATE });
    expect(keyOf(track)).toMatchObject({ kind: 'measured', key, relative: relativeOf(key) });
  });

  it('is heard in a piece a third of a semitone flat, and the tuning is told', () => {
    const track = song({
      tonic: 9,
      mode: 'minor',
      bpm: 240,
      progression: PROGRESSIONS.minor.natural,
      instrument: 'pad',
      cents: -33,
      rate: RATE,
    });
    const heard = keyOf(track);
    expect(heard).toMatchObject({ kind: 'measured', key: 'Am' });
    expect((heard as { tuningCents: number }).tuningCents).toBeCloseTo(-33, -1);
  });

  it('of one held note is only that pitch', () => {
    expect(keyOf(pad(RATE, hzOfMidi(57), 3))).toMatchObject({ kind: 'pitch', pitchClass: 9 });
  });

  it.each<[string, (midi: number) => Track]>([
    ['FM', (midi) => fm(RATE, hzOfMidi(midi), 3)],
    ['a pad', (midi) => pad(RATE, hzOfMidi(midi), 3)],
    ['plucked strings', plucked],
  ])('of a single note or a bare fifth of %s is a pitch, that of its root', (_, voice) => {
    const mixed = (...midi: number[]) => {
      const track = new Float32Array(3 * RATE);
      for (const note of midi) place(track, voice(note), RATE, 0, 0.3);
      return keyOf(track);
    };
    for (const notes of [[40], [52], [40, 47], [52, 59], [47, 52], [40, 47, 52]])
      expect(mixed(...notes)).toMatchObject({ kind: 'pitch', pitchClass: 4 });
    // So low, the partials of a plucked string agree on no tuning.
    for (const notes of voice === plucked ? [] : [[33], [33, 40], [33, 40, 45]])
      expect(mixed(...notes)).toMatchObject({ kind: 'pitch', pitchClass: 9 });
    expect(mixed(40, 47, 52, 56)).toMatchObject({ kind: 'measured', key: 'E' });
    expect(mixed(45, 52, 57, 60)).toMatchObject({ kind: 'measured', key: 'Am' });
  });

  it.each([
    ['no-pitch', drums({ groove: 'rock', bpm: 120, bars: 2, rate: RATE })],
    ['no-pitch', new Float32Array(RATE)],
    ['out-of-tune', fm(RATE, 330, 3, 1.41, 3)],
  ])('is not made up: %s', (reason, track) => {
    expect(keyOf(track)).toEqual({ kind: 'cannot-tell', reason });
  });

  it('has a relative that is its own relative', () => {
    expect(relativeOf('Am')).toBe('C');
    expect(REAL_KEYS.map((key) => relativeOf(relativeOf(key)))).toEqual(REAL_KEYS);
  });
});

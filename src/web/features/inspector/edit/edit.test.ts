import { describe, expect, it } from 'vitest';

import { measureJoin } from '../../../../audio/click.ts';
import { measureLoudness } from '../../../../audio/loudness.ts';
import { lengthOf, samplePeak, slice, type Pcm } from '../../../../audio/pcm.ts';
import { measureEdges } from '../../../../audio/silent-edges.ts';
import { measureTruePeak } from '../../../../audio/true-peak.ts';
import { drums } from '../../../../testing/test-music.ts';
import {
  normalise,
  pad,
  place,
  rain,
  seeded,
  stereo,
  wood,
  type Track,
} from '../../../../testing/test-sounds.ts';
import { crossFadeInside, crossFadeSeam, cutAtZeroCrossings, smoothSeam } from './edit-seam.ts';
import type { Edit } from './edit.ts';
import { fadeIn, fadeOut } from './fade.ts';
import { normaliseToLoudness, normaliseToPeak } from './normalise.ts';
import { singleEvent } from './single-hit.ts';
import { trimSilence, trimToBars } from './trim.ts';

const RATE = 44100;
const sound = (track: Track): Pcm => stereo(track, RATE);
const silence: Pcm = sound(new Float32Array(RATE));
const made = (edit: Edit): Pcm => (edit as { pcm: Pcm }).pcm;
const joinOf = (pcm: Pcm) => measureJoin(pcm.channels[0] ?? [], RATE, 0, lengthOf(pcm));
const tone = (seconds: number): Pcm =>
  sound(
    Float32Array.from(
      { length: Math.round(seconds * RATE) },
      (_, i) => 0.5 * Math.sin((2 * Math.PI * 110 * i) / RATE),
    ),
  );
const bed = sound(normalise(rain(3, RATE, seeded(1)), 0.5));

describe('trimming to bars', () => {
  it('keeps whole bars, to the sample', () => {
    const track = drums({ groove: 'rock', bpm: 97, bars: 2 });
    const long = sound(Float32Array.from([...track, ...new Float32Array(9000)]));
    expect(trimToBars(long, 97)).toMatchObject({ kind: 'done', note: '2 bars' });
    expect(lengthOf(made(trimToBars(long, 97)))).toBe(Math.round((2 * 4 * 60 * RATE) / 97));
    expect(lengthOf(made(trimToBars(long, 97, 3)))).toBe(Math.round((2 * 3 * 60 * RATE) / 97));
  });

  it('keeps whole beats of what is shorter than a bar, and refuses what is shorter than a beat', () => {
    expect(trimToBars(slice(bed, 0, RATE), 150)).toMatchObject({ kind: 'done', note: '2 beats' });
    expect(trimToBars(slice(bed, 0, RATE / 4), 150)).toEqual({
      kind: 'cannot',
      reason: 'Shorter than one beat at 150 BPM.',
    });
  });
});

describe('the seam', () => {
  it('moved to zero crossings no longer clicks', () => {
    const cut = tone(1 + 1 / 440);
    expect(joinOf(cut).isClick).toBe(true);
    const edit = cutAtZeroCrossings(cut);
    expect(joinOf(made(edit)).isClick).toBe(false);
    expect(lengthOf(cut) - lengthOf(made(edit))).toBeLessThan(0.02 * RATE);
  });

  it('smoothed no longer clicks and keeps its length', () => {
    const cut = tone(1 + 1 / 440);
    expect(joinOf(made(smoothSeam(cut)))).toMatchObject({ isClick: false });
    expect(lengthOf(made(smoothSeam(cut)))).toBe(lengthOf(cut));
  });

  it.each([
    ['what follows', { start: 0, end: 2 * RATE }, 2 * RATE],
    ['what precedes', { start: RATE, end: 3 * RATE }, 2 * RATE],
    ['itself, shorter by the fade', { start: 0, end: 3 * RATE }, 2.75 * RATE],
  ])('cross-fades with %s, and stays as loud', (_, points, length) => {
    const faded = made(crossFadeSeam(bed, 0.25, points));
    expect(lengthOf(faded)).toBe(length);
    expect(joinOf(faded).isClick).toBe(false);
    const rms = (pcm: Pcm) => Math.hypot(...(pcm.channels[0]?.subarray(0, 11025) ?? [])) / 105;
    expect(20 * Math.log10(rms(faded) / rms(bed))).toBeCloseTo(0, 0);
  });
});

it('a loop within a sound is cross-faded in its place: attack and release stay', () => {
  const points = { start: RATE, end: 2 * RATE };
  const faded = made(crossFadeInside(bed, 0.25, points));
  expect(lengthOf(faded)).toBe(lengthOf(bed));
  const [before, after] = [bed.channels[0], faded.channels[0]];
  expect(after?.subarray(0, RATE)).toEqual(before?.subarray(0, RATE));
  expect(after?.subarray(2 * RATE)).toEqual(before?.subarray(2 * RATE));
  expect(joinOf(slice(faded, points.start, points.end)).isClick).toBe(false);
  expect(crossFadeInside(bed, 0.25, { start: 0, end: RATE }).kind).toBe('cannot');
});

describe('silence', () => {
  it('is trimmed off both ends', () => {
    const padded = new Float32Array(2 * RATE);
    place(padded, normalise(pad(RATE, 220, 1, 0.01), 0.5), RATE, 0.4, 1);
    const cut = made(trimSilence(sound(padded)));
    expect(lengthOf(cut) / RATE).toBeCloseTo(1, 1);
    expect(cut.channels[0]?.at(-1)).toBeCloseTo(0, 4);
    expect(measureEdges(cut)).toMatchObject({ kind: 'measured' });
  });

  it('throughout is refused by every edit that needs sound', () => {
    const edits = [
      trimSilence(silence),
      normaliseToPeak(silence),
      normaliseToLoudness(silence, -16),
      singleEvent(silence, 'first'),
    ];
    expect(edits.map(({ kind }) => kind)).toEqual(['cannot', 'cannot', 'cannot', 'cannot']);
  });
});

describe('one event', () => {
  const track = new Float32Array(2 * RATE);
  place(track, wood(RATE, 700), RATE, 0.3, 0.4);
  place(track, wood(RATE, 900), RATE, 0.8, 0.3);
  place(track, wood(RATE, 1200), RATE, 1.2, 0.8);

  it('is cut from just before its attack to before the next', () => {
    const first = made(singleEvent(sound(track), 'first'));
    expect(lengthOf(first) / RATE).toBeLessThan(0.5);
    expect(samplePeak(first.channels)).toBeGreaterThan(0.3);
    expect(measureEdges(first)).toMatchObject({ kind: 'measured' });
    expect((measureEdges(first) as { lead: number }).lead).toBeLessThan(0.006 * RATE);
  });

  it('that is best is the loudest with room to ring', () => {
    expect(samplePeak(made(singleEvent(sound(track), 'best')).channels)).toBeGreaterThan(0.6);
  });
});

describe('level', () => {
  it('goes to the loudness asked', () => {
    const edit = normaliseToLoudness(bed, -23);
    expect((measureLoudness(made(edit)) as { lufs: number }).lufs).toBeCloseTo(-23, 2);
  });

  it('never passes the ceiling for the sake of loudness', () => {
    const edit = normaliseToLoudness(bed, -3, -1);
    expect(measureTruePeak(made(edit))).toBeCloseTo(-1, 2);
    expect(edit).toMatchObject({ note: expect.stringContaining('more would pass −1 dBTP') as unknown });
  });

  it('goes to the true peak asked', () => {
    expect(measureTruePeak(made(normaliseToPeak(bed, -3)))).toBeCloseTo(-3, 3);
  });

  it('fades from and to nothing', () => {
    const faded = fadeOut(fadeIn(bed, 0.1), 0.1);
    expect(faded.channels[0]?.[0]).toBeCloseTo(0, 9);
    expect(faded.channels[0]?.at(-1)).toBeCloseTo(0, 9);
    expect(faded.channels[0]?.[RATE]).toBe(bed.channels[0]?.[RATE]);
  });
});

it('no edit touches the original', () => {
  const before = bed.channels.map((channel) => channel.slice());
  trimToBars(bed, 120);
  crossFadeSeam(bed, 0.1);
  smoothSeam(bed);
  normaliseToPeak(bed);
  fadeIn(bed, 1);
  expect(bed.channels).toEqual(before);
});

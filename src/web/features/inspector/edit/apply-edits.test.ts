import { expect, it } from 'vitest';

import type { TakeEdit } from '#shared/take-edits.ts';

import { lengthOf, type Pcm } from '../../../../audio/pcm.ts';
import { applyEdits } from './apply-edits.ts';
import type { Stretcher } from './edit-steps.ts';
import { tunedBy } from './tune.ts';

const RATE = 44_100;
const tone = (seconds: number): Pcm => ({
  channels: [
    Float32Array.from({ length: seconds * RATE }, (_, i) => 0.5 * Math.sin((2 * Math.PI * 110 * i) / RATE)),
  ],
  sampleRate: RATE,
});
/** The length of a stretch, not its sound. */
const stretcher: Stretcher = {
  stretch: (pcm, { length }) => ({
    ...pcm,
    channels: pcm.channels.map((channel) =>
      Float32Array.from({ length }, (_, i) => channel[Math.floor((i * channel.length) / length)] ?? 0),
    ),
  }),
  transpose: (pcm) => pcm,
};
const lengthAfter = (pcm: Pcm, ...edits: TakeEdit[]) =>
  lengthOf(applyEdits(pcm, edits, stretcher).pcm) / RATE;

const loop = tone(8);
const whole = { start: 0, end: lengthOf(loop), of: lengthOf(loop) };
const crossFade: TakeEdit = {
  id: 'a',
  on: true,
  kind: 'cross-fade',
  seconds: 0.1,
  keepsLength: true,
  ...whole,
};
const slower: TakeEdit = { id: 'b', on: true, kind: 'stretch', from: 120, to: 96, beats: 16, loop: true };

it('a range of the whole sound stays that, wherever its step is moved and whatever it is copied to', () => {
  expect(lengthAfter(loop, crossFade, slower)).toBe(10);
  expect(lengthAfter(loop, slower, crossFade)).toBe(10);
  expect(lengthAfter(tone(12), crossFade)).toBe(12);
  expect(lengthAfter(tone(6), crossFade)).toBe(6);
});

it('a cross-fade that is stretched back says how much later its hits come; one with room beyond the loop moves none', () => {
  const noteOf = (edit: TakeEdit) => applyEdits(loop, [edit], stretcher).steps.map(({ note }) => note);
  expect(noteOf(crossFade)).toEqual(['hits up to 100 ms later']);
  expect(noteOf({ ...crossFade, start: 0, end: 7 * RATE })).toEqual([null]);
});

it('a range of a part is the same part of a stretched sound', () => {
  const half: TakeEdit = { ...whole, id: 'c', on: true, kind: 'cut', start: 2 * RATE, end: 6 * RATE };
  expect(lengthAfter(loop, half)).toBe(4);
  expect(lengthAfter(loop, slower, half)).toBe(5);
});

it('a range that does not say of what, as earlier releases stored it, stays within the sound', () => {
  const { of: _, ...before } = { ...crossFade, end: 20 * RATE };
  expect(lengthAfter(loop, before)).toBe(8);
});

it('the key after a change of pitch goes by the key that it was changed from', () => {
  const up: TakeEdit = { id: 'p', on: true, kind: 'pitch', semitones: 2, from: 'Gm', loop: true };
  expect(tunedBy([up], { bpm: 120, key: 'Am' })).toEqual({ bpm: 120, key: 'Am', semitones: 2 });
  const { from: _, ...unsaid } = up;
  expect(tunedBy([up, { ...unsaid, id: 'q' }], { bpm: null, key: null }).key).toBe('Bm');
  expect(tunedBy([unsaid], { bpm: 120, key: 'Am' }).key).toBe('Bm');
});

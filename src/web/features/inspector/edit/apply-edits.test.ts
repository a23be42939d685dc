import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { editsSchema, type TakeEdit } from '#shared/take-edits.ts';

import { lengthOf, type Pcm } from '../../../../audio/pcm.ts';
import { applyEdits } from './apply-edits.ts';
import { audible, moved, without, withOn } from './edit-history.ts';
import type { Stretcher } from './edit-steps.ts';
import { asStep, type NewEdit } from './new-edit.ts';
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

describe('steps that tell a tempo or a key, after those before them were changed', () => {
  const added = (...steps: NewEdit[]) =>
    steps.reduce<TakeEdit[]>((edits, step) => [...edits, asStep(step, audible(edits))], []);
  const made = (edits: readonly TakeEdit[]) => ({
    seconds: lengthAfter(loop, ...audible(edits)),
    ...tunedBy(edits, { bpm: 120, key: 'Am' }),
  });
  const stretch = (from: number, to: number): NewEdit => ({
    kind: 'stretch',
    from,
    to,
    beats: 16,
    loop: true,
  });
  const half: NewEdit = { kind: 'cut', start: 0, end: 4 * RATE, of: 8 * RATE };

  it('a cut that is moved before a stretch leaves half of the beats, in the same tempo', () => {
    const edits = added(stretch(120, 128), { ...half, end: 3.75 * RATE, of: 7.5 * RATE });
    expect(made(edits)).toMatchObject({ seconds: 3.75, bpm: 128 });
    expect(made(moved(edits, 1, 0))).toMatchObject({ seconds: 3.75, bpm: 128 });
  });

  it('bars that are no longer trimmed are stretched with the rest', () => {
    const edits = added({ kind: 'bars', bpm: 100 }, stretch(100, 125));
    // 13 beats and a third.
    expect(made(edits)).toMatchObject({ seconds: 5.76, bpm: 125 });
    const [trim] = edits;
    expect(made(withOn(edits, trim?.id ?? '', false)).seconds).toBeCloseTo((8 * 100) / 125, 4);
  });

  it('a tempo is reached from where the steps before it leave it', () => {
    const edits = added(stretch(120, 128), stretch(128, 160), { kind: 'bars', bpm: 160 });
    expect(made(edits)).toMatchObject({ seconds: 6, bpm: 160 });
    expect(made(without(edits, edits[0]?.id ?? ''))).toMatchObject({ seconds: 6, bpm: 160 });
    expect(made(moved(edits, 2, 0))).toMatchObject({ seconds: 6, bpm: 160 });
    expect(made(moved(edits, 1, 0))).toMatchObject({ seconds: 7.5, bpm: 128 });
  });

  it('a tempo that was chosen on the original is reached, whatever steps are there', () => {
    const edits = [...added(stretch(120, 150)), asStep(stretch(120, 140), [])];
    expect(made(edits).seconds).toBeCloseTo((8 * 120) / 140, 4);
    expect(made(edits).bpm).toBe(140);
  });

  it('a tempo told again and again can be stored', () => {
    let edits: TakeEdit[] = [];
    for (let n = 0; n < 6; n++) edits = [...edits, asStep(stretch(120, 60), audible(edits))];
    expect(z.safeParse(editsSchema, edits).success).toBe(true);
  });

  it('as earlier releases stored them, they are as they were', () => {
    const edits = added(stretch(120, 128), stretch(128, 160)).map(({ ...edit }) => {
      if (edit.kind === 'stretch') delete edit.original;
      return edit;
    });
    expect(made(edits)).toMatchObject({ seconds: 6, bpm: 160 });
  });

  it('a key is the original one, moved by the steps that are on', () => {
    const edits = added(
      { kind: 'pitch', semitones: 3, from: 'Am', loop: true },
      { kind: 'pitch', semitones: 2, from: 'Cm', loop: true },
    );
    expect(made(edits)).toMatchObject({ key: 'Dm', semitones: 5 });
    expect(made(withOn(edits, edits[0]?.id ?? '', false))).toMatchObject({ key: 'Bm', semitones: 2 });
    const [up, more] = edits.map((edit) => ({ ...edit, original: undefined, id: edit.id }));
    const stored = [{ ...up, from: undefined }, more] as TakeEdit[];
    expect(tunedBy(stored, { bpm: null, key: null }).key).toBe('Dm');
  });
});

it('the key after a change of pitch goes by the key that it was changed from', () => {
  const up: TakeEdit = { id: 'p', on: true, kind: 'pitch', semitones: 2, from: 'Gm', loop: true };
  expect(tunedBy([up], { bpm: 120, key: 'Am' })).toEqual({ bpm: 120, key: 'Am', semitones: 2 });
  const { from: _, ...unsaid } = up;
  expect(tunedBy([up, { ...unsaid, id: 'q' }], { bpm: null, key: null }).key).toBe('Bm');
  expect(tunedBy([unsaid], { bpm: 120, key: 'Am' }).key).toBe('Bm');
});

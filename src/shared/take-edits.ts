import * as z from 'zod/mini';

import { SOUND_KEYS } from './key/key-facts.ts';
import { BPM_MAX, BPM_MIN } from './limits.ts';

/** Steps on one take that change what is heard, and cuts in one of its slicings. */
export const EDITS_MAX = 40;
/** A slicing, and whether it is a loop. */
const UNHEARD_MAX = 2;
const TOO_MANY = `A take has at most ${EDITS_MAX} edits.`;
export const SLICES_MAX = 256;
/** Samples: an hour at 192 kHz. */
const SAMPLE_MAX = 3600 * 192_000;
const FADE_S_MAX = 60;
export const SEMITONES_MAX = 24;
/** Beats of a bar. */
export const PER_BAR_MIN = 2;
export const PER_BAR_MAX = 16;
/** How far a sound may be stretched: to a quarter, to four times. */
export const STRETCH_MAX = 4;

const id = z.string().check(z.regex(/^[\w-]{1,36}$/, { error: 'id must be 1 to 36 letters and digits.' }));
const on = z.boolean();
const sample = z.int().check(z.minimum(0), z.maximum(SAMPLE_MAX));
const seconds = z.number().check(z.minimum(0), z.maximum(FADE_S_MAX));
/** Heard, so not always whole. */
const bpm = z.number().check(z.minimum(BPM_MIN), z.maximum(BPM_MAX * 4));
const step = { id, on };
/*
 * `original`, in steps that tell a tempo or a key: that of the sound without its edits. The steps before it, which had made
 * another of it when it was added, may be moved, switched off or removed later.
 */
const range = {
  start: sample,
  end: sample,
  /** Length of the sound that it was chosen on: of another one it is the same part. */
  of: z.optional(sample),
};

/** One step on a take. Its audio is always made from the original: the sound of a step is what the steps before it leave. */
const editSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...step, kind: z.literal('trim'), to: z.enum(['silence', 'first-hit', 'best-hit']) }),
  z.strictObject({
    ...step,
    kind: z.literal('bars'),
    bpm,
    /** Beats of a bar; 4 where it is not told. */
    perBar: z.optional(z.int().check(z.minimum(PER_BAR_MIN), z.maximum(PER_BAR_MAX))),
    original: z.optional(z.number().check(z.positive())),
  }),
  z.strictObject({ ...step, kind: z.literal('cut'), ...range }),
  z.strictObject({ ...step, kind: z.literal('fade'), at: z.enum(['start', 'end']), seconds }),
  z.strictObject({
    ...step,
    kind: z.literal('cross-fade'),
    ...range,
    seconds,
    /** Folds the tail over the head, or makes the loop shorter by the fade. */
    keepsLength: z.boolean(),
    /** What is outside of the range stays: it is a loop within a sound. */
    inside: z.optional(z.boolean()),
  }),
  z.strictObject({ ...step, kind: z.literal('zero-crossing'), ...range }),
  z.strictObject({ ...step, kind: z.literal('smooth') }),
  z.strictObject({
    ...step,
    kind: z.literal('normalise'),
    to: z.enum(['lufs', 'dbtp']),
    level: z.number().check(z.minimum(-60), z.maximum(0)),
  }),
  z.strictObject({
    ...step,
    kind: z.literal('stretch'),
    from: bpm,
    to: bpm,
    original: z.optional(z.number().check(z.positive())),
    /** Its length in beats where it is told in beats: then the new length is exact. */
    beats: z.nullable(z.int().check(z.minimum(1), z.maximum(100_000))),
    /** Its end meets its start. */
    loop: z.boolean(),
  }),
  z.strictObject({
    ...step,
    kind: z.literal('pitch'),
    semitones: z.number().check(z.minimum(-SEMITONES_MAX), z.maximum(SEMITONES_MAX)),
    /** The key that it was moved from, where one was told. */
    from: z.optional(z.enum(SOUND_KEYS)),
    original: z.optional(z.enum(SOUND_KEYS)),
    loop: z.boolean(),
  }),
  z.strictObject({
    ...step,
    kind: z.literal('slice'),
    by: z.enum(['hits', 'beats', 'markers', 'hand']),
    /** 0 finds the strongest hits only, 1 all of them. */
    sensitivity: z.number().check(z.minimum(0), z.maximum(1)),
    /** Where slices begin. */
    cuts: z.array(sample).check(z.maxLength(SLICES_MAX)),
    /** Length of the sound that they were chosen on. */
    of: z.optional(sample),
    /** Those that are left out, counted from 0. */
    dropped: z.array(z.int().check(z.minimum(0), z.maximum(SLICES_MAX))).check(z.maxLength(SLICES_MAX)),
    ends: z.enum(['silence', 'next']),
    fadeS: seconds,
    level: z.enum(['as-is', 'each', 'together']),
  }),
  /** What its end does in a file of it, where that is not as it was asked for. */
  z.strictObject({ ...step, kind: z.literal('meant'), loop: z.boolean() }),
]);
export type TakeEdit = z.output<typeof editSchema>;

/** A step of a kind that says something of the sound, and changes none. */
export const isUnheard = ({ kind }: TakeEdit): boolean => kind === 'slice' || kind === 'meant';

/** Whether there is no room for so many steps more that change it. */
export const isFull = (edits: readonly TakeEdit[], more = 1): boolean =>
  edits.filter((edit) => !isUnheard(edit)).length + more > EDITS_MAX;

/** `PUT /api/tasks/:id/takes/:n/edits` */
export const editsSchema = z.array(editSchema).check(
  z.maxLength(EDITS_MAX + UNHEARD_MAX, { error: TOO_MANY }),
  z.refine((edits) => !isFull(edits, 0), { error: TOO_MANY }),
  z.refine((edits) => new Set(edits.map((edit) => edit.id)).size === edits.length, {
    error: 'Each edit has an id of its own.',
  }),
);
export const setEditsSchema = z.strictObject({ edits: editsSchema });

import { keyFacts, SOUND_KEYS, type SoundKey } from '#shared/key/key-facts.ts';
import { relativeKey } from '#shared/key/relative-key.ts';

import type { Chroma } from './chroma.ts';

export type RealKey = Exclude<SoundKey, 'Any'>;
export type MeasuredKey =
  | {
      kind: 'measured';
      key: RealKey;
      /** 0–1; from `SURE` on it is meant to be relied on. */
      confidence: number;
      /** The key with the same seven notes. */
      relative: RealKey;
      /** What it would be otherwise. */
      second: RealKey;
      tuningCents: number;
    }
  /** A pitch, but too few different notes for a key: a drone, a bell, a tuned kick. `pitchClass` counts from C. */
  | { kind: 'pitch'; pitchClass: number; tuningCents: number }
  | { kind: 'cannot-tell'; reason: KeyUnknown };
type KeyUnknown = 'no-pitch' | 'out-of-tune' | 'no-key';

/** By semitones above C, each by the name that is met more often. */
export const PITCH_NAMES = ['C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'] as const;

interface Profile {
  major: readonly number[];
  minor: readonly number[];
}
// How well each note fits a key, by degree above the tonic: what listeners message (Krumhansl and Kessler 1982) …
const KRUMHANSL: Profile = {
  major: [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
  minor: [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17],
};
// … and what theory expects (Temperley 1999): a second opinion.
const TEMPERLEY: Profile = {
  major: [5, 2, 3.5, 2, 4.5, 4, 2, 4.5, 2, 3.5, 1.5, 4],
  minor: [5, 2, 3.5, 4.5, 2, 4, 2, 4.5, 3.5, 2, 1.5, 4],
};

export const REAL_KEYS = SOUND_KEYS.filter((key) => key !== 'Any');

export const relativeOf = (key: RealKey): RealKey =>
  REAL_KEYS.find((other) => other === relativeKey(key)) ?? key;

const FAINT_TONALITY = 0.25;
const CLEAR_TONALITY = 0.6;
/** The partials of a bell or of a knock agree on no tuning. */
const WORST_TUNING = 0.55;
const CLEAR_TUNING = 0.8;
/** A note counts as one of the sound's own with this share of the whole. */
const NOTE_SHARE = 0.05;
const FEWEST_NOTES = 3;
/** A note and its fifth that hold this much of a sound are all of it; what else there is are their overtones. */
const BARE_SHARE = 0.6;
/** How much a note may hold beside them, by semitones above the root: overtones of both hold more than other notes. */
const MOST_BESIDE: Readonly<Record<number, number>> = {
  1: 0.06,
  2: 0.14,
  3: 0.06,
  4: 0.14,
  5: 0.06,
  6: 0.1,
  8: 0.06,
  9: 0.06,
  10: 0.1,
  11: 0.14,
};
const WORST_FIT = 0.7;
/** How much a tonic gains when the sound begins on it or its third, or has it in the bass. */
const OPENS_ON_TONIC = 0.3;
const OPENS_WITH_THIRD = 0.15;
const BASS_ON_TONIC = 0.2;
/** So much better than the next key is beyond doubt. */
const CLEAR_MARGIN = 0.25;

interface Ranked {
  key: RealKey;
  fit: number;
}

function rankKeys(chroma: Chroma, profiles: Profile): Ranked[] {
  return REAL_KEYS.map((key) => {
    const facts = keyFacts(key);
    const tonic = facts?.pitchClass ?? 0;
    const mode = facts?.mode ?? 'major';
    const profile = profiles[mode].map((_, note) => profiles[mode][(note - tonic + 12) % 12] ?? 0);
    const third = (tonic + (mode === 'minor' ? 3 : 4)) % 12;
    const home =
      OPENS_ON_TONIC * (chroma.opening[tonic] ?? 0) +
      OPENS_WITH_THIRD * (chroma.opening[third] ?? 0) +
      BASS_ON_TONIC * (chroma.bass[tonic] ?? 0);
    return { key, fit: correlation(chroma.notes, profile) + home };
  }).sort((a, b) => b.fit - a.fit);
}

/** The one note of a sound, or the root of its bare fifth: neither has a third that tells a key. Null when there is more. */
function barePitch({ notes, bass }: Chroma): number | null {
  const share = (note: number) => notes[(note + 12) % 12] ?? 0;
  const strongest = notes.indexOf(Math.max(...notes));
  const below = (strongest + 5) % 12;
  const root = share(below) > share(strongest) / 2 ? below : strongest;
  const above = (note: number) => (note - root + 12) % 12;
  const isBare =
    share(root) + share(root + 7) >= BARE_SHARE &&
    notes.every((value, note) => value < (MOST_BESIDE[above(note)] ?? Infinity)) &&
    // Overtones lie above the bass: a third that sounds there was played.
    bass.every((value, note) => above(note) % 7 === 0 || value < NOTE_SHARE);
  const isFew = notes.filter((note) => note >= NOTE_SHARE).length < FEWEST_NOTES;
  return isBare || isFew ? root : null;
}

export function measureKey(chroma: Chroma): MeasuredKey {
  if (chroma.tonality < FAINT_TONALITY) return { kind: 'cannot-tell', reason: 'no-pitch' };
  if (chroma.inTune < WORST_TUNING) return { kind: 'cannot-tell', reason: 'out-of-tune' };
  const pitchClass = barePitch(chroma);
  if (pitchClass !== null) return { kind: 'pitch', pitchClass, tuningCents: chroma.tuningCents };

  const [first, second] = rankKeys(chroma, KRUMHANSL);
  if (!first || !second || first.fit < WORST_FIT) return { kind: 'cannot-tell', reason: 'no-key' };
  const other = rankKeys(chroma, TEMPERLEY)[0]?.key;
  const relative = relativeOf(first.key);
  const agreement = other === first.key ? 1 : other === relative ? 0.8 : 0.5;
  const margin = Math.min(1, (first.fit - second.fit) / CLEAR_MARGIN);
  const tonality = Math.min(1, (chroma.tonality - FAINT_TONALITY) / (CLEAR_TONALITY - FAINT_TONALITY));
  const tuning = Math.min(1, (chroma.inTune - WORST_TUNING) / (CLEAR_TUNING - WORST_TUNING));
  return {
    kind: 'measured',
    key: first.key,
    confidence: margin * agreement * tonality * tuning,
    relative,
    second: second.key,
    tuningCents: chroma.tuningCents,
  };
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((x, y) => x + y, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const x = (a[i] ?? 0) - ma;
    const y = (b[i] ?? 0) - mb;
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
}

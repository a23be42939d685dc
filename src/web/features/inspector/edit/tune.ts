import { keyFacts, keyOf, type SoundKey } from '#shared/key/key-facts.ts';
import type { TakeEdit } from '#shared/take-edits.ts';

import { lengthOf, type Pcm } from '../../../../audio/pcm.ts';

type Stretching = Extract<TakeEdit, { kind: 'stretch' }>;

/** The length that makes it the tempo: exact where it is told in beats. */
export function fittedLength(
  pcm: Pcm,
  { from, to, beats }: Pick<Stretching, 'from' | 'to' | 'beats'>,
): number {
  const length = beats === null ? (lengthOf(pcm) * from) / to : (beats * 60 * pcm.sampleRate) / to;
  return Math.max(2, Math.round(length));
}

/** A length this near to whole beats is meant to be them. */
const NEAR = 0.03;

/** How many beats a loop of that tempo has; null when its length is no whole number of them. */
export function beatsOf(seconds: number, bpm: number): number | null {
  const beats = (seconds * bpm) / 60;
  const whole = Math.round(beats);
  return whole >= 1 && Math.abs(beats - whole) <= Math.max(NEAR, NEAR * 0.1 * whole) ? whole : null;
}

/** The semitones from one key to another, the nearest way: -5 to 6. A relative key is none away. */
export function semitonesTo(from: SoundKey, to: SoundKey): number | null {
  const [a, b] = [keyFacts(from), keyFacts(to)];
  if (!a || !b) return null;
  // Relative keys share their notes: what counts is the minor's tonic.
  const minorTonic = ({ pitchClass, mode }: { pitchClass: number; mode: string }) =>
    mode === 'minor' ? pitchClass : (pitchClass + 9) % 12;
  const up = (minorTonic(b) - minorTonic(a) + 12) % 12;
  return up > 6 ? up - 12 : up;
}

/** The key that a sound has after it was moved. */
export function transposed(key: SoundKey, semitones: number): SoundKey {
  const facts = keyFacts(key);
  if (!facts) return key;
  const pitchClass = (((facts.pitchClass + Math.round(semitones)) % 12) + 12) % 12;
  return keyOf({ pitchClass, mode: facts.mode });
}

/** What the edits make of tempo and key (null where nothing is known), and the semitones that they move it by. */
export function tunedBy(
  edits: readonly TakeEdit[],
  { bpm, key }: { bpm: number | null; key: SoundKey | null },
): { bpm: number | null; key: SoundKey | null; semitones: number } {
  let tuned = { bpm, key, semitones: 0 };
  for (const edit of edits) {
    if (!edit.on) continue;
    if (edit.kind === 'stretch') tuned = { ...tuned, bpm: edit.to };
    if (edit.kind !== 'pitch') continue;
    const from = edit.from ?? tuned.key;
    const moved = from === null || from === 'Any' ? from : transposed(from, edit.semitones);
    tuned = { ...tuned, key: moved, semitones: tuned.semitones + edit.semitones };
  }
  return tuned;
}

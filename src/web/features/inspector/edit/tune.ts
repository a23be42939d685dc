import { keyFacts, keyOf, type SoundKey } from '#shared/key/key-facts.ts';
import type { TakeEdit } from '#shared/take-edits.ts';

type Stretching = Extract<TakeEdit, { kind: 'stretch' }>;

/** The length in samples that makes it the tempo: exact where it is told in beats, by as many as it has now. */
export function fittedLength(
  length: number,
  rate: number,
  { from, to, beats: told }: Pick<Stretching, 'from' | 'to' | 'beats'>,
): number {
  const beats = told === null ? null : beatsOf(length / rate, from);
  return Math.max(2, Math.round(beats === null ? (length * from) / to : (beats * 60 * rate) / to));
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

/** The steps, each told the tempo that it starts from after those before it: what is switched off or moved changes that. */
export function inPlace(steps: readonly TakeEdit[]): TakeEdit[] {
  const placed: TakeEdit[] = [];
  for (const step of steps) {
    // Earlier releases did not tell it.
    const original = step.kind === 'stretch' || step.kind === 'bars' ? step.original : undefined;
    const here =
      original === undefined ? {} : { [step.kind === 'bars' ? 'bpm' : 'from']: original * speedOf(placed) };
    placed.push({ ...step, ...here });
  }
  return placed;
}

/** How many times as fast they make it, as they stand. */
export const speedOf = (edits: readonly TakeEdit[]): number =>
  edits.reduce(
    (speed, edit) => (edit.on && edit.kind === 'stretch' ? (speed * edit.to) / edit.from : speed),
    1,
  );

/** What the edits make of tempo and key (null where nothing is known), and the semitones that they move it by. */
export function tunedBy(
  edits: readonly TakeEdit[],
  { bpm, key }: { bpm: number | null; key: SoundKey | null },
): { bpm: number | null; key: SoundKey | null; semitones: number } {
  const active = edits.filter(({ on }) => on);
  const pitches = active.filter((edit) => edit.kind === 'pitch');
  const semitones = pitches.reduce((sum, edit) => sum + edit.semitones, 0);
  const at = pitches.findIndex((edit) => edit.from !== undefined);
  const told = pitches[at];
  // Earlier releases told only the key where it stood.
  const before = pitches.slice(0, Math.max(0, at)).reduce((sum, edit) => sum + edit.semitones, 0);
  const original = told?.original ?? (told?.from ? transposed(told.from, -before) : key);
  return {
    bpm: active.findLast((edit) => edit.kind === 'stretch')?.to ?? bpm,
    key: original === null || original === 'Any' ? original : transposed(original, semitones),
    semitones,
  };
}

import { lengthOf, levelAt, samplesIn, type Pcm } from '../../../../audio/pcm.ts';
import type { Onset } from './onsets.ts';

/** A place where a sound begins. */
export interface Hit {
  at: number;
  /** 1 is just heard. */
  strength: number;
}

/** Keeps the attack itself from being cut. */
const PRE_ROLL_S = 0.002;
const LOOK_BACK_S = 0.02;

/** Where the single events of a sound begin, to the sample. */
export function findHits(pcm: Pcm, events: readonly Onset[]): Hit[] {
  const hits = events.map(({ seconds, strength }) => ({
    at: Math.max(0, attackOf(pcm, seconds) - samplesIn(pcm, PRE_ROLL_S)),
    strength,
  }));
  return hits.filter(({ at }, i) => i === 0 || at > (hits[i - 1]?.at ?? 0));
}

/** Onsets are known to a frame; the attack itself is where the level first leaves what was there before. */
export function attackOf(pcm: Pcm, seconds: number): number {
  const around = samplesIn(pcm, seconds);
  const from = Math.max(0, around - samplesIn(pcm, LOOK_BACK_S));
  const to = Math.min(lengthOf(pcm), around + samplesIn(pcm, LOOK_BACK_S));
  let peak = 0;
  for (let i = from; i < to; i++) peak = Math.max(peak, levelAt(pcm, i));
  const before = samplesIn(pcm, 0.003);
  let quiet = 0;
  for (let i = from; i < Math.min(from + before, to); i++) quiet = Math.max(quiet, levelAt(pcm, i));
  const threshold = from === 0 ? peak * 0.05 : Math.max(peak * 0.1, quiet * 1.5);
  for (let i = from; i < to; i++) if (levelAt(pcm, i) >= threshold) return i;
  return around;
}

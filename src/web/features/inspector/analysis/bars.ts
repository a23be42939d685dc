import { durationOf, type Pcm } from '../../../../audio/pcm.ts';

export type Bars =
  | {
      kind: 'measured';
      /** How many bars of four beats the length holds, as it is. */
      bars: number;
      /** The whole number nearest to it, at least 1. */
      nearest: number;
      /** How much longer (or, negative, shorter) the sound is than that. */
      offMs: number;
      /** In whole beats rather than bars, the length is a whole number: a loop of 2 or 6 beats. */
      beats: number;
      beatsOffMs: number;
    }
  | { kind: 'cannot-tell'; reason: 'no-bpm' | 'silent' };

export const BEATS_PER_BAR = 4;

export function measureBars(pcm: Pcm, bpm: number | null): Bars {
  const seconds = durationOf(pcm);
  if (bpm === null) return { kind: 'cannot-tell', reason: 'no-bpm' };
  if (seconds === 0) return { kind: 'cannot-tell', reason: 'silent' };
  const beatS = 60 / bpm;
  const bars = seconds / (beatS * BEATS_PER_BAR);
  const nearest = Math.max(1, Math.round(bars));
  const beats = Math.max(1, Math.round(seconds / beatS));
  return {
    kind: 'measured',
    bars,
    nearest,
    offMs: (seconds - nearest * beatS * BEATS_PER_BAR) * 1000,
    beats,
    beatsOffMs: (seconds - beats * beatS) * 1000,
  };
}

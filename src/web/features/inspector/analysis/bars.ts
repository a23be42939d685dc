import { BEATS_PER_BAR } from '#shared/bpm.ts';
import { PER_BAR_MAX, PER_BAR_MIN } from '#shared/take-edits.ts';

import type { FileFacts } from '../../../../audio/files/file-facts.ts';
import { durationOf, type Pcm } from '../../../../audio/pcm.ts';

export type Bars =
  | {
      kind: 'measured';
      /** How many bars the length holds, as it is. */
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

/** Beats of a bar as a BPM counts them, in quarters: three of 3/4 and of 6/8. */
export function beatsPerBar(metre: FileFacts['metre']): number {
  const [count, note] = metre ?? [BEATS_PER_BAR, 4];
  const beats = (count * 4) / note;
  return Number.isInteger(beats) && beats >= PER_BAR_MIN && beats <= PER_BAR_MAX ? beats : BEATS_PER_BAR;
}

export function measureBars(pcm: Pcm, bpm: number | null, perBar = BEATS_PER_BAR): Bars {
  const seconds = durationOf(pcm);
  if (bpm === null) return { kind: 'cannot-tell', reason: 'no-bpm' };
  if (seconds === 0) return { kind: 'cannot-tell', reason: 'silent' };
  const beatS = 60 / bpm;
  const bars = seconds / (beatS * perBar);
  const nearest = Math.max(1, Math.round(bars));
  const beats = Math.max(1, Math.round(seconds / beatS));
  return {
    kind: 'measured',
    bars,
    nearest,
    offMs: (seconds - nearest * beatS * perBar) * 1000,
    beats,
    beatsOffMs: (seconds - beats * beatS) * 1000,
  };
}

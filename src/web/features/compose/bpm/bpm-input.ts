import { BEATS_PER_BAR, clampBpm, parseTempo } from '#shared/bpm.ts';
import { BPM_MAX, BPM_MIN } from '#shared/limits.ts';

import * as strings from '../../../strings/page-strings.ts';

/** Where the slider rests while BPM is Auto and nothing was chosen yet. */
export const REST_BPM = 120;
const BARS = 4;

/** What a typed BPM means: empty is Auto, text is NaN (the schema then says so). */
export const readTyped = (typed: string): number | null => (typed.trim() === '' ? null : parseTempo(typed));

/** A typed BPM put right on leaving its field, with the sentence that says so; null when nothing had to change. */
export function correctBpm(bpm: number, before: number | null): { bpm: number | null; note: string } | null {
  if (Number.isNaN(bpm)) return { bpm: before, note: strings.noBpm(before ?? strings.auto) };
  if (bpm > BPM_MAX) return { bpm: BPM_MAX, note: `${strings.highest(BPM_MAX)} ${strings.setTo(BPM_MAX)}` };
  if (bpm < BPM_MIN) return { bpm: BPM_MIN, note: `${strings.lowest(BPM_MIN)} ${strings.setTo(BPM_MIN)}` };
  if (!Number.isInteger(bpm))
    return { bpm: clampBpm(bpm), note: `${strings.wholeBpm} ${strings.setTo(clampBpm(bpm))}` };
  return null;
}

/** `4 bars = 7.5 s` in 4/4. */
export function barsInSeconds(bpm: number): string {
  return strings.bars(BARS, (BARS * BEATS_PER_BAR * 60) / bpm);
}

import { clampBpm } from '#shared/bpm.ts';

/** A longer pause starts a new tempo. */
const TAP_RESET_MS = 2500;
const TAPS_KEPT = 9;

/** The taps that count after one more at `now`. */
export function addTap(taps: readonly number[], now: number): number[] {
  const last = taps.at(-1);
  if (last === undefined || now - last > TAP_RESET_MS) return [now];
  return [...taps, now].slice(-TAPS_KEPT);
}

/** BPM of the median gap between taps; null before there are two. One late tap does not spoil it. */
export function tappedBpm(taps: readonly number[]): number | null {
  const gaps = taps
    .slice(1)
    .map((tap, index) => tap - (taps[index] ?? tap))
    .sort((a, b) => a - b);
  const upper = gaps[Math.floor(gaps.length / 2)];
  const lower = gaps[Math.floor((gaps.length - 1) / 2)];
  if (upper === undefined || lower === undefined) return null;
  return clampBpm(60_000 / ((upper + lower) / 2));
}

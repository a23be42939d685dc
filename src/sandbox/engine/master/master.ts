import { fromDb, peakOf, SAMPLE_RATE, scale, sidesOf, toDb, type Stereo } from '../audio.ts';
import { limit } from './limiter.ts';
import { loudnessOf } from './loudness.ts';
import { truePeakOf } from './true-peak.ts';

export const TARGET_LUFS = -16;
/** Below the promised −1 dBTP, because the codec adds a little on noise. */
const CEILING_DBTP = -2;
/** Shorter sounds than this have no gated loudness worth the name and go by peak. */
const SHORT_S = 0.8;
const SHORT_PEAK_DB = -3;
/** … but a short sustained tone at that peak would shout. */
const SHORT_LUFS = -12;
/** A limiter that works harder than this is heard. */
const MOST_LIMITING_DB = 10;

/** Brings a finished mix to its level, in place. */
export function master(sound: Stereo, loop: boolean): void {
  blockDc(sound, loop);
  const peak = peakOf(sound);
  if (peak < 1e-6) return;
  scale(sound, 0.5 / peak);
  if (activeSeconds(sound) < SHORT_S) {
    scale(sound, fromDb(SHORT_PEAK_DB) / truePeakOf(sound));
    scale(sound, fromDb(Math.min(0, SHORT_LUFS - loudnessOf(sound))));
    return;
  }
  const ceiling = fromDb(CEILING_DBTP);
  let pushed = 0;
  // Limiting takes loudness away, so the gain is found in a few rounds.
  for (let round = 0; round < 4; round++) {
    const missing = TARGET_LUFS - loudnessOf(sound, loop);
    if (round > 0 && Math.abs(missing) < 0.15) break;
    const over = toDb(peakOf(sound)) + missing - CEILING_DBTP;
    const push = Math.min(missing, missing - Math.max(0, pushed + over - MOST_LIMITING_DB));
    scale(sound, fromDb(push));
    pushed += Math.max(0, toDb(peakOf(sound)) - CEILING_DBTP);
    limit(sound, ceiling * 0.96, loop);
    if (push < missing) break;
  }
  const top = truePeakOf(sound);
  if (top > ceiling) scale(sound, ceiling / top);
}

/** Removes what no loudspeaker plays: below about 18 Hz. A loop is run twice so that the filter has settled at its start. */
function blockDc(sound: Stereo, loop: boolean): void {
  const pole = 1 - (2 * Math.PI * 18) / SAMPLE_RATE;
  for (const side of sidesOf(sound)) {
    const mean = side.reduce((sum, sample) => sum + sample, 0) / Math.max(1, side.length);
    let [before, out] = [0, 0];
    if (loop) {
      for (const sample of side) {
        out = sample - mean - before + pole * out;
        before = sample - mean;
      }
    }
    for (let i = 0; i < side.length; i++) {
      const sample = (side[i] ?? 0) - mean;
      out = sample - before + pole * out;
      before = sample;
      side[i] = out;
    }
  }
}

/** How long the sound stays within 30 dB of its loudest 20 ms. */
function activeSeconds(sound: Stereo): number {
  const window = Math.round(SAMPLE_RATE * 0.02);
  const powers: number[] = [];
  for (let from = 0; from < sound.left.length; from += window) {
    let power = 0;
    for (const side of sidesOf(sound)) {
      for (const sample of side.subarray(from, from + window)) power += sample * sample;
    }
    powers.push(power);
  }
  const loudest = powers.reduce((most, power) => Math.max(most, power), 0);
  return (powers.filter((power) => power > loudest / 1000).length * window) / SAMPLE_RATE;
}

import { integratedLufs } from '../../audio/loudness.ts';
import { fromDb, samplePeak, toDb } from '../../audio/pcm.ts';
import { truePeak } from '../../audio/true-peak.ts';
import { SAMPLE_RATE, scale, sidesOf, type Stereo } from '../stereo.ts';
import { limit } from './limiter.ts';

const TARGET_LUFS = -16;
/** Below the promised −1 dBTP, because the codec adds a little on noise. */
const CEILING_DBTP = -2;
const CEILING = fromDb(CEILING_DBTP);
/** Leaves room for what lies between the samples. */
const SAMPLE_CEILING = CEILING * 0.96;
/** Shorter sounds than this have no gated loudness worth the name and go by peak. */
export const SHORT_S = 0.8;
const SHORT_PEAK_DB = -3;
/** … but a short sustained tone at that peak would shout. */
const SHORT_LUFS = -12;
/** A limiter that works harder than this is heard. */
const MOST_LIMITING_DB = 10;
/** Clicks, steps and sparks are shorter than a limiter's breath. Cut off by this much they are rounder, by more they rasp. */
const MOST_CLIPPING_DB = 16;
const NEAR_DB = 0.15;
const ROUNDS = 6;

/** Loudness in LUFS; silence is as soft as the absolute gate. */
export const loudnessOf = (sound: Stereo, loop = false): number =>
  integratedLufs(sidesOf(sound), SAMPLE_RATE, loop) ?? -70;

/** Brings a finished mix to its level, in place. */
export function master(sound: Stereo, loop: boolean): void {
  blockDc(sound, loop);
  const peak = samplePeak(sidesOf(sound));
  if (peak < 1e-6) return;
  scale(sound, 0.5 / peak);
  if (sound.left.length < SHORT_S * SAMPLE_RATE) {
    scale(sound, fromDb(SHORT_PEAK_DB) / truePeak(sidesOf(sound)));
    scale(sound, fromDb(Math.min(0, SHORT_LUFS - loudnessOf(sound))));
    return;
  }
  const gain = TARGET_LUFS - loudnessOf(sound, loop);
  const over = toDb(0.5) + gain - CEILING_DBTP;
  const limited =
    over < MOST_LIMITING_DB ? press(sound, loop, gain, gain + MOST_LIMITING_DB - over, false) : null;
  const best =
    limited && limited.missing < 2 * NEAR_DB
      ? limited
      : press(sound, loop, gain, gain + MOST_CLIPPING_DB - over, true);
  sound.left.set(best.sound.left);
  sound.right.set(best.sound.right);
}

/** Limiting takes loudness away, so the gain that gives −16 LUFS is found in a few rounds: no more than `most` decibels. */
function press(sound: Stereo, loop: boolean, start: number, most: number, clipped: boolean) {
  let gain = Math.min(start, most);
  let between = false;
  let before: { gain: number; missing: number } | null = null;
  for (let round = 1; ; round++) {
    const tried = { left: sound.left.slice(), right: sound.right.slice() };
    scale(tried, fromDb(gain));
    if (clipped) clip(tried);
    limit(tried, SAMPLE_CEILING, loop);
    let missing = TARGET_LUFS - loudnessOf(tried, loop);
    const spent = round >= ROUNDS || (gain === most && missing > 0);
    if (between || spent || Math.abs(missing) < NEAR_DB) {
      const top = limitBetween(tried, loop);
      if (top > CEILING) missing = TARGET_LUFS - loudnessOf(tried, loop);
      if (spent || Math.abs(missing) < 2 * NEAR_DB) return { sound: tried, missing };
      // From here on the loudness is that of the finished sound.
      if (!between) before = null;
      between = true;
    }
    // A limiter gives half a decibel for one at best, once it has to work: it will not get there.
    if (!clipped && 2 * missing > most - gain) return { sound: tried, missing };
    // How much a decibel in has given so far; at first, a decibel.
    const slope: number = before ? (gain - before.gain) / (before.missing - missing) : 1.2;
    before = { gain, missing };
    gain = Math.min(most, gain + missing * (slope >= 1 && slope < 6 ? slope : 1.3));
  }
}

/** What lies between the samples goes under the ceiling too. Tells how high it was. */
function limitBetween(sound: Stereo, loop: boolean): number {
  const top = truePeak(sidesOf(sound));
  if (top <= CEILING) return top;
  limit(sound, CEILING * 0.99, loop, true);
  scale(sound, Math.min(1, CEILING / truePeak(sidesOf(sound))));
  return top;
}

/** Where the soft clip ends, above the ceiling: the limiter takes the rest. */
const CLIP_AT = CEILING * fromDb(2);
const CLIP_FROM = CLIP_AT * 0.6;

function clip(sound: Stereo): void {
  const room = CLIP_AT - CLIP_FROM;
  for (const side of sidesOf(sound)) {
    for (let i = 0; i < side.length; i++) {
      const sample = side[i] ?? 0;
      const over = Math.abs(sample) - CLIP_FROM;
      if (over > 0) side[i] = Math.sign(sample) * (CLIP_FROM + room * Math.tanh(over / room));
    }
  }
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

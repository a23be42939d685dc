import { toDb, type Pcm } from './pcm.ts';

/** Four-times oversampling. BS.1770 asks for 12 taps a phase, which misses a decibel of clipped noise; 32 are within 0.02 dB up to 20 kHz. */
const PHASES = 4;
const TAPS = 32;
const HALF = TAPS / 2;

/** Tap `i` of the windowed-sinc interpolator for a point so many quarters of the way between two samples. */
function tapOf(phase: number, i: number): number {
  const t = i - HALF + 1 - phase / PHASES;
  const window = 0.5 + 0.5 * Math.cos((Math.PI * t) / (HALF + 0.5));
  return (Math.sin(Math.PI * t) / (Math.PI * t)) * window;
}

/**
 * The taps as they meet the sum and the difference of the two samples that are equally far from the middle:
 * the third filter is the first one turned round.
 */
const MIDDLE = Float64Array.from({ length: HALF }, (_, i) => tapOf(2, i));
const EVEN = Float64Array.from({ length: HALF }, (_, i) => (tapOf(1, i) + tapOf(1, TAPS - 1 - i)) / 2);
const ODD = Float64Array.from({ length: HALF }, (_, i) => (tapOf(1, i) - tapOf(1, TAPS - 1 - i)) / 2);

/** The highest of the three points between sample `at` and the next, linear. */
function peakBetween(channel: Float32Array, at: number): number {
  let [middle, even, odd] = [0, 0, 0];
  const from = at - HALF + 1;
  for (let k = 0, mirror = from + TAPS - 1; k < HALF; k++, mirror--) {
    const early = channel[from + k] ?? 0;
    const late = channel[mirror] ?? 0;
    middle += (MIDDLE[k] ?? 0) * (early + late);
    even += (EVEN[k] ?? 0) * (early + late);
    odd += (ODD[k] ?? 0) * (early - late);
  }
  return Math.max(Math.abs(middle), Math.abs(even + odd), Math.abs(even - odd));
}

/** Highest level at each sample and on the way to the next, linear. Only places beside a sample of `near` are looked at closely. */
export function levelsBetween(channel: Float32Array, near: number): Float32Array {
  const levels = new Float32Array(channel.length);
  for (let i = 0; i < levels.length; i++) levels[i] = Math.abs(channel[i] ?? 0);
  for (let at = -1; at < channel.length; at++) {
    if (Math.abs(channel[at] ?? 0) < near && Math.abs(channel[at + 1] ?? 0) < near) continue;
    const place = Math.max(0, Math.min(channel.length - 1, at));
    levels[place] = Math.max(levels[place] ?? 0, peakBetween(channel, at));
  }
  return levels;
}

/** Between samples a sound rises above its neighbours, but not to twice as high as all four of them. */
const MOST_RISE = 2;

/** Peak of the continuous signal, linear. */
export function truePeak(channels: readonly Float32Array[]): number {
  let peak = 0;
  for (const channel of channels) {
    for (let i = 0; i < channel.length; i++) peak = Math.max(peak, Math.abs(channel[i] ?? 0));
    // The two samples before a place, and the two after it.
    let before = 0;
    let after = Math.abs(channel[0] ?? 0);
    let last = 0;
    for (let i = -1; i < channel.length; i++) {
      const next = Math.abs(channel[i + 2] ?? 0);
      const near = Math.max(before, last, after, next);
      if (near * MOST_RISE > peak) peak = Math.max(peak, peakBetween(channel, i));
      before = last;
      last = after;
      after = next;
    }
  }
  return peak;
}

/** In dBTP; -Infinity for silence. */
export const measureTruePeak = (pcm: Pcm): number => toDb(truePeak(pcm.channels));

import { levelsBetween } from '../../audio/true-peak.ts';
import { SAMPLE_RATE, sidesOf, type Stereo } from '../stereo.ts';

const LOOKAHEAD = Math.round(SAMPLE_RATE * 0.004);
const RELEASE_S = 0.09;

/**
 * Keeps samples, or with `between` what lies between them too, under `ceiling` without corners: the gain falls smoothly ahead of each peak and recovers slowly behind it.
 * On a loop the gain at the end is the gain at the start.
 */
export function limit(sound: Stereo, ceiling: number, loop: boolean, between = false): void {
  const frames = sound.left.length;
  if (frames === 0) return;
  const wanted = new Float32Array(frames).fill(1);
  let any = false;
  for (const side of sidesOf(sound)) {
    const levels = between ? levelsBetween(side, ceiling * 0.7) : side;
    for (let i = 0; i < frames; i++) {
      const level = Math.abs(levels[i] ?? 0);
      if (level > ceiling) {
        wanted[i] = Math.min(wanted[i] ?? 1, ceiling / level);
        any = true;
      }
    }
  }
  if (!any) return;
  const held = heldMinimum(wanted, loop);
  const released = release(held, loop);
  const gain = smoothed(released, loop);
  for (const side of sidesOf(sound))
    for (let i = 0; i < frames; i++) side[i] = (side[i] ?? 0) * (gain[i] ?? 1);
}

/** The smallest wanted gain within the look-ahead around each frame: a monotone queue, so it costs the same for any material. */
function heldMinimum(wanted: Float32Array, loop: boolean): Float32Array {
  const frames = wanted.length;
  const reach = Math.min(LOOKAHEAD, frames - 1);
  const at = (i: number) => {
    if (loop) return wanted[((i % frames) + frames) % frames] ?? 1;
    return wanted[i] ?? 1;
  };
  const out = new Float32Array(frames);
  const queue = new Int32Array(frames + 2 * reach + 1);
  let head = 0;
  let tail = 0;
  for (let i = -reach; i < frames + reach; i++) {
    const gain = at(i);
    while (tail > head && at(queue[tail - 1] ?? 0) >= gain) tail--;
    queue[tail++] = i;
    const centre = i - reach;
    while ((queue[head] ?? 0) < centre - reach) head++;
    if (centre >= 0) out[centre] = at(queue[head] ?? 0);
  }
  return out;
}

function release(held: Float32Array, loop: boolean): Float32Array {
  const out = new Float32Array(held.length);
  const step = 1 - Math.exp(-1 / (RELEASE_S * SAMPLE_RATE));
  let gain = 1;
  for (let pass = loop ? 0 : 1; pass < 2; pass++) {
    for (let i = 0; i < held.length; i++) {
      const target = held[i] ?? 1;
      gain = target < gain ? target : gain + (target - gain) * step;
      out[i] = gain;
    }
  }
  return out;
}

/** A moving average as wide as the look-ahead turns steps into slopes and never exceeds what is wanted. */
function smoothed(gain: Float32Array, loop: boolean): Float32Array {
  const frames = gain.length;
  const reach = Math.min(LOOKAHEAD, frames - 1);
  const width = 2 * reach + 1;
  const at = (i: number) => {
    if (loop) return gain[((i % frames) + frames) % frames] ?? 1;
    return gain[Math.max(0, Math.min(frames - 1, i))] ?? 1;
  };
  const out = new Float32Array(frames);
  let sum = 0;
  for (let i = -reach; i <= reach; i++) sum += at(i);
  for (let i = 0; i < frames; i++) {
    out[i] = sum / width;
    sum += at(i + reach + 1) - at(i - reach);
  }
  return out;
}

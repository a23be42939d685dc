import { fft } from './spectrogram.ts';

/** Farther than any codec's delay. */
const MOST = 4608;
const WINDOW = 32_768;

/** How many samples `copy` is behind `source`, by the peak of their normalised cross-correlation. */
export function detectShift(source: Float32Array, copy: Float32Array): number {
  const size = WINDOW * 2;
  const from = loudest(source, WINDOW);
  const a = new Float64Array(size);
  const b = new Float64Array(size);
  const power = new Float64Array(size + 1);
  for (let i = 0; i < WINDOW; i++) a[i] = source[from + i] ?? 0;
  for (let i = 0; i < size; i++) {
    b[i] = copy[from + i - MOST] ?? 0;
    power[i + 1] = power[i]! + b[i]! ** 2;
  }
  const [ai, bi] = [new Float64Array(size), new Float64Array(size)];
  fft(a, ai);
  fft(b, bi);
  // B times the conjugate of A; conjugated once more, a forward transform goes back.
  for (let i = 0; i < size; i++) {
    const re = b[i]! * a[i]! + bi[i]! * ai[i]!;
    const im = bi[i]! * a[i]! - b[i]! * ai[i]!;
    b[i] = re;
    bi[i] = -im;
  }
  fft(b, bi);
  let [best, most] = [0, -Infinity];
  for (let at = 0; at <= 2 * MOST; at++) {
    const alike = b[at]! / Math.sqrt(power[at + WINDOW]! - power[at]! + 1e-12);
    if (alike > most) [best, most] = [at - MOST, alike];
  }
  return best;
}

/** Where a window of `length` holds most energy. */
function loudest(samples: Float32Array, length: number): number {
  const step = length / 8;
  const powers: number[] = [];
  for (let at = 0; at < samples.length; at += step)
    powers.push(samples.subarray(at, at + step).reduce((sum, sample) => sum + sample * sample, 0));
  let [best, most] = [0, -1];
  for (let n = 0; n === 0 || (n + 8) * step <= samples.length; n++) {
    const power = powers.slice(n, n + 8).reduce((sum, value) => sum + value, 0);
    if (power > most) [best, most] = [n * step, power];
  }
  return best;
}

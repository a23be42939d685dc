const KAISER_BETA = 9;

/** How a sampled curve is read between two of its samples: `phase` (0 to 1) of the way from one to the next. */
interface SincTaps {
  phase: number;
  /** Taps on each side. */
  half: number;
  /** What is let through, as a share of half the sample rate. */
  cutoff: number;
}

/** Puts `2 * half` taps of a sinc under a Kaiser window into `taps` from `at` on. */
export function writeSincTaps(taps: Float32Array, at: number, { phase, half, cutoff }: SincTaps): void {
  let sum = 0;
  for (let k = 0; k < 2 * half; k++) {
    const t = k - half + 1 - phase;
    const tap = cutoff * sinc(cutoff * t) * kaiser(t / half);
    taps[at + k] = tap;
    sum += tap;
  }
  for (let k = 0; k < 2 * half; k++) taps[at + k] = (taps[at + k] ?? 0) / sum;
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
const kaiser = (x: number): number =>
  Math.abs(x) >= 1 ? 0 : bessel0(KAISER_BETA * Math.sqrt(1 - x * x)) / KAISER_TOP;

/** Modified Bessel function of order 0. */
function bessel0(x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; term > 1e-12 * sum; k++) {
    term *= (x / 2 / k) ** 2;
    sum += term;
  }
  return sum;
}

const KAISER_TOP = bessel0(KAISER_BETA);

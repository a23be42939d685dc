import { SAMPLE_RATE, sidesOf, type Stereo } from '../stereo.ts';

/** ITU-R BS.1770-4 K-weighting at 44.1 kHz: the two biquads, re-derived from their analogue prototypes. */
interface Biquad {
  b0: number;
  b1: number;
  b2: number;
  a1: number;
  a2: number;
}

function shelf(): Biquad {
  const gain = 10 ** (3.999843853973347 / 20);
  const q = 0.7071752369554196;
  const k = Math.tan((Math.PI * 1681.974450955533) / SAMPLE_RATE);
  const middle = gain ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return {
    b0: (gain + (middle * k) / q + k * k) / a0,
    b1: (2 * (k * k - gain)) / a0,
    b2: (gain - (middle * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  };
}

function highPass(): Biquad {
  const q = 0.5003270373238773;
  const k = Math.tan((Math.PI * 38.13547087602444) / SAMPLE_RATE);
  const a0 = 1 + k / q + k * k;
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 };
}

const SHELF = shelf();
const HIGH_PASS = highPass();

const STEP = Math.round(SAMPLE_RATE * 0.1);
const STEPS_PER_BLOCK = 4;

/** Mean square of the K-weighted sound in steps of 100 ms. A rest behind the last whole step counts on a loop only. */
function weightedSteps(sound: Stereo, loop: boolean): number[] {
  const whole = sound.left.length / STEP;
  const count = loop ? Math.ceil(whole) : Math.max(STEPS_PER_BLOCK, Math.floor(whole));
  const steps = Array.from({ length: count }, () => 0);
  const { b0, b1, b2, a1, a2 } = SHELF;
  const { a1: c1, a2: c2 } = HIGH_PASS;
  for (const side of sidesOf(sound)) {
    let x1 = 0;
    let x2 = 0;
    let y1 = 0;
    let y2 = 0;
    let z1 = 0;
    let z2 = 0;
    for (let step = 0; step < count; step++) {
      const from = step * STEP;
      const to = Math.min(side.length, from + STEP);
      let sum = 0;
      for (let i = from; i < to; i++) {
        const x = side[i] ?? 0;
        const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
        const z = y - 2 * y1 + y2 - c1 * z1 - c2 * z2;
        x2 = x1;
        x1 = x;
        y2 = y1;
        y1 = y;
        z2 = z1;
        z1 = z;
        sum += z * z;
      }
      steps[step] = (steps[step] ?? 0) + sum / STEP;
    }
  }
  return steps;
}

const toLufs = (power: number) => -0.691 + 10 * Math.log10(Math.max(power, 1e-12));
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Integrated loudness, gated. A loop is measured as it plays: the last blocks run into the first. */
export function loudnessOf(sound: Stereo, loop = false): number {
  const steps = weightedSteps(sound, loop);
  const blocks: number[] = [];
  const last = loop ? steps.length : Math.max(1, steps.length - STEPS_PER_BLOCK + 1);
  for (let at = 0; at < last; at++) {
    const parts = Array.from(
      { length: STEPS_PER_BLOCK },
      (_, i) => steps[loop ? (at + i) % steps.length : at + i] ?? 0,
    );
    blocks.push(mean(parts));
  }
  const audible = blocks.filter((power) => toLufs(power) > -70);
  if (audible.length === 0) return -70;
  const gate = toLufs(mean(audible)) - 10;
  return toLufs(mean(audible.filter((power) => toLufs(power) > gate)));
}

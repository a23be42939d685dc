import { lengthOf, type Pcm } from './pcm.ts';

export type Loudness =
  | { kind: 'measured'; lufs: number }
  /** Shorter than one block of 0.4 s, or never above the absolute gate: the standard gives no number. */
  | { kind: 'cannot-tell'; reason: 'too-short' | 'silent' };

const STEP_S = 0.1;
const STEPS_PER_BLOCK = 4;
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;

/** Integrated loudness of BS.1770-4; left and right count alike, one channel counts once. */
export function measureLoudness(pcm: Pcm): Loudness {
  const steps = Math.floor(lengthOf(pcm) / Math.round(STEP_S * pcm.sampleRate));
  if (steps < STEPS_PER_BLOCK) return { kind: 'cannot-tell', reason: 'too-short' };
  const lufs = integratedLufs(pcm.channels, pcm.sampleRate);
  return lufs === null ? { kind: 'cannot-tell', reason: 'silent' } : { kind: 'measured', lufs };
}

/**
 * Gated loudness in LUFS; null when no block is above the absolute gate. What is shorter than a block counts as a block.
 * A loop is measured as it plays: its last blocks run into its first.
 */
export function integratedLufs(
  channels: readonly Float32Array[],
  sampleRate: number,
  isLoop = false,
): number | null {
  const steps = weightedSteps(channels, sampleRate, isLoop);
  const count = isLoop ? steps.length : Math.max(1, steps.length - STEPS_PER_BLOCK + 1);
  const blocks = Array.from({ length: count }, (_, at) =>
    mean(Array.from({ length: STEPS_PER_BLOCK }, (_step, i) => steps[(at + i) % steps.length] ?? 0)),
  );
  const audible = blocks.filter((power) => toLufs(power) > ABSOLUTE_GATE_LUFS);
  if (audible.length === 0) return null;
  const gate = toLufs(mean(audible)) + RELATIVE_GATE_LU;
  return toLufs(mean(audible.filter((power) => toLufs(power) > gate)));
}

const toLufs = (power: number): number => -0.691 + 10 * Math.log10(power);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Mean square of the K-weighted sound in steps of 100 ms. A rest behind the last whole step counts on a loop only. */
function weightedSteps(channels: readonly Float32Array[], sampleRate: number, isLoop: boolean): number[] {
  const stepLength = Math.round(STEP_S * sampleRate);
  const whole = (channels[0]?.length ?? 0) / stepLength;
  const count = isLoop ? Math.ceil(whole) : Math.max(STEPS_PER_BLOCK, Math.floor(whole));
  const steps = Array.from({ length: count }, () => 0);
  const { b0, b1, b2, a1, a2 } = shelfFilter(sampleRate);
  const { a1: c1, a2: c2 } = highPassFilter(sampleRate);
  for (const channel of channels) {
    let [x1, x2, y1, y2, z1, z2] = [0, 0, 0, 0, 0, 0];
    for (let step = 0; step < count; step++) {
      const from = step * stepLength;
      const to = Math.min(channel.length, from + stepLength);
      let sum = 0;
      for (let i = from; i < to; i++) {
        const x = channel[i] ?? 0;
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
      steps[step] = (steps[step] ?? 0) + sum / stepLength;
    }
  }
  return steps;
}

/** The K-weighting filters of BS.1770-4 for any sample rate: their analogue prototypes, bilinear-transformed. */
function shelfFilter(sampleRate: number) {
  const gain = 10 ** (3.999843853973347 / 20);
  const q = 0.7071752369554196;
  // At a rate that does not reach so high, a filter above half of it would never come to rest.
  const k = Math.tan(Math.PI * Math.min(1681.974450955533 / sampleRate, 0.49));
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

/** Its numerator is 1, −2, 1. */
function highPassFilter(sampleRate: number) {
  const q = 0.5003270373238773;
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRate);
  const a0 = 1 + k / q + k * k;
  return { a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 };
}

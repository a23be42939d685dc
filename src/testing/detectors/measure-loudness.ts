import type { Pcm } from '../../audio/pcm.ts';

/** Loudness and true peak by code of their own, to check what is made with audio/loudness.ts and audio/true-peak.ts. */
type MeteredLoudness =
  | { kind: 'measured'; lufs: number }
  /** Shorter than one block of 0.4 s, or never above the absolute gate: the standard gives no number. */
  | { kind: 'cannot-tell'; reason: 'too-short' | 'silent' };

interface Biquad {
  b: readonly [number, number, number];
  a: readonly [number, number];
}

/** The two K-weighting filters of BS.1770-4 for any sample rate: their analogue prototypes, bilinear-transformed. */
function kWeighting(sampleRate: number): [Biquad, Biquad] {
  const shelfHz = 1681.974450955533;
  const shelfDb = 3.999843853973347;
  const shelfQ = 0.7071752369554196;
  let k = Math.tan((Math.PI * shelfHz) / sampleRate);
  const high = 10 ** (shelfDb / 20);
  const mid = high ** 0.4996667741545416;
  let a0 = 1 + k / shelfQ + k * k;
  const shelf: Biquad = {
    b: [
      (high + (mid * k) / shelfQ + k * k) / a0,
      (2 * (k * k - high)) / a0,
      (high - (mid * k) / shelfQ + k * k) / a0,
    ],
    a: [(2 * (k * k - 1)) / a0, (1 - k / shelfQ + k * k) / a0],
  };
  const passHz = 38.13547087602444;
  const passQ = 0.5003270373238773;
  k = Math.tan((Math.PI * passHz) / sampleRate);
  a0 = 1 + k / passQ + k * k;
  const highPass: Biquad = { b: [1, -2, 1], a: [(2 * (k * k - 1)) / a0, (1 - k / passQ + k * k) / a0] };
  return [shelf, highPass];
}

const BLOCK_S = 0.4;
const STEPS_PER_BLOCK = 4;
const ABSOLUTE_GATE = -70;
const RELATIVE_GATE = -10;
const lufsOf = (power: number): number => -0.691 + 10 * Math.log10(power);

/** Integrated loudness of BS.1770-4; left and right count alike, one channel counts once. */
export function meterLoudness(pcm: Pcm): MeteredLoudness {
  const step = Math.round((BLOCK_S * pcm.sampleRate) / STEPS_PER_BLOCK);
  const steps = Math.floor((pcm.channels[0]?.length ?? 0) / step);
  if (steps < STEPS_PER_BLOCK) return { kind: 'cannot-tell', reason: 'too-short' };
  const energy = new Float64Array(steps);
  for (const channel of pcm.channels) addWeightedEnergy(channel, pcm.sampleRate, step, energy);

  const blocks: number[] = [];
  for (let i = 0; i + STEPS_PER_BLOCK <= steps; i++) {
    const sum = energy.subarray(i, i + STEPS_PER_BLOCK).reduce((a, b) => a + b, 0);
    blocks.push(sum / (STEPS_PER_BLOCK * step));
  }
  const audible = blocks.filter((power) => lufsOf(power) > ABSOLUTE_GATE);
  if (audible.length === 0) return { kind: 'cannot-tell', reason: 'silent' };
  const gate = lufsOf(mean(audible)) + RELATIVE_GATE;
  return { kind: 'measured', lufs: lufsOf(mean(audible.filter((power) => lufsOf(power) > gate))) };
}

const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

function addWeightedEnergy(channel: Float32Array, sampleRate: number, step: number, energy: Float64Array) {
  const [f, g] = kWeighting(sampleRate);
  let [f1, f2, g1, g2] = [0, 0, 0, 0];
  for (let i = 0; i < energy.length * step; i++) {
    const x = channel[i] ?? 0;
    const w = x - f.a[0] * f1 - f.a[1] * f2;
    const y = f.b[0] * w + f.b[1] * f1 + f.b[2] * f2;
    f2 = f1;
    f1 = w;
    const v = y - g.a[0] * g1 - g.a[1] * g2;
    const z = g.b[0] * v + g.b[1] * g1 + g.b[2] * g2;
    g2 = g1;
    g1 = v;
    const at = Math.floor(i / step);
    energy[at] = (energy[at] ?? 0) + z * z;
  }
}

const OVERSAMPLING = 4;
const HALF_TAPS = 16;

/** Windowed-sinc interpolators for the three points between two samples. */
const phases = [1, 2, 3].map((phase) =>
  Float64Array.from({ length: 2 * HALF_TAPS }, (_, i) => {
    const t = i - HALF_TAPS + 1 - phase / OVERSAMPLING;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * t) / (HALF_TAPS + 0.5));
    return (Math.sin(Math.PI * t) / (Math.PI * t)) * window;
  }),
);
/** Between samples a sound rises above its neighbours, but not to twice as high as all four of them. */
const MOST_RISE = 2;
const NEIGHBOURS = 2;

/** Peak of the continuous signal, 4 times oversampled, in dBTP; -Infinity for silence. */
export function meterTruePeak(pcm: Pcm): number {
  let peak = 0;
  for (const channel of pcm.channels) peak = Math.max(peak, channelPeak(channel));
  return 20 * Math.log10(peak);
}

function channelPeak(channel: Float32Array): number {
  let peak = 0;
  for (let i = 0; i < channel.length; i++) peak = Math.max(peak, Math.abs(channel[i] ?? 0));
  for (let i = -1; i < channel.length; i++) {
    let near = 0;
    for (let k = 1 - NEIGHBOURS; k <= NEIGHBOURS; k++) near = Math.max(near, Math.abs(channel[i + k] ?? 0));
    if (near * MOST_RISE <= peak) continue;
    for (const taps of phases) {
      let sum = 0;
      for (let k = 0; k < taps.length; k++) sum += (taps[k] ?? 0) * (channel[i + k - HALF_TAPS + 1] ?? 0);
      peak = Math.max(peak, Math.abs(sum));
    }
  }
  return peak;
}

import type { BitWriter } from './bit-writer.ts';

/** How one channel of one block is told: by its warm-up samples and what the prediction got wrong. */
interface Subframe {
  /** Bits it takes. */
  bits: number;
  kind: 'constant' | 'fixed' | 'lpc';
  samples: Int32Array;
  order: number;
  coefficients: readonly number[];
  shift: number;
  residual: Int32Array;
  rice: RicePlan;
}

interface RicePlan {
  bits: number;
  /** log2 of the number of partitions. */
  order: number;
  parameters: readonly number[];
}

const LPC_ORDER = 8;
const PRECISION = 14;
const PARTITION_ORDER = 5;
const FIXED_ORDER = 4;

export function bestSubframe(samples: Int32Array, bits: number): Subframe {
  const [first = 0] = samples;
  if (samples.every((x) => x === first)) {
    const rice = { bits: 0, order: 0, parameters: [] };
    return {
      bits: 8 + bits,
      kind: 'constant',
      samples,
      order: 0,
      coefficients: [],
      shift: 0,
      residual: samples,
      rice,
    };
  }
  const lpc = samples.length > 4 * LPC_ORDER ? predictLinear(samples, bits) : [];
  return [...predictFixed(samples, bits), ...lpc].reduce((best, one) => (one.bits < best.bits ? one : best));
}

/** By nothing, by the sample before, by its slope and so on: each residual is the one before's differences. */
function predictFixed(samples: Int32Array, bits: number): Subframe[] {
  let residual = samples;
  const found: Subframe[] = [];
  for (let order = 0; order <= FIXED_ORDER && order < samples.length; order++) {
    if (order > 0) residual = differences(residual);
    const rice = planRice(residual, samples.length, order);
    const size = 8 + order * bits + rice.bits;
    found.push({ bits: size, kind: 'fixed', samples, order, coefficients: [], shift: 0, residual, rice });
  }
  return found;
}

function differences(values: Int32Array): Int32Array {
  const found = new Int32Array(values.length - 1);
  for (let i = 0; i < found.length; i++) found[i] = (values[i + 1] ?? 0) - (values[i] ?? 0);
  return found;
}

/** The prediction that fits the block best, its coefficients as whole numbers. */
function predictLinear(samples: Int32Array, bits: number): Subframe[] {
  const coefficients = levinson(autocorrelation(samples));
  const most = coefficients.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  if (!(most > 0) || !Number.isFinite(most)) return [];
  const shift = Math.min(15, PRECISION - 1 - Math.ceil(Math.log2(most * 1.0001)));
  if (shift < 0) return [];
  const top = 2 ** (PRECISION - 1);
  const whole = coefficients.map((value) =>
    Math.max(-top, Math.min(top - 1, Math.round(value * 2 ** shift))),
  );
  const residual = residualOf(samples, whole, shift);
  const rice = planRice(residual, samples.length, LPC_ORDER);
  const size = 8 + LPC_ORDER * (bits + PRECISION) + 4 + 5 + rice.bits;
  return [{ bits: size, kind: 'lpc', samples, order: LPC_ORDER, coefficients: whole, shift, residual, rice }];
}

function residualOf(samples: Int32Array, coefficients: readonly number[], shift: number): Int32Array {
  const order = coefficients.length;
  const weights = Float64Array.from(coefficients);
  const residual = new Int32Array(samples.length - order);
  const scale = 1 / 2 ** shift;
  for (let i = order; i < samples.length; i++) {
    let sum = 0;
    for (let k = 0; k < order; k++) sum += (weights[k] ?? 0) * (samples[i - 1 - k] ?? 0);
    residual[i - order] = (samples[i] ?? 0) - Math.floor(sum * scale);
  }
  return residual;
}

function autocorrelation(samples: Int32Array): number[] {
  const n = samples.length;
  const windowed = new Float64Array(n);
  for (let i = 0; i < n; i++) windowed[i] = (samples[i] ?? 0) * (1 - ((2 * i + 1) / n - 1) ** 2);
  return Array.from({ length: LPC_ORDER + 1 }, (_, lag) => {
    let sum = 0;
    for (let i = lag; i < n; i++) sum += (windowed[i] ?? 0) * (windowed[i - lag] ?? 0);
    return sum;
  });
}

function levinson(r: readonly number[]): number[] {
  let error = (r[0] ?? 0) * (1 + 1e-9);
  let a: number[] = [];
  for (let i = 1; i <= LPC_ORDER; i++) {
    let sum = r[i] ?? 0;
    for (let j = 0; j < a.length; j++) sum -= (a[j] ?? 0) * (r[i - 1 - j] ?? 0);
    const k = sum / error;
    const before = a;
    a = [...before.map((value, j) => value - k * (before[before.length - 1 - j] ?? 0)), k];
    error *= 1 - k * k;
  }
  return a;
}

const folded = (x: number): number => (x < 0 ? -2 * x - 1 : 2 * x);

/** The partitions, and the parameter of each, that take fewest bits. */
function planRice(residual: Int32Array, size: number, predictor: number): RicePlan {
  let most = 0;
  while (most < PARTITION_ORDER && size % 2 ** (most + 1) === 0 && size >> (most + 1) > predictor) most++;
  let sums = sumsOf(residual, size, predictor, most);
  let best: RicePlan | null = null;
  for (let order = most; order >= 0; order--) {
    const parameters: number[] = [];
    let bits = 6;
    for (const [p, sum] of sums.entries()) {
      const count = (size >> order) - (p === 0 ? predictor : 0);
      const k = parameterOf(sum, count);
      parameters.push(k);
      bits += 5 + count * (k + 1) + Math.ceil(sum / 2 ** k);
    }
    if (best === null || bits < best.bits) best = { bits, order, parameters };
    sums = pairs(sums);
  }
  return best ?? { bits: 0, order: 0, parameters: [0] };
}

/** Sums of two neighbours each. */
function pairs(sums: Float64Array): Float64Array {
  const joined = new Float64Array(sums.length >> 1);
  for (let p = 0; p < joined.length; p++) joined[p] = (sums[2 * p] ?? 0) + (sums[2 * p + 1] ?? 0);
  return joined;
}

/** Sizes of the residuals, summed over the finest partitions. */
function sumsOf(residual: Int32Array, size: number, predictor: number, order: number): Float64Array {
  const part = size >> order;
  const sums = new Float64Array(2 ** order);
  let at = 0;
  for (let p = 0; p < sums.length; p++) {
    let sum = 0;
    for (const end = (p + 1) * part - predictor; at < end; at++) sum += folded(residual[at] ?? 0);
    sums[p] = sum;
  }
  return sums;
}

const HIGHEST_PARAMETER = 30;

function parameterOf(sum: number, count: number): number {
  const wanted = Math.ceil(Math.log2((sum * 0.69) / count));
  return Math.max(0, Math.min(HIGHEST_PARAMETER, wanted));
}

const LINEAR = 0b100000;
const FIXED_TYPE = 0b001000;

export function writeSubframe(out: BitWriter, frame: Subframe, bits: number): void {
  const { kind, order, samples, residual, rice } = frame;
  if (kind === 'constant') {
    out.put(0, 8);
    putSigned(out, samples[0] ?? 0, bits);
    return;
  }
  out.put((kind === 'lpc' ? LINEAR | (order - 1) : FIXED_TYPE | order) << 1, 8);
  for (let i = 0; i < order; i++) putSigned(out, samples[i] ?? 0, bits);
  if (kind === 'lpc') {
    out.put(PRECISION - 1, 4);
    out.put(frame.shift, 5);
    for (const value of frame.coefficients) putSigned(out, value, PRECISION);
  }
  // Parameters of five bits: 24-bit noise needs more than four.
  out.put(1, 2);
  out.put(rice.order, 4);
  const part = samples.length >> rice.order;
  let at = 0;
  rice.parameters.forEach((k, p) => {
    out.put(k, 5);
    for (const end = (p + 1) * part - order; at < end; at++) {
      const value = folded(residual[at] ?? 0);
      out.putUnary(Math.floor(value / 2 ** k));
      if (k > 0) out.putLong(value % 2 ** k, k);
    }
  });
}

function putSigned(out: BitWriter, value: number, bits: number): void {
  out.putLong(value < 0 ? value + 2 ** bits : value, bits);
}

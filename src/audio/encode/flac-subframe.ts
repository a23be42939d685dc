import type { BitWriter } from './bit-writer.ts';

/** How one channel of one block is told: by its warm-up samples and what the prediction got wrong. */
export interface Subframe {
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
/** Residuals of a fixed predictor, from the samples before. */
const FIXED: readonly (readonly number[])[] = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];

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
  const orders = FIXED.filter((_, order) => order < samples.length);
  const fixed = orders.map((coefficients) => predict(samples, 'fixed', coefficients, 0, bits));
  const lpc = samples.length > 4 * LPC_ORDER ? predictLinear(samples, bits) : [];
  return [...fixed, ...lpc].reduce((best, one) => (one.bits < best.bits ? one : best));
}

function predict(
  samples: Int32Array,
  kind: 'fixed' | 'lpc',
  coefficients: readonly number[],
  shift: number,
  bits: number,
): Subframe {
  const order = coefficients.length;
  const residual = new Int32Array(samples.length - order);
  const scale = 2 ** shift;
  for (let i = order; i < samples.length; i++) {
    let sum = 0;
    for (let k = 0; k < order; k++) sum += (coefficients[k] ?? 0) * (samples[i - 1 - k] ?? 0);
    residual[i - order] = (samples[i] ?? 0) - Math.floor(sum / scale);
  }
  const rice = planRice(residual, samples.length, order);
  const head = kind === 'lpc' ? 4 + 5 + order * PRECISION : 0;
  return {
    bits: 8 + order * bits + head + rice.bits,
    kind,
    samples,
    order,
    coefficients,
    shift,
    residual,
    rice,
  };
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
  return [predict(samples, 'lpc', whole, shift, bits)];
}

function autocorrelation(samples: Int32Array): number[] {
  const n = samples.length;
  const windowed = Float64Array.from(samples, (x, i) => x * (1 - ((2 * i + 1) / n - 1) ** 2));
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
  const sums = sumsOf(residual, size, predictor, most);
  let best: RicePlan | null = null;
  for (let order = most; order >= 0; order--) {
    const parts = 2 ** order;
    const joined = Array.from({ length: parts }, (_, p) =>
      sums.slice((p * sums.length) / parts, ((p + 1) * sums.length) / parts).reduce((a, b) => a + b, 0),
    );
    const counts = joined.map((_, p) => (size >> order) - (p === 0 ? predictor : 0));
    const parameters = joined.map((sum, p) => parameterOf(sum, counts[p] ?? 1));
    const bits = joined.reduce((total, sum, p) => {
      const k = parameters[p] ?? 0;
      return total + 5 + (counts[p] ?? 0) * (k + 1) + Math.ceil(sum / 2 ** k);
    }, 6);
    if (best === null || bits < best.bits) best = { bits, order, parameters };
  }
  return best ?? { bits: 0, order: 0, parameters: [0] };
}

/** Sizes of the residuals, summed over the finest partitions. */
function sumsOf(residual: Int32Array, size: number, predictor: number, order: number): number[] {
  const part = size >> order;
  const sums = Array.from({ length: 2 ** order }, () => 0);
  for (let i = 0; i < residual.length; i++) {
    const p = Math.floor((i + predictor) / part);
    sums[p] = (sums[p] ?? 0) + folded(residual[i] ?? 0);
  }
  return sums;
}

const HIGHEST_PARAMETER = 30;

function parameterOf(sum: number, count: number): number {
  let k = 0;
  while (k < HIGHEST_PARAMETER && count * 2 ** k < sum * 0.69) k++;
  return k;
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

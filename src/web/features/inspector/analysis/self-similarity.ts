import { createFft } from '../../../../audio/fft.ts';

/** Sum over all curves of their values times those `lag` frames later, at each lag up to, not including, `longest`. */
export function autocorrelation(curves: readonly Float64Array[], longest: number): Float64Array {
  const lags = Math.max(0, longest);
  const length = Math.max(0, ...curves.map((curve) => curve.length));
  const fft = createFft(2 ** Math.ceil(Math.log2(Math.max(2, length + lags))));
  const power = new Float64Array(fft.size);
  // A pair shares a transform, one real and one imaginary: in the end only the real part counts.
  for (let pair = 0; pair < curves.length; pair += 2) {
    const [re, im] = [new Float64Array(fft.size), new Float64Array(fft.size)];
    re.set(curves[pair] ?? []);
    im.set(curves[pair + 1] ?? []);
    fft.transform(re, im);
    for (let i = 0; i < power.length; i++) power[i] = (power[i] ?? 0) + (re[i] ?? 0) ** 2 + (im[i] ?? 0) ** 2;
  }
  fft.transform(power, new Float64Array(fft.size));
  return power.subarray(0, lags).map((sum) => sum / fft.size);
}

/** Similarity of a curve with itself, 1 the same, 0 unrelated: at each lag up to, not including, `longest` frames. */
export function selfSimilarity(values: Float64Array, longest: number): Float64Array {
  const squares = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) squares[i + 1] = (squares[i] ?? 0) + (values[i] ?? 0) ** 2;
  const all = squares[values.length] ?? 0;
  return autocorrelation([values], longest).map((sum, lag) => {
    const early = squares[values.length - lag] ?? 0;
    const late = all - (squares[lag] ?? 0);
    return sum / (Math.sqrt(early * late) || 1);
  });
}

/** At one lag, with the curve read as a ring: what runs over the end goes on at the start, as it does in a loop. */
export function ringSimilarityAt(values: Float64Array, lag: number): number {
  const { length } = values;
  const whole = Math.floor(lag);
  const part = lag - whole;
  let [sum, squares] = [0, 0];
  for (let i = 0; i < length; i++) {
    const early = (i - whole + 2 * length) % length;
    const before = values[early] ?? 0;
    const earlier = values[early === 0 ? length - 1 : early - 1] ?? 0;
    const value = values[i] ?? 0;
    sum += value * ((1 - part) * before + part * earlier);
    squares += value * value;
  }
  return squares === 0 ? 0 : sum / squares;
}

/** Between two whole lags. */
export function similarityAt(similarity: Float64Array, lag: number): number {
  const i = Math.floor(lag);
  const a = similarity[i] ?? 0;
  return a + (lag - i) * ((similarity[i + 1] ?? a) - a);
}

/** Takes away the slow swell, so that loud passages do not count as a pulse. */
export function flatten(values: Float64Array, framesPerS: number): Float64Array {
  const reach = Math.round(framesPerS * 0.5);
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = (sums[i] ?? 0) + (values[i] ?? 0);
  return values.map((value, i) => {
    const from = Math.max(0, i - reach);
    const to = Math.min(values.length, i + reach + 1);
    return value - ((sums[to] ?? 0) - (sums[from] ?? 0)) / (to - from);
  });
}

/** A Gaussian of so many frames. */
export function smooth(values: Float64Array, sigma: number): Float64Array {
  const reach = Math.ceil(3 * sigma);
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - reach) / sigma) ** 2),
  );
  return values.map((_, i) => {
    let sum = 0;
    for (let k = -reach; k <= reach; k++) sum += (kernel[k + reach] ?? 0) * (values[i + k] ?? 0);
    return sum;
  });
}

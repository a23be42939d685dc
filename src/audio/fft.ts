/** In-place complex FFT of one size, a power of two; tables are made once. */
interface Fft {
  readonly size: number;
  transform(re: Float64Array, im: Float64Array): void;
}

/** A radix-4 stage: four transforms that lie side by side, `half` values each, become one. */
interface Stage {
  half: number;
  /** The three twiddle factors of each place, real and imaginary part in turn. */
  twiddles: Float64Array;
}

/** Radix 4, after one radix-2 stage where the size is an odd power of two. */
export function createFft(size: number): Fft {
  if (size < 2 || (size & (size - 1)) !== 0) throw new RangeError(`FFT size ${size} is not a power of two.`);
  const reversed = new Uint32Array(size);
  for (let i = 1; i < size; i++) reversed[i] = ((reversed[i >> 1] ?? 0) >> 1) | (i & 1 ? size >> 1 : 0);
  const swaps = Uint32Array.from(reversed.keys()).filter((i) => (reversed[i] ?? 0) > i);
  const isOdd = Math.log2(size) % 2 === 1;
  const stages: Stage[] = [];
  for (let half = isOdd ? 2 : 1; half < size; half *= 4) stages.push({ half, twiddles: twiddlesOf(half) });

  function transform(re: Float64Array, im: Float64Array) {
    for (const i of swaps) {
      const j = reversed[i] ?? 0;
      const r = re[i] ?? 0;
      const m = im[i] ?? 0;
      re[i] = re[j] ?? 0;
      im[i] = im[j] ?? 0;
      re[j] = r;
      im[j] = m;
    }
    if (isOdd) radix2(re, im, size);
    for (const stage of stages) radix4(re, im, size, stage);
  }
  return { size, transform };
}

function twiddlesOf(half: number): Float64Array {
  const twiddles = new Float64Array(6 * half);
  for (let k = 0; k < half; k++)
    for (let n = 0; n < 3; n++) {
      const angle = (Math.PI * (n + 1) * k) / (2 * half);
      twiddles[6 * k + 2 * n] = Math.cos(angle);
      twiddles[6 * k + 2 * n + 1] = -Math.sin(angle);
    }
  return twiddles;
}

function radix2(re: Float64Array, im: Float64Array, size: number): void {
  for (let a = 0; a < size; a += 2) {
    const ar = re[a] ?? 0;
    const ai = im[a] ?? 0;
    const br = re[a + 1] ?? 0;
    const bi = im[a + 1] ?? 0;
    re[a] = ar + br;
    im[a] = ai + bi;
    re[a + 1] = ar - br;
    im[a + 1] = ai - bi;
  }
}

function radix4(re: Float64Array, im: Float64Array, size: number, { half, twiddles }: Stage): void {
  for (let start = 0; start < size; start += 4 * half)
    for (let k = 0, t = 0; k < half; k++, t += 6) {
      const a = start + k;
      const b = a + half;
      const c = b + half;
      const d = c + half;
      const cr = re[c] ?? 0;
      const ci = im[c] ?? 0;
      const cTwiddle = twiddles[t] ?? 0;
      const cTwiddleIm = twiddles[t + 1] ?? 0;
      const cTwiddled = cr * cTwiddle - ci * cTwiddleIm;
      const cTwiddledIm = cr * cTwiddleIm + ci * cTwiddle;
      const br = re[b] ?? 0;
      const bi = im[b] ?? 0;
      const bTwiddle = twiddles[t + 2] ?? 0;
      const bTwiddleIm = twiddles[t + 3] ?? 0;
      const bTwiddled = br * bTwiddle - bi * bTwiddleIm;
      const bTwiddledIm = br * bTwiddleIm + bi * bTwiddle;
      const dr = re[d] ?? 0;
      const di = im[d] ?? 0;
      const dTwiddle = twiddles[t + 4] ?? 0;
      const dTwiddleIm = twiddles[t + 5] ?? 0;
      const dTwiddled = dr * dTwiddle - di * dTwiddleIm;
      const dTwiddledIm = dr * dTwiddleIm + di * dTwiddle;
      const ar = re[a] ?? 0;
      const ai = im[a] ?? 0;
      const early = ar + bTwiddled;
      const earlyIm = ai + bTwiddledIm;
      const apart = ar - bTwiddled;
      const apartIm = ai - bTwiddledIm;
      const late = cTwiddled + dTwiddled;
      const lateIm = cTwiddledIm + dTwiddledIm;
      const lateApart = cTwiddled - dTwiddled;
      const lateApartIm = cTwiddledIm - dTwiddledIm;
      re[a] = early + late;
      im[a] = earlyIm + lateIm;
      re[b] = apart + lateApartIm;
      im[b] = apartIm - lateApart;
      re[c] = early - late;
      im[c] = earlyIm - lateIm;
      re[d] = apart - lateApartIm;
      im[d] = apartIm + lateApart;
    }
}

export const hann = (size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / size));

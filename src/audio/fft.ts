/** In-place complex FFT of one size, a power of two; tables are made once. */
interface Fft {
  readonly size: number;
  transform(re: Float64Array, im: Float64Array): void;
}

/** Four transforms that lie side by side, `half` values each, become one. */
interface Stage {
  half: number;
  /** cos and −sin of one, two and three times the angle of each place. */
  turns: Float64Array;
}

/** By fours, after one step of two where the size is an odd power of two. */
export function createFft(size: number): Fft {
  if (size < 2 || (size & (size - 1)) !== 0) throw new RangeError(`FFT size ${size} is not a power of two.`);
  const reversed = new Uint32Array(size);
  for (let i = 1; i < size; i++) reversed[i] = ((reversed[i >> 1] ?? 0) >> 1) | (i & 1 ? size >> 1 : 0);
  const swaps = Uint32Array.from(reversed.keys()).filter((i) => (reversed[i] ?? 0) > i);
  const isOdd = Math.log2(size) % 2 === 1;
  const stages: Stage[] = [];
  for (let half = isOdd ? 2 : 1; half < size; half *= 4) stages.push({ half, turns: turnsOf(half) });

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
    if (isOdd) joinTwos(re, im);
    for (const stage of stages) joinFours(re, im, stage);
  }
  return { size, transform };
}

function turnsOf(half: number): Float64Array {
  const turns = new Float64Array(6 * half);
  for (let k = 0; k < half; k++)
    for (let n = 0; n < 3; n++) {
      const angle = (Math.PI * (n + 1) * k) / (2 * half);
      turns[6 * k + 2 * n] = Math.cos(angle);
      turns[6 * k + 2 * n + 1] = -Math.sin(angle);
    }
  return turns;
}

function joinTwos(re: Float64Array, im: Float64Array): void {
  for (let a = 0; a < re.length; a += 2) {
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

function joinFours(re: Float64Array, im: Float64Array, { half, turns }: Stage): void {
  for (let start = 0; start < re.length; start += 4 * half)
    for (let k = 0, t = 0; k < half; k++, t += 6) {
      const a = start + k;
      const b = a + half;
      const c = b + half;
      const d = c + half;
      const cr = re[c] ?? 0;
      const ci = im[c] ?? 0;
      const cTurn = turns[t] ?? 0;
      const cTurnIm = turns[t + 1] ?? 0;
      const cTurned = cr * cTurn - ci * cTurnIm;
      const cTurnedIm = cr * cTurnIm + ci * cTurn;
      const br = re[b] ?? 0;
      const bi = im[b] ?? 0;
      const bTurn = turns[t + 2] ?? 0;
      const bTurnIm = turns[t + 3] ?? 0;
      const bTurned = br * bTurn - bi * bTurnIm;
      const bTurnedIm = br * bTurnIm + bi * bTurn;
      const dr = re[d] ?? 0;
      const di = im[d] ?? 0;
      const dTurn = turns[t + 4] ?? 0;
      const dTurnIm = turns[t + 5] ?? 0;
      const dTurned = dr * dTurn - di * dTurnIm;
      const dTurnedIm = dr * dTurnIm + di * dTurn;
      const ar = re[a] ?? 0;
      const ai = im[a] ?? 0;
      const early = ar + bTurned;
      const earlyIm = ai + bTurnedIm;
      const apart = ar - bTurned;
      const apartIm = ai - bTurnedIm;
      const late = cTurned + dTurned;
      const lateIm = cTurnedIm + dTurnedIm;
      const lateApart = cTurned - dTurned;
      const lateApartIm = cTurnedIm - dTurnedIm;
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

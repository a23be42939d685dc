import type { Novelty } from './onsets.ts';

/** One period at which the sound repeats. */
export interface Pulse {
  bpm: number;
  /** Mean similarity at the period's multiples, up to 1. */
  score: number;
}

export type Tempo =
  | {
      kind: 'measured';
      bpm: number;
      /** 0–1; `SURE` or more is meant to be relied on, up to a factor of two. */
      confidence: number;
      /** Every period that explains the sound nearly as well, best first; the measured one among them. */
      pulses: Pulse[];
    }
  | { kind: 'cannot-tell'; reason: TempoUnknown };
export type TempoUnknown = 'silent' | 'too-short' | 'too-few-hits' | 'no-pulse';

export const SURE = 0.6;
export const BPM_SLOWEST = 40;
export const BPM_FASTEST = 260;
/** Where people tap most readily, and how quickly that falls off, in octaves. */
const PREFERRED_BPM = 118;
const PREFERENCE_OCTAVES = 1.1;
const LONGEST_LAG_S = 8;
const STEPS_PER_OCTAVE = 240;
const SMOOTH_S = 0.012;

/** Similarity of the novelty with itself, `lag` frames later: 1 the same, 0 unrelated. */
function selfSimilarity(novelty: Novelty): Float64Array {
  const values = flatten(smooth(novelty.values, SMOOTH_S * novelty.framesPerS), novelty.framesPerS);
  const longest = Math.min(Math.floor(values.length * 0.65), Math.ceil(LONGEST_LAG_S * novelty.framesPerS));
  const out = new Float64Array(Math.max(0, longest));
  const squares = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) squares[i + 1] = (squares[i] ?? 0) + (values[i] ?? 0) ** 2;
  const all = squares[values.length] ?? 0;
  for (let lag = 0; lag < out.length; lag++) {
    let sum = 0;
    for (let i = lag; i < values.length; i++) sum += (values[i] ?? 0) * (values[i - lag] ?? 0);
    const early = squares[values.length - lag] ?? 0;
    const late = all - (squares[lag] ?? 0);
    out[lag] = sum / (Math.sqrt(early * late) || 1);
  }
  return out;
}

/** Takes away the slow swell, so that loud passages do not count as a pulse. */
function flatten(values: Float64Array, framesPerS: number): Float64Array {
  const reach = Math.round(framesPerS * 0.5);
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = (sums[i] ?? 0) + (values[i] ?? 0);
  return values.map((value, i) => {
    const from = Math.max(0, i - reach);
    const to = Math.min(values.length, i + reach + 1);
    return value - ((sums[to] ?? 0) - (sums[from] ?? 0)) / (to - from);
  });
}

function smooth(values: Float64Array, sigma: number): Float64Array {
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

const at = (similarity: Float64Array, lag: number): number => {
  const i = Math.floor(lag);
  const a = similarity[i] ?? 0;
  return a + (lag - i) * ((similarity[i + 1] ?? a) - a);
};

/** Mean similarity at the multiples of one period; null when fewer than two fit. */
function comb(
  similarity: Float64Array,
  period: number,
  most: number,
): { score: number; count: number } | null {
  const count = Math.min(most, Math.floor((similarity.length - 2) / period));
  if (count < 2) return null;
  let sum = 0;
  for (let k = 1; k <= count; k++) sum += at(similarity, k * period);
  return { score: sum / count, count };
}

/** The score that chance alone hardly reaches: fewer multiples fit, more luck is possible. */
const chance = (count: number): number => 0.2 + 0.6 / count;
const COMB_TEETH = 8;
const FEWEST_ONSETS = 4;

export function measureTempo(novelty: Novelty, onsets: number): Tempo {
  if (novelty.values.every((value) => value === 0)) return { kind: 'cannot-tell', reason: 'silent' };
  if (onsets < FEWEST_ONSETS) return { kind: 'cannot-tell', reason: 'too-few-hits' };
  const similarity = selfSimilarity(novelty);
  const pulses = findPulses(similarity, novelty.framesPerS);
  if (pulses.length === 0) return { kind: 'cannot-tell', reason: 'too-short' };
  const best = pulses.reduce((a, b) => (appeal(b) > appeal(a) ? b : a));
  const certainty = best.score - chance(best.count);
  if (certainty <= 0) return { kind: 'cannot-tell', reason: 'no-pulse' };

  const rival = Math.max(
    0,
    ...pulses.filter((other) => contradicts(best.bpm, other.bpm)).map(({ score }) => score),
  );
  const strength = Math.min(1, certainty / 0.2);
  const margin = Math.max(0, Math.min(1, (best.score - rival) / best.score / 0.2));
  return {
    kind: 'measured',
    bpm: refine(similarity, novelty.framesPerS, best.bpm),
    confidence: strength * margin,
    pulses: pulses
      .filter(({ score }) => score > best.score * 0.7)
      .sort((a, b) => b.score - a.score)
      .map(({ bpm, score }) => ({ bpm: refine(similarity, novelty.framesPerS, bpm), score })),
  };
}

interface Candidate extends Pulse {
  count: number;
}

function findPulses(similarity: Float64Array, framesPerS: number): Candidate[] {
  const rows: Candidate[] = [];
  for (let step = 0; step <= Math.log2(BPM_FASTEST / BPM_SLOWEST) * STEPS_PER_OCTAVE; step++) {
    const bpm = BPM_SLOWEST * 2 ** (step / STEPS_PER_OCTAVE);
    const found = comb(similarity, (60 / bpm) * framesPerS, COMB_TEETH);
    if (found) rows.push({ bpm, ...found });
  }
  return rows.filter(
    ({ score }, i) => score > 0 && score > (rows[i - 1]?.score ?? -1) && score >= (rows[i + 1]?.score ?? -1),
  );
}

function appeal({ bpm, score }: Pulse): number {
  const away = Math.log2(bpm / PREFERRED_BPM) / PREFERENCE_OCTAVES;
  return score * score * Math.exp(-0.5 * away * away);
}

/** Whether a second pulse says something else: not an octave of the first, nor a bar made of its beats. */
function contradicts(bpm: number, other: number): boolean {
  const octaves = Math.log2(other / bpm);
  const beats = bpm / other;
  const isOctave = Math.abs(octaves - Math.round(octaves)) < 0.04;
  const isBar = Math.round(beats) > 1 && Math.abs(beats / Math.round(beats) - 1) < 0.03;
  return !isOctave && !isBar;
}

/** The same pulse, measured over as many of its periods as fit. */
function refine(similarity: Float64Array, framesPerS: number, bpm: number): number {
  let best = bpm;
  let bestScore = -1;
  for (let step = -75; step <= 75; step++) {
    const candidate = bpm * (1 + step * 0.0002);
    const score = comb(similarity, (60 / candidate) * framesPerS, Infinity)?.score ?? -1;
    if (score > bestScore) {
      bestScore = score;
      best = candidate;
    }
  }
  return best;
}

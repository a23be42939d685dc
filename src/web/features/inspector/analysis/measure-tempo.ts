import { SURE } from '#shared/take/heard-bounds.ts';

import type { BandLevels } from './band-levels.ts';
import type { Novelty } from './onsets.ts';
import { flatten, selfSimilarity, similarityAt, smooth } from './self-similarity.ts';
import { COMB_TEETH, pulseOfLoop, snapToWholeBeats } from './snap-tempo.ts';
import { closeOctaves, isOneOctave, octaveEvidence, rateOctaves } from './tempo-octave.ts';

/** One period at which the sound repeats. */
interface Pulse {
  bpm: number;
  /** Mean similarity at the period's multiples, up to 1. */
  score: number;
}

export type Tempo =
  | {
      kind: 'measured';
      /** The octave of the pulse in which people would most likely count. */
      bpm: number;
      /** 0–1, of the pulse; from `SURE` on it is meant to be relied on, up to a factor of two. */
      confidence: number;
      /** Every octave in which people might count, the likeliest first. */
      octaves: number[];
      /** Whether the first octave is beyond doubt, too. */
      isOctaveSure: boolean;
      /** Every period that explains the sound nearly as well, best first; the measured one among them. */
      pulses: Pulse[];
    }
  | { kind: 'cannot-tell'; reason: TempoUnknown };
type TempoUnknown = 'silent' | 'too-short' | 'too-few-hits' | 'no-pulse';

const BPM_SLOWEST = 40;
const BPM_FASTEST = 260;
/** Where people tap most readily, and how quickly that falls off, in octaves. */
const PREFERRED_BPM = 118;
const PREFERENCE_OCTAVES = 1.1;
const LONGEST_LAG_S = 8;
const STEPS_PER_OCTAVE = 240;
const SMOOTH_S = 0.012;
const FEWEST_ONSETS = 4;
/** Of a break, fewer may repeat as well at three quarters of a beat: then nothing but its length makes it sure. */
const FEWEST_BEATS = 6;
const UNSURE = 0.5;

interface TempoInput {
  levels: BandLevels;
  novelty: Novelty;
  /** How many hits begin in the sound. */
  onsets: number;
  durationS: number;
}

export function measureTempo({ levels, novelty, onsets, durationS }: TempoInput): Tempo {
  const { framesPerS } = novelty;
  if (novelty.values.every((value) => value === 0)) return { kind: 'cannot-tell', reason: 'silent' };
  if (onsets < FEWEST_ONSETS) return { kind: 'cannot-tell', reason: 'too-few-hits' };
  const curve = flatten(smooth(novelty.values, SMOOTH_S * framesPerS), framesPerS);
  const longest = Math.min(Math.floor(curve.length * 0.65), Math.ceil(LONGEST_LAG_S * framesPerS));
  const loop = { curve, framesPerS, durationS };
  const found = findPulse(selfSimilarity(curve, longest), framesPerS);
  const pulse = typeof found === 'string' ? pulseOfLoop(loop) : found;
  if (pulse === null) return { kind: 'cannot-tell', reason: typeof found === 'string' ? found : 'no-pulse' };

  const bpm = typeof found === 'string' ? pulse.bpm : snapToWholeBeats(pulse, loop);
  const rated = rateOctaves(octaveEvidence(levels), bpm, onsets, durationS);
  // The length of a loop tells more digits than the pulse does.
  const isOfLength = bpm !== pulse.bpm;
  const told = isOfLength ? (exact: number) => exact : wholeBpm;
  const first = told(rated[0]?.bpm ?? bpm);
  const isBrief = !isOfLength && (durationS * bpm) / 60 < FEWEST_BEATS;
  const confidence =
    typeof found === 'string' ? 0 : isBrief ? Math.min(UNSURE, found.confidence) : found.confidence;
  const isOctaveSure = confidence >= SURE && isOneOctave(rated);
  return {
    kind: 'measured',
    bpm: first,
    confidence,
    octaves: isOctaveSure || rated.length === 0 ? [first] : closeOctaves(rated).map(told),
    isOctaveSure,
    pulses: typeof found === 'string' ? [pulse] : found.pulses,
  };
}

export type MeasuredTempo = Extract<Tempo, { kind: 'measured' }>;

const AS_GOOD = 0.97;

/** The pulses that explain the sound as well as the best of them does. */
export const bestPulses = ({ pulses }: MeasuredTempo): Pulse[] =>
  pulses.filter(({ score }) => score >= AS_GOOD * (pulses[0]?.score ?? Infinity));

/** Whether the tempo and its octave are both beyond doubt. */
export const isSureTempo = (tempo: Tempo): tempo is MeasuredTempo =>
  tempo.kind === 'measured' && tempo.confidence >= SURE && tempo.isOctaveSure;

interface FoundPulse extends Pulse {
  confidence: number;
  pulses: Pulse[];
}

/** The period that explains the curve best, or why there is none. */
function findPulse(similarity: Float64Array, framesPerS: number): FoundPulse | 'too-short' | 'no-pulse' {
  const candidates = findCandidates(similarity, framesPerS);
  if (candidates.length === 0) return 'too-short';
  const best = candidates.reduce((a, b) => (appeal(b) > appeal(a) ? b : a));
  const certainty = best.score - chance(best.count);
  if (certainty <= 0) return 'no-pulse';

  const rivals = candidates.filter((other) => contradicts(best.bpm, other.bpm));
  const rival = Math.max(0, ...rivals.map(({ score }) => score));
  const strength = Math.min(1, certainty / 0.2);
  const margin = Math.max(0, Math.min(1, (best.score - rival) / best.score / 0.2));
  return {
    bpm: refine(similarity, framesPerS, best.bpm),
    score: best.score,
    confidence: strength * margin,
    pulses: candidates
      .filter(({ score }) => score > best.score * 0.7)
      .sort((a, b) => b.score - a.score)
      .map(({ bpm, score }) => ({ bpm: refine(similarity, framesPerS, bpm), score })),
  };
}

/** Mean similarity at the multiples of one period; null when fewer than two fit. */
function comb(
  similarity: Float64Array,
  period: number,
  most: number,
): { score: number; count: number } | null {
  const count = Math.min(most, Math.floor((similarity.length - 2) / period));
  if (count < 2) return null;
  let sum = 0;
  for (let k = 1; k <= count; k++) sum += similarityAt(similarity, k * period);
  return { score: sum / count, count };
}

/** The score that chance alone hardly reaches: fewer multiples fit, more luck is possible. */
const chance = (count: number): number => 0.2 + 0.6 / count;

interface Candidate extends Pulse {
  count: number;
}

function findCandidates(similarity: Float64Array, framesPerS: number): Candidate[] {
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

/** The steps of `refine`, as a share. */
const FINEST = 0.0002;

/** What is told from a whole BPM by less than a step is that BPM. */
function wholeBpm(bpm: number): number {
  const whole = Math.round(bpm);
  return Math.abs(bpm / whole - 1) < FINEST ? whole : bpm;
}

/** The same pulse, measured over as many of its periods as fit. */
function refine(similarity: Float64Array, framesPerS: number, bpm: number): number {
  let best = bpm;
  let bestScore = -1;
  for (let step = -75; step <= 75; step++) {
    const candidate = bpm * (1 + step * FINEST);
    const score = comb(similarity, (60 / candidate) * framesPerS, Infinity)?.score ?? -1;
    if (score > bestScore) {
      bestScore = score;
      best = candidate;
    }
  }
  return best;
}

import { ringSimilarityAt } from './self-similarity.ts';
import { FASTEST_BEAT, SLOWEST_BEAT } from './tempo-octave.ts';

/** A file that may be a loop, and its onset curve. */
interface LoopInput {
  curve: Float64Array;
  framesPerS: number;
  durationS: number;
}
interface RingPulse {
  bpm: number;
  score: number;
}

/** The most multiples of a period that are looked at. */
export const COMB_TEETH = 8;
/** How much of its score a pulse keeps when the curve is read as a ring. */
const KEPT_SHARE = 0.8;
/** Hits are usually known to this much. */
const TIMING_S = 0.012;
/** Longer loops hold whole bars; shorter ones may hold one beat, or two, or six. */
const FEW_BEATS = 10;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** How far the measured tempo may be from that of whole beats, as a share. */
const toleranceOf = (durationS: number): number =>
  clamp(TIMING_S / clamp(0.65 * durationS, 0.5, 8), 0.0025, 0.012);

/** Mean similarity at the multiples of one period, the curve read as a ring. */
function ringScore(curve: Float64Array, period: number): number {
  const teeth = Math.max(1, Math.min(COMB_TEETH, Math.floor(curve.length / period) - 1));
  let sum = 0;
  for (let k = 1; k <= teeth; k++) sum += ringSimilarityAt(curve, k * period);
  return sum / teeth;
}

/** The pulse's tempo, exactly as the file's length has it when the file holds whole beats. */
export function snapToWholeBeats(pulse: RingPulse, { curve, framesPerS, durationS }: LoopInput): number {
  const beats = (durationS * pulse.bpm) / 60;
  const tolerance = toleranceOf(durationS);
  const near = [4, 2, 1]
    .map((step) => ({ step, n: Math.round(beats / step) * step }))
    .find(({ step, n }) => n > 0 && (step === 4 || n <= FEW_BEATS) && Math.abs(n / beats - 1) <= tolerance);
  if (!near) return pulse.bpm;
  const snapped = (60 * near.n) / durationS;
  return ringScore(curve, (60 / snapped) * framesPerS) >= KEPT_SHARE * pulse.score ? snapped : pulse.bpm;
}

const LONGEST_LOOP_S = 12;
const LEAST_SCORE = 0.35;

/** The pulse of a short loop that repeats too seldom to be found freely: whole even beats of its length. */
export function pulseOfLoop({ curve, framesPerS, durationS }: LoopInput): RingPulse | null {
  if (durationS > LONGEST_LOOP_S) return null;
  let best: RingPulse | null = null;
  for (let beats = 2; (60 * beats) / durationS <= FASTEST_BEAT; beats += 2) {
    const bpm = (60 * beats) / durationS;
    const score = bpm < SLOWEST_BEAT ? 0 : ringScore(curve, (60 / bpm) * framesPerS);
    if (score > Math.max(LEAST_SCORE, best?.score ?? 0)) best = { bpm, score };
  }
  return best;
}

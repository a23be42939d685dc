import { BANDS, type BandLevels } from './band-levels.ts';
import { autocorrelation, flatten, selfSimilarity, similarityAt, smooth } from './self-similarity.ts';

/** One octave of a pulse, and how well it suits the sound as the tempo people would count. */
interface RatedTempo {
  bpm: number;
  weight: number;
  onsetsPerBeat: number;
  /** How much more two beats repeat than one does: kick against snare. */
  alternation: number;
}

export const SLOWEST_BEAT = 45;
export const FASTEST_BEAT = 215;
const OCTAVES = [0.25, 0.5, 1, 2, 4];

/** Where people tap most readily, and what they like to have in a beat. */
const MIDDLE_BPM = 112;
const MIDDLE_DENSITY = 2.2;

/** What tells one octave from another: rises in the bass, and what differs from the average hit. */
interface OctaveEvidence {
  low: Float64Array;
  colour: Float64Array;
  framesPerS: number;
}

const LOW_HZ = 160;
const GROUPS = 12;
const LONGEST_LAG_S = 2.8;
const SMOOTH_S = 0.012;

export function octaveEvidence(levels: BandLevels): OctaveEvidence {
  const { framesPerS, frames } = levels;
  const longest = Math.min(Math.floor(frames * 0.8), Math.ceil(LONGEST_LAG_S * framesPerS));
  const lowRises = smooth(lowRisesOf(levels), SMOOTH_S * framesPerS);
  return {
    low: selfSimilarity(flatten(lowRises, framesPerS), longest),
    colour: colourSimilarity(levels, longest),
    framesPerS,
  };
}

/** A rise is measured over this many frames (about 12 ms), long enough for a soft attack. */
const LAG = 2;

function lowRisesOf({ energies, frames, edgesHz }: BandLevels): Float64Array {
  const bands = edgesHz.filter((hz, i) => i < BANDS && (hz + (edgesHz[i + 1] ?? 0)) / 2 < LOW_HZ).length;
  const level = (frame: number) => {
    let sum = 0;
    for (let band = 0; band < Math.max(1, bands); band++) sum += energies[frame * BANDS + band] ?? 0;
    return sum ** 0.25;
  };
  return Float64Array.from({ length: frames }, (_, frame) =>
    Math.max(0, level(frame) - (frame < LAG ? 0 : level(frame - LAG))),
  );
}

/**
 * Self-similarity of the rises in 12 groups of bands, after the mean shape of all hits is taken away:
 * like hits agree, a kick and a snare disagree.
 */
function colourSimilarity({ energies, frames, framesPerS }: BandLevels, longest: number): Float64Array {
  const groups = Array.from({ length: GROUPS }, (_, group) => {
    const level = (frame: number) => {
      let sum = 0;
      for (let k = 0; k < BANDS / GROUPS; k++)
        sum += energies[frame * BANDS + (group * BANDS) / GROUPS + k] ?? 0;
      return sum ** 0.25;
    };
    const rises = Float64Array.from({ length: frames }, (_, frame) =>
      Math.max(0, level(frame) - (frame < LAG ? 0 : level(frame - LAG))),
    );
    return smooth(rises, SMOOTH_S * framesPerS);
  });
  const total = Float64Array.from({ length: frames }, (_, i) =>
    groups.reduce((sum, rises) => sum + (rises[i] ?? 0), 0),
  );
  const all = total.reduce((sum, value) => sum + value, 0) || 1;
  for (const rises of groups) {
    const share = rises.reduce((sum, value) => sum + value, 0) / all;
    for (let i = 0; i < frames; i++) rises[i] = (rises[i] ?? 0) - share * (total[i] ?? 0);
  }
  const energy =
    groups.reduce((sum, rises) => sum + rises.reduce((s, value) => s + value * value, 0), 0) || 1;
  return autocorrelation(groups, longest).map((sum, lag) => (sum / energy) * (frames / (frames - lag)));
}

/** The octaves of one pulse in which people count, the likeliest first. */
export function rateOctaves(
  evidence: OctaveEvidence,
  pulseBpm: number,
  onsets: number,
  durationS: number,
): RatedTempo[] {
  return OCTAVES.map((factor) => pulseBpm * factor)
    .filter((bpm) => bpm >= SLOWEST_BEAT && bpm <= FASTEST_BEAT)
    .map((bpm) => rate(evidence, bpm, (onsets * 60) / bpm / durationS))
    .toSorted((a, b) => b.weight - a.weight);
}

function rate({ low, colour, framesPerS }: OctaveEvidence, bpm: number, onsetsPerBeat: number): RatedTempo {
  const beat = (60 / bpm) * framesPerS;
  const floored = (lag: number) => Math.max(0, similarityAt(low, lag));
  const bass = floored(beat) - floored(beat / 2);
  const alternation = similarityAt(colour, 2 * beat) - similarityAt(colour, beat);
  const weight =
    -1.5 * Math.log2(bpm / MIDDLE_BPM) ** 2 -
    1.6 * Math.log2(Math.max(0.25, onsetsPerBeat) / MIDDLE_DENSITY) ** 2 +
    0.8 * bass +
    0.25 * Math.min(0.6, alternation);
  return { bpm, weight, onsetsPerBeat, alternation };
}

const CLEAR_LEAD = 0.8;
const RIVAL_ALTERNATION = 0.15;
const NEARER_OCTAVES = 0.1;
/** Up to here the double of a tempo is a tempo that people count, too. */
const FASTEST_RIVAL = 206;

/** Whether the first octave is the only one that people would count. */
export function isOneOctave([first, ...others]: readonly RatedTempo[]): boolean {
  if (!first) return false;
  const fromMiddle = (bpm: number) => Math.abs(Math.log2(bpm / MIDDLE_BPM));
  return (
    first.onsetsPerBeat >= 1.4 &&
    first.onsetsPerBeat <= 4.5 &&
    first.bpm * 2 > FASTEST_RIVAL &&
    others.every(
      ({ bpm, weight, alternation }) =>
        first.weight - weight >= CLEAR_LEAD &&
        alternation - first.alternation <= RIVAL_ALTERNATION &&
        fromMiddle(bpm) >= fromMiddle(first.bpm) - NEARER_OCTAVES,
    )
  );
}

const CLOSE = 3.2;

/** The tempi worth offering where the first is not the only one. */
export const closeOctaves = (rated: readonly RatedTempo[]): number[] =>
  rated.filter(({ weight }) => weight > (rated[0]?.weight ?? 0) - CLOSE).map(({ bpm }) => bpm);

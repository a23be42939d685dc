import { medianOf, nthSmallest } from '../../../../audio/nth-smallest.ts';
import { aboveBed } from './above-bed.ts';
import { BANDS, type BandLevels } from './band-levels.ts';
import type { Onset } from './onsets.ts';

/** Of a steady bed the loudest of three bands stands so far above it. */
const USUAL_Z = 1;
const LAG = 3;
const MASK_FRAMES = 12;
const THIN_BANDS = 4;
const TOP_S = 0.03;
const APART_S = 0.06;
/** So many times as strong, the later of two that are nearer than that is the one. */
const OUTWEIGHS = 1.5;
const LOCAL_S = 0.25;
/** What falls below this share of its energy within a moment has been cut. */
const BREAK = 0.01;
/** How far an event must stand above the median of the half second around it. */
const ABOVE_LOCAL = 0.35;

/**
 * The single events of a sound, in order, also soft ones in a loud bed: rises above what each band usually holds.
 * A steady sound has none, not even at its start.
 */
export function findEvents(levels: BandLevels): Onset[] {
  const { frames, framesPerS } = levels;
  if (frames === 0) return [];
  const z = aboveBed(levels);
  if (z === null) return [];
  holdEdges(z, levels);
  const wide = smooth3(wideRises(z, frames));
  const thin = smooth3(thinRises(z, frames));
  scale(wide, Math.max(0.65, medianAndMad(wide, 5), 0.16 * strongest(wide)));
  scale(thin, Math.max(1.7, medianAndMad(thin, 7), 0.3 * strongest(thin)));
  return pickPeaks(
    wide.map((value, i) => (isEnd(levels, i) ? 0 : Math.max(value, thin[i] ?? 0))),
    framesPerS,
  );
}

/** Whether a sound breaks off there: that ticks, but nothing begins. */
function isEnd({ energies, frames, framesRead }: BandLevels, frame: number): boolean {
  const energyAt = (at: number) => {
    const from = Math.max(0, Math.min(frames - 1, at)) * BANDS;
    return energies.subarray(from, from + BANDS).reduce((sum, energy) => sum + energy, 0);
  };
  return energyAt(frame + framesRead) < BREAK * energyAt(frame - framesRead);
}

/** A reading that reaches over an end tells of the cut, which rings in every band: there what the next whole one tells. */
function holdEdges(z: Float64Array, { frames, framesRead }: BandLevels) {
  const half = framesRead / 2;
  if (frames <= 2 * half) return;
  for (let n = 0; n < half; n++) {
    z.copyWithin(n * BANDS, half * BANDS, (half + 1) * BANDS);
    z.copyWithin((frames - 1 - n) * BANDS, (frames - 1 - half) * BANDS, (frames - half) * BANDS);
  }
}

/** Rise against the loudest of the neighbouring bands a moment before, so that a pitch that glides is no event. */
function riseAt(z: Float64Array, frame: number, band: number): number {
  const before = (frame - LAG) * BANDS + band;
  const here = z[frame * BANDS + band] ?? 0;
  if (frame < LAG) return here - USUAL_Z;
  return (
    here -
    Math.max(band > 0 ? (z[before - 1] ?? 0) : 0, z[before] ?? 0, band + 1 < BANDS ? (z[before + 1] ?? 0) : 0)
  );
}

/** Mean rise of all bands. */
function wideRises(z: Float64Array, frames: number): Float64Array {
  return Float64Array.from({ length: frames }, (_, frame) => {
    let sum = 0;
    for (let band = 0; band < BANDS; band++) sum += Math.max(0, riseAt(z, frame, band));
    return sum / BANDS;
  });
}

/** Mean of the largest few rises, each above all that its band held just before: a ripple in a tail is no event. */
function thinRises(z: Float64Array, frames: number): Float64Array {
  const rises = new Float64Array(BANDS);
  return Float64Array.from({ length: frames }, (_, frame) => {
    for (let band = 0; band < BANDS; band++) {
      let mask = 0;
      for (let k = LAG; k <= MASK_FRAMES && k <= frame; k++)
        mask = Math.max(mask, z[(frame - k) * BANDS + band] ?? 0);
      const here = z[frame * BANDS + band] ?? 0;
      rises[band] = Math.max(0, Math.min(riseAt(z, frame, band), here - mask));
    }
    // Moves the largest behind that place.
    let sum = nthSmallest(rises, BANDS - THIN_BANDS);
    for (let k = 1; k < THIN_BANDS; k++) sum += rises[BANDS - k] ?? 0;
    return sum / THIN_BANDS;
  });
}

const smooth3 = (values: Float64Array): Float64Array =>
  values.map((value, i) => 0.25 * (values[i - 1] ?? 0) + 0.5 * value + 0.25 * (values[i + 1] ?? 0));

function scale(values: Float64Array, threshold: number) {
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) / threshold;
}

/** Median plus so many standard deviations, estimated from the median absolute deviation. */
function medianAndMad(values: Float64Array, times: number): number {
  const median = medianOf(values);
  return median + times * 1.48 * medianOf(values.map((value) => Math.abs(value - median)));
}

const strongest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, value), 0);

function pickPeaks(strength: Float64Array, framesPerS: number): Onset[] {
  const top = Math.max(1, Math.round(TOP_S * framesPerS));
  const apart = Math.round(APART_S * framesPerS);
  const local = Math.round(LOCAL_S * framesPerS);
  const events: Onset[] = [];
  let last = -Infinity;
  for (let i = 0; i < strength.length; i++) {
    const here = strength[i] ?? 0;
    if (here < 1) continue;
    const isNear = i - last < apart;
    // The end of one sound just before the next is not the hit.
    if (isNear && here < OUTWEIGHS * (events.at(-1)?.strength ?? 0)) continue;
    if (strength.subarray(Math.max(0, i - top), i + top + 1).some((other) => other > here)) continue;
    if (here - medianOf(strength.subarray(Math.max(0, i - local), i + local + 1)) < ABOVE_LOCAL) continue;
    if (isNear) events.pop();
    events.push({ seconds: i / framesPerS, strength: here });
    last = i;
  }
  return events;
}

import { createMedian, nthSmallest } from '../../../../audio/nth-smallest.ts';
import { BANDS, type BandLevels } from './band-levels.ts';

const FLOOR_DB = 60;
/** A rise is measured over this many frames (about 12 ms), long enough for a soft attack. */
const LAG = 2;

/** How much the sound starts anew at each moment; frame i stands at i / framesPerS seconds. */
export interface Novelty {
  values: Float64Array;
  framesPerS: number;
}

/**
 * Rises of level in each band, in dB, averaged over the bands. Before the start each band is taken to be at rest,
 * so that a hit on the very first sample is a rise and a bed that is simply there is none.
 */
export function novelty({ energies, frames, framesPerS, framesRead }: BandLevels): Novelty {
  const values = new Float64Array(frames);
  const loudestBand = energies.reduce((most, energy) => Math.max(most, energy), 0);
  if (loudestBand === 0) return { values, framesPerS };
  const floor = loudestBand * 10 ** (-FLOOR_DB / 10);
  const db = energies.map((energy) => 10 * Math.log10(energy + floor));
  const rest = restingDb(db, frames);
  for (let frame = 0; frame < frames; frame++) {
    let rise = 0;
    for (let band = 0; band < BANDS; band++) {
      const before = db[(frame - LAG) * BANDS + band] ?? -Infinity;
      // The first frames reach out of the sound and read too low.
      const from = frame < LAG + framesRead ? Math.max(before, rest[band] ?? 0) : before;
      rise += Math.max(0, (db[frame * BANDS + band] ?? 0) - from);
    }
    values[frame] = rise / BANDS;
  }
  return { values, framesPerS };
}

/** The level each band falls back to: a tenth of its frames are quieter. */
function restingDb(db: Float64Array, frames: number): Float64Array {
  return Float64Array.from({ length: BANDS }, (_, band) => {
    const levels = new Float64Array(frames);
    for (let frame = 0; frame < frames; frame++) levels[frame] = db[frame * BANDS + band] ?? 0;
    return nthSmallest(levels, Math.floor(frames / 10));
  });
}

const NEIGHBOURHOOD_S = 0.1;
const APART_S = 0.05;
/** How far a peak must stand above what surrounds it, dB averaged over the bands. */
const PEAK_DB = 3;
/** … and above this share of the strongest peaks, so that the ripples of a noisy tail do not count. */
const PEAK_SHARE = 0.2;

export interface Onset {
  seconds: number;
  strength: number;
}

/** The single events of a sound, in order. A steady sound has none, not even at its start. */
export function findOnsets({ values, framesPerS }: Novelty): Onset[] {
  const reach = Math.round(NEIGHBOURHOOD_S * framesPerS);
  const apart = Math.round(APART_S * framesPerS);
  const local = new Float64Array(values.length);
  const medianOf = createMedian(2 * reach + 1);
  for (let i = 0; i < values.length; i++)
    local[i] = (values[i] ?? 0) - medianOf(values, i - reach, i + reach + 1);
  const strongest = local.toSorted().at(-Math.max(1, Math.round(local.length * 0.002))) ?? 0;
  const threshold = Math.max(PEAK_DB, PEAK_SHARE * strongest);
  const onsets: Onset[] = [];
  let last = -Infinity;
  for (let i = 0; i < local.length; i++) {
    const strength = local[i] ?? 0;
    if (strength < threshold || i - last < apart) continue;
    const window = local.subarray(Math.max(0, i - 3), i + 4);
    if (window.some((other) => other > strength)) continue;
    onsets.push({ seconds: i / framesPerS, strength });
    last = i;
  }
  return onsets;
}

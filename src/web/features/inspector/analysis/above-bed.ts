import { nthSmallest } from '../../../../audio/nth-smallest.ts';
import { BANDS, type BandLevels } from './band-levels.ts';

/** Quieter than the loudest band by this much counts as silence. */
const FLOOR_DB = 70;
/** A bed's level is measured over this much sound around each moment. */
const BED_S = 8;
const BED_STEP_S = 0.5;
/** A band is below its bed for this share of the time, and for the other in the bed's lulls. */
const BED_SHARE = 0.4;
const LULL_SHARE = 0.12;
/** From lull to bed: of steady noise in a band of one bin, measured; √n times less in one of n. */
const NOISE_SWING_DB = 6;
/** A bed swings at most so many times as far as steady noise; what a band swings beyond it are its events' tails. */
const MOST_SWING = 2;
const SMALLEST_SPREAD_DB = 2.2;
const HIGHEST_Z = 8;
/** What all bands do together over this long is a swell of the bed, no event. */
const SWELL_S = 1;
const SWELL_STEP_S = 0.1;
const SWELL_SHARE = 0.35;
/** A bed that has gone quieter than this has ended. */
const DEEPEST_SWELL_DB = -12;

/** How far each band stands above its bed, in spreads of that bed, 0–8: frame by frame, BANDS each; null for silence. */
export function aboveBed(levels: BandLevels): Float64Array | null {
  const { energies, frames, framesPerS } = levels;
  const loudest = energies.reduce((most, energy) => Math.max(most, energy), 0);
  if (loudest === 0) return null;
  const floor = loudest * 10 ** (-FLOOR_DB / 10);
  const bands = Array.from({ length: BANDS }, (_, band) => {
    const db = new Float64Array(frames);
    for (let frame = 0; frame < frames; frame++)
      db[frame] = 10 * Math.log10((energies[frame * BANDS + band] ?? 0) + floor);
    return db;
  });
  takeSwellsOut(bands, levels, 10 * Math.log10(2 * floor));
  const noise = noiseSwings(levels);
  const reach = Math.round((BED_S / 2) * framesPerS);
  const step = Math.max(1, Math.round(BED_STEP_S * framesPerS));
  const z = new Float64Array(energies.length);
  // One for all: made anew for each band and moment, they are much to clear away.
  const around = new Float64Array(Math.min(frames, 2 * reach));
  for (let start = 0; start < frames; start += step) {
    const from = Math.max(0, Math.min(start + step / 2 - reach, frames - 2 * reach) | 0);
    const beds = bands.map((db) => {
      around.set(db.subarray(from, from + around.length));
      return bedOf(around);
    });
    const times = Float64Array.from(beds, ({ swing }, band) => swing / (noise[band] ?? 1));
    const most = Math.min(MOST_SWING, Math.max(1, nthSmallest(times, BANDS / 2)));
    for (const [band, { lull, swing }] of beds.entries()) {
      const within = Math.min(swing, most * (noise[band] ?? 1));
      const spread = Math.max(SMALLEST_SPREAD_DB, 1.1 * within);
      for (let frame = start; frame < Math.min(frames, start + step); frame++) {
        const above = ((bands[band]?.[frame] ?? 0) - lull - within) / spread;
        z[frame * BANDS + band] = Math.max(0, Math.min(HIGHEST_Z, above));
      }
    }
  }
  return z;
}

/** Moves the values about. */
function bedOf(around: Float64Array): { lull: number; swing: number } {
  const bed = nthSmallest(around, Math.floor(around.length * BED_SHARE));
  const lull = nthSmallest(around, Math.floor(around.length * LULL_SHARE));
  return { lull, swing: bed - lull };
}

/** dB from lull to bed that steady noise has in each band. */
function noiseSwings({ edgesHz, framesPerS, framesRead }: BandLevels): Float64Array {
  const binHz = framesPerS / framesRead;
  return Float64Array.from({ length: BANDS }, (_, band) => {
    const bins = ((edgesHz[band + 1] ?? 0) - (edgesHz[band] ?? 0)) / binHz;
    return NOISE_SWING_DB / Math.sqrt(Math.max(1, bins));
  });
}

/** A gust or a wave lifts all bands, and would hide the events of its lulls. Bands that hold nothing stay as they are. */
function takeSwellsOut(bands: readonly Float64Array[], { frames, framesPerS }: BandLevels, quietDb: number) {
  const common = commonLift(bands, frames);
  const half = Math.round((SWELL_S / 2) * framesPerS);
  const step = Math.max(1, Math.round(SWELL_STEP_S * framesPerS));
  const swellAt = (at: number): number => {
    const from = Math.max(0, Math.min(frames - 2 * half, at - half));
    const around = common.slice(from, Math.max(at, half) + half);
    return Math.max(DEEPEST_SWELL_DB, nthSmallest(around, Math.floor(around.length * SWELL_SHARE)));
  };
  let next = swellAt(0);
  for (let start = 0; start < frames; start += step) {
    const here = next;
    next = swellAt(start + step);
    for (const db of bands) {
      for (let frame = start; frame < Math.min(frames, start + step); frame++) {
        const level = db[frame] ?? 0;
        const swell = here + ((next - here) * (frame - start)) / step;
        if (level > quietDb) db[frame] = Math.max(quietDb, level - swell);
      }
    }
  }
}

/** dB by which most bands stand above what they usually hold, frame by frame. */
function commonLift(bands: readonly Float64Array[], frames: number): Float64Array {
  const usual = bands.map((db) => nthSmallest(db.slice(), Math.floor(frames * BED_SHARE)));
  const lifts = new Float64Array(BANDS);
  const common = new Float64Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    for (let band = 0; band < BANDS; band++) lifts[band] = (bands[band]?.[frame] ?? 0) - (usual[band] ?? 0);
    common[frame] = nthSmallest(lifts, Math.floor(BANDS * BED_SHARE));
  }
  return common;
}

import { lengthOf, type Pcm } from '../../../../audio/pcm.ts';
import { createSpectrum, melEdges } from '../../../../audio/spectrum.ts';

export const BANDS = 36;
const FRAME_S = 0.023;
const LOWEST_HZ = 40;
const HIGHEST_HZ = 16_000;

/** The energy of a sound in 36 mel bands; frame i stands at i / framesPerS seconds. */
export interface BandLevels {
  /** Frame by frame, BANDS values each. */
  energies: Float64Array;
  frames: number;
  framesPerS: number;
  /** Frames that one reading reaches over. */
  framesRead: number;
  /** Where each band begins, and the last one ends. */
  edgesHz: readonly number[];
}

export function measureBandLevels(pcm: Pcm): BandLevels {
  const size = 2 ** Math.round(Math.log2(FRAME_S * pcm.sampleRate));
  const hop = size / 4;
  const spectrum = createSpectrum(pcm, size);
  const edges = melEdges(BANDS, LOWEST_HZ, Math.min(HIGHEST_HZ, pcm.sampleRate * 0.45), spectrum.binHz);
  const frames = Math.ceil(lengthOf(pcm) / hop);
  const energies = new Float64Array(frames * BANDS);
  for (let frame = 0; frame < frames; frame++) {
    const power = spectrum.read(frame * hop - size / 2);
    for (let band = 0; band < BANDS; band++) {
      let energy = 0;
      const end = edges[band + 1] ?? 0;
      for (let bin = edges[band] ?? 0; bin < end; bin++) energy += power[bin] ?? 0;
      energies[frame * BANDS + band] = energy;
    }
  }
  const edgesHz = Array.from(edges, (bin) => bin * spectrum.binHz);
  return { energies, frames, framesPerS: pcm.sampleRate / hop, framesRead: size / hop, edgesHz };
}

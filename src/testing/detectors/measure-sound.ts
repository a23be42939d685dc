import type { Stereo } from '../../synth/stereo.ts';
import { detectSeam } from './detect-seam.ts';
import { monoOf, spectrogram } from './spectrogram.ts';

const RATE = 44_100;

export interface Measured {
  seconds: number;
  peakDb: number;
  rmsDb: number;
  crestDb: number;
  /** Where half of the energy lies below, Hz: brightness. */
  centroid: number;
  /** 0 a tone … 1 white noise. */
  flatness: number;
  /** −1 … 1 between the sides. */
  correlation: number;
  dc: number;
  finite: boolean;
  seam: number;
  clicks: boolean;
}

/** What can be said of a sound by looking at its samples alone. */
export function measure({ left, right }: Stereo): Measured {
  const mono = monoOf(left, right);
  let [peak, power, lr, ll, rr, dc] = [0, 0, 0, 0, 0, 0];
  let finite = true;
  for (let i = 0; i < left.length; i++) {
    const [l, r] = [left[i]!, right[i]!];
    if (!Number.isFinite(l) || !Number.isFinite(r)) finite = false;
    peak = Math.max(peak, Math.abs(l), Math.abs(r));
    power += l * l + r * r;
    lr += l * r;
    ll += l * l;
    rr += r * r;
    dc += l + r;
  }
  const rms = Math.sqrt(power / (2 * left.length));
  const [a, b] = [detectSeam(left), detectSeam(right)];
  const spectrum = averageSpectrum(mono);
  const db = (value: number) => 20 * Math.log10(value + 1e-12);
  return {
    seconds: left.length / RATE,
    peakDb: db(peak),
    rmsDb: db(rms),
    crestDb: db(peak) - db(rms),
    centroid: centroidOf(spectrum),
    flatness: flatnessOf(spectrum),
    correlation: lr / Math.sqrt(ll * rr || 1),
    dc: Math.abs(dc) / (2 * left.length),
    finite,
    seam: Math.max(a.ratio, b.ratio),
    clicks: a.clicks || b.clicks,
  };
}

const SIZE = 2048;

export function averageSpectrum(mono: Float32Array): Float64Array {
  const sum = new Float64Array(SIZE / 2);
  for (const frame of spectrogram(mono, SIZE, SIZE))
    frame.forEach((level, bin) => (sum[bin]! += level * level));
  return sum;
}

function centroidOf(spectrum: Float64Array): number {
  let [weighted, total] = [0, 0];
  spectrum.forEach((power, bin) => {
    weighted += Math.sqrt(power) * bin;
    total += Math.sqrt(power);
  });
  return ((weighted / (total || 1)) * RATE) / SIZE;
}

function flatnessOf(spectrum: Float64Array): number {
  const band = spectrum.slice(5, 600);
  const log = band.reduce((sum, power) => sum + Math.log(power + 1e-12), 0) / band.length;
  return Math.exp(log) / (band.reduce((sum, power) => sum + power, 0) / band.length || 1);
}

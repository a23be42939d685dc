import { lengthOf, type Pcm, type Samples } from '../../../src/audio/pcm.ts';
import { createSpectrum } from '../../../src/audio/spectrum.ts';
import { median } from '../figure.ts';

const FRAME = 4096;

/** Where the middle of a sound's spectrum lies: mean of the frequencies by their magnitude. */
export function centroidHz(pcm: Pcm): number {
  const spectrum = createSpectrum(pcm, FRAME);
  let [weighted, total] = [0, 0];
  for (let start = 0; start + FRAME <= lengthOf(pcm); start += FRAME / 2) {
    const power = spectrum.read(start);
    for (let bin = 1; bin < power.length; bin++) {
      const magnitude = Math.sqrt(power[bin] ?? 0);
      weighted += magnitude * bin * spectrum.binHz;
      total += magnitude;
    }
  }
  return total === 0 ? 0 : weighted / total;
}

const STEP_S = 0.001;
const QUIET = 0.1;
const LOUD = 0.6;
const LONGEST_RISE = 60;

/** How long the strongest hits take from a tenth to nine tenths of their peak, in steps of 1 ms; null where nothing is struck. */
export function riseMs({ channels, sampleRate }: Pcm): number | null {
  const levels = levelsOf(channels[0] ?? new Float32Array(), Math.round(STEP_S * sampleRate));
  const highest = Math.max(...levels);
  const rises: number[] = [];
  for (let at = LONGEST_RISE; at < levels.length; at++) {
    const peak = levels[at] ?? 0;
    if (peak < LOUD * highest || peak < Math.max(...levels.slice(at - 20, at + 20))) continue;
    let from = at;
    while (from > at - LONGEST_RISE && (levels[from - 1] ?? 0) > QUIET * peak) from--;
    if (from > at - LONGEST_RISE) rises.push(at - from);
    at += LONGEST_RISE;
  }
  // The median: a hit that rises within the tail of another one takes long.
  return rises.length === 0 ? null : median(rises);
}

function levelsOf(channel: Samples, step: number): number[] {
  return Array.from({ length: Math.floor(channel.length / step) }, (_, n) => {
    let most = 0;
    for (let i = n * step; i < (n + 1) * step; i++) most = Math.max(most, Math.abs(channel[i] ?? 0));
    return most;
  });
}

import { readBlob } from '../../lib/read-blob.ts';

/** Loudest sample of each of this many slices: all that a waveform on a card can show. */
const PEAKS = 160;
/** Decoded at this rate only to be looked at. */
const LOOK_HZ = 8000;
/** So many are worked out at once: all of a long take would hold the page up. */
const SLICES = 8;
const CACHE_MAX = 400;

const known = new Map<string, Float32Array>();
let last: Promise<Float32Array | null> = Promise.resolve(null);
/** One for all: making one costs more than a frame has on a slow machine. */
let context: OfflineAudioContext | null = null;

/**
 * Peaks 0–1 of the audio at `url`, decoded one at a time; null when it cannot be read.
 * @param isWanted asked when its turn comes: what went meanwhile is not fetched
 */
export async function peaksOf(url: string, isWanted: () => boolean): Promise<Float32Array | null> {
  const turn = async () => known.get(url) ?? (isWanted() ? decode(url) : null);
  return known.get(url) ?? (last = last.then(turn));
}

async function decode(url: string): Promise<Float32Array | null> {
  try {
    const response = await fetch(url);
    if (!response.ok) return null;
    const bytes = await readBlob(await response.blob());
    context ??= new OfflineAudioContext(1, 1, LOOK_HZ);
    const audio = await context.decodeAudioData(bytes.buffer);
    const peaks = await toPeaks(audio.getChannelData(0), PEAKS);
    known.set(url, peaks);
    for (const oldest of known.keys()) if (known.size > CACHE_MAX) known.delete(oldest);
    return peaks;
  } catch {
    // Not audio this browser knows; the take still plays or says why not.
    return null;
  }
}

async function toPeaks(samples: Float32Array, count: number): Promise<Float32Array> {
  const peaks = new Float32Array(count);
  for (let slice = 0, at = 0; slice < count; slice++) {
    const end = Math.floor(((slice + 1) * samples.length) / count);
    let peak = 0;
    while (at < end) peak = Math.max(peak, Math.abs(samples[at++] ?? 0));
    peaks[slice] = peak;
    if (slice % SLICES === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  const loudest = Math.max(...peaks) || 1;
  return peaks.map((peak) => peak / loudest);
}

/** Loudest sample of each of this many slices: all that a waveform on a card can show. */
export const PEAKS = 160;
/** Decoded at this rate only to be looked at. */
const LOOK_HZ = 8000;
const CACHE_MAX = 400;

const known = new Map<string, Float32Array>();
let last: Promise<Float32Array | null> = Promise.resolve(null);

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
    // A blob: several MB read at once would hold the page up.
    const audio = await new OfflineAudioContext(1, 1, LOOK_HZ).decodeAudioData(
      await (await response.blob()).arrayBuffer(),
    );
    const peaks = toPeaks(audio.getChannelData(0), PEAKS);
    known.set(url, peaks);
    const [oldest = ''] = known.keys();
    if (known.size > CACHE_MAX) known.delete(oldest);
    return peaks;
  } catch {
    // Not audio this browser knows; the take still plays or says why not.
    return null;
  }
}

function toPeaks(samples: Float32Array, count: number): Float32Array {
  const peaks = new Float32Array(count).map((_, slice) => {
    const end = Math.floor(((slice + 1) * samples.length) / count);
    let peak = 0;
    for (let at = Math.floor((slice * samples.length) / count); at < end; at++)
      peak = Math.max(peak, Math.abs(samples[at] ?? 0));
    return peak;
  });
  const loudest = Math.max(...peaks) || 1;
  return peaks.map((peak) => peak / loudest);
}

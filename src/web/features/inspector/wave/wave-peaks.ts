import { lengthOf, type Pcm } from '../../../../audio/pcm.ts';

/** Samples per stored peak; closer in, the samples themselves are read. */
const BLOCK = 256;

interface Peaks {
  low: Float32Array;
  high: Float32Array;
  /** Blocks that are known; those of a long sound come frame by frame. */
  known: number;
}

const made = new WeakMap<Pcm, Peaks>();
/** Work on the page's own thread between two frames. */
const SLICE_MS = 8;
const BLOCKS_A_LOOK = 256;

export const arePeaksKnown = (pcm: Pcm): boolean => {
  const peaks = made.get(pcm);
  return peaks !== undefined && peaks.known === peaks.low.length;
};

/** Lowest and highest sample of each block, over all channels; each call goes on where the last one had to end. */
export function peaksOf(pcm: Pcm): Peaks {
  const count = Math.ceil(lengthOf(pcm) / BLOCK);
  const peaks = made.get(pcm) ?? { low: new Float32Array(count), high: new Float32Array(count), known: 0 };
  made.set(pcm, peaks);
  const until = performance.now() + SLICE_MS;
  while (peaks.known < count) {
    const end = Math.min(count, peaks.known + BLOCKS_A_LOOK);
    for (const channel of pcm.channels) lookAt(channel, peaks, end);
    peaks.known = end;
    if (performance.now() > until) break;
  }
  return peaks;
}

function lookAt(channel: Float32Array, { low, high, known }: Peaks, end: number): void {
  for (let block = known; block < end; block++) {
    let [lowest, highest] = [low[block] ?? 0, high[block] ?? 0];
    const last = Math.min(channel.length, (block + 1) * BLOCK);
    for (let i = block * BLOCK; i < last; i++) {
      const x = channel[i] ?? 0;
      if (x < lowest) lowest = x;
      else if (x > highest) highest = x;
    }
    low[block] = lowest;
    high[block] = highest;
  }
}

/** Lowest and highest in `from` up to `to`. */
export function extremes(pcm: Pcm, from: number, to: number): [low: number, high: number] {
  let [low, high] = [0, 0];
  const first = Math.max(0, Math.floor(from));
  const last = Math.max(first + 1, Math.ceil(to));
  if (last - first > 2 * BLOCK) {
    const peaks = made.get(pcm) ?? peaksOf(pcm);
    const end = Math.min(last / BLOCK, peaks.known);
    for (let block = Math.floor(first / BLOCK); block < end; block++) {
      low = Math.min(low, peaks.low[block] ?? 0);
      high = Math.max(high, peaks.high[block] ?? 0);
    }
    return [low, high];
  }
  for (const channel of pcm.channels)
    for (let i = first; i < Math.min(last, channel.length); i++) {
      low = Math.min(low, channel[i] ?? 0);
      high = Math.max(high, channel[i] ?? 0);
    }
  return [low, high];
}

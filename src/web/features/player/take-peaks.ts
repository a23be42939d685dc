/** Loudest sample of each of this many slices: all that a waveform on a card can show. */
const PEAKS = 160;
/** Decoded at this rate only to be looked at. */
const LOOK_HZ = 8000;
/** Samples that are looked at: all of a long take would hold the page up. */
const LOOKED_AT = 320_000;
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
    const bytes = (await fetchInWorker(url)) ?? (await (await fetch(url)).arrayBuffer());
    context ??= new OfflineAudioContext(1, 1, LOOK_HZ);
    const audio = await context.decodeAudioData(bytes);
    const peaks = toPeaks(audio.getChannelData(0));
    known.set(url, peaks);
    for (const oldest of known.keys()) if (known.size > CACHE_MAX) known.delete(oldest);
    return peaks;
  } catch {
    // Not audio this browser knows; the take still plays or says why not.
    return null;
  }
}

let worker: Worker | null = null;
let answer: (bytes: ArrayBuffer | undefined) => void;

function openWorker(): Worker {
  const opened = new Worker(new URL('./fetch-worker.ts', import.meta.url), { type: 'module' });
  opened.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer | undefined>) => answer(data));
  opened.addEventListener('error', () => {
    worker = null;
    answer(undefined);
  });
  return opened;
}

/** One at a time. Undefined where the worker's program is not here: then the page itself fetches. */
const fetchInWorker = (url: string): Promise<ArrayBuffer | undefined> =>
  new Promise((resolve) => {
    answer = resolve;
    worker ??= openWorker();
    worker.postMessage(new URL(url, location.href).href, []);
  });

function toPeaks(samples: Float32Array): Float32Array {
  const { length } = samples;
  const peaks = new Float32Array(PEAKS);
  const step = Math.ceil(length / LOOKED_AT);
  for (let at = 0; at < length; at += step) {
    const slice = Math.floor((at * PEAKS) / length);
    peaks[slice] = Math.max(peaks[slice] ?? 0, Math.abs(samples[at] ?? 0));
  }
  const loudest = Math.max(...peaks) || 1;
  return peaks.map((peak) => peak / loudest);
}

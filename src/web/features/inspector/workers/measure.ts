import type { Pcm } from '../../../../audio/pcm.ts';
import type { Asked, Report } from '../analysis/analyse.ts';
import { decode, type Decoded } from '../decode.ts';
import type { InspectedSound } from '../inspected-sound.ts';
import { analyseAndDrop, analyseInWorker } from './sound-workers.ts';

const reports = new WeakMap<Pcm, Map<string, Promise<Report>>>();

/** The same sound is measured once; only its bars depend on the BPM and metre asked for. */
export function reportOf(pcm: Pcm, asked: Asked): Promise<Report> {
  const known = reports.get(pcm) ?? new Map<string, Promise<Report>>();
  reports.set(pcm, known);
  const bars = `${asked.bpm} ${asked.perBar}`;
  const report = known.get(bars) ?? analyseInWorker(pcm, asked);
  known.set(bars, report);
  // What failed is tried again when it is next asked for.
  report.catch(() => known.delete(bars));
  return report;
}

const lufs = new WeakMap<Pcm, number>();
const listeners = new Set<() => void>();
let measuredCount = 0;

/** Loudness of many sounds, told as it comes in. */
export const loudness = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  count: (): number => measuredCount,
  of: (pcm: Pcm): number | undefined => lufs.get(pcm),
  want: (pcm: Pcm, asked: Asked): void => {
    if (lufs.has(pcm)) return;
    void learn(pcm, asked);
  },
};

async function learn(pcm: Pcm, asked: Asked): Promise<void> {
  try {
    const { loudness: heard } = await reportOf(pcm, asked);
    if (heard.kind !== 'measured' || lufs.has(pcm)) return;
    lufs.set(pcm, heard.lufs);
    measuredCount++;
    for (const listener of listeners) listener();
  } catch {
    // What cannot be measured plays at its own level; the table says why.
  }
}

/** Decoded sound is large: only the last few stay. */
const KEPT = 4;
const decoded = new Map<string, Promise<Decoded>>();

export function decodedOf({ id, source }: Pick<InspectedSound, 'id' | 'source'>): Promise<Decoded> {
  const known = decoded.get(id);
  const sound = known ?? decode(source);
  decoded.delete(id);
  decoded.set(id, sound);
  // What could not be read may be readable later.
  if (!known) sound.catch(() => decoded.delete(id));
  const [oldest] = decoded.keys();
  if (decoded.size > KEPT && oldest !== undefined) decoded.delete(oldest);
  return sound;
}

/** Gives their memory back. */
export const forgetDecoded = (): void => decoded.clear();

/**
 * Measures a sound that nobody listens to: it is neither copied nor kept.
 * @param idle waits until the page has nothing better to do
 */
export async function measureOnce(source: string, asked: Asked, idle: () => Promise<void>): Promise<Report> {
  const known = decoded.get(source);
  if (known) return reportOf((await known).pcm, asked);
  const { pcm } = await decode(source);
  await idle();
  return analyseAndDrop(pcm, asked);
}

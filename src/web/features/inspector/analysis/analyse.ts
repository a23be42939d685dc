import type { SoundKey } from '#shared/key/key-facts.ts';

import { measureLoudness, measureTruePeak, type Loudness } from '../../../../audio/loudness.ts';
import { durationOf, isFinitePcm, lengthOf, type Pcm } from '../../../../audio/pcm.ts';
import { measureEdges } from '../../../../audio/silent-edges.ts';
import { words } from '../../../strings/edit-strings.ts';
import { measureBars, type Bars } from './bars.ts';
import { measureChroma } from './chroma.ts';
import { measureKey, type MeasuredKey } from './measure-key.ts';
import { measureSeam, type Seam } from './measure-seam.ts';
import { measureTempo, type Tempo } from './measure-tempo.ts';
import { findOnsets, novelty } from './onsets.ts';

/** What the sound was to be; null and `Any` where nothing was asked. */
export interface Asked {
  bpm: number | null;
  key: SoundKey | null;
  loop: boolean;
}

export interface Report {
  durationS: number;
  tempo: Tempo;
  bars: Bars;
  key: MeasuredKey;
  seam: Seam;
  loudness: Loudness;
  /** dBTP; null for silence. */
  truePeakDb: number | null;
  /** Silence before and after, seconds; null when all of it is silent. */
  edges: { leadS: number; tailS: number } | null;
  /** How many single events start in it; a steady sound has none. */
  onsets: number;
}

export interface AnalyseOptions {
  /** 0–1, after each step. */
  onProgress?: (done: number) => void;
  /** Looked at between steps. */
  signal?: AbortSignal;
  /** Lets messages through between steps. */
  pause?: () => Promise<void>;
}

const STEPS = 5;

/** Measures one sound. Rejects with the signal's reason when called off, with a RangeError when it is no audio at all. */
export async function analyse(pcm: Pcm, asked: Asked, options: AnalyseOptions = {}): Promise<Report> {
  if (lengthOf(pcm) === 0) throw new RangeError(words.noAudio);
  if (!isFinitePcm(pcm)) throw new RangeError(words.notNumbers);
  let done = 0;
  async function step<T>(measure: () => T): Promise<T> {
    options.signal?.throwIfAborted();
    const result = measure();
    options.onProgress?.(++done / STEPS);
    await options.pause?.();
    return result;
  }

  const [loudness, truePeak] = await step(() => [measureLoudness(pcm), measureTruePeak(pcm)] as const);
  const onsetCurve = await step(() => novelty(pcm));
  const [onsets, tempo] = await step(() => {
    const found = findOnsets(onsetCurve).length;
    return [found, measureTempo(onsetCurve, found)] as const;
  });
  const key = await step(() => measureKey(measureChroma(pcm)));
  const seam = await step(() => measureSeam(pcm));
  options.signal?.throwIfAborted();
  const edges = measureEdges(pcm);
  return {
    durationS: durationOf(pcm),
    tempo,
    bars: measureBars(pcm, asked.bpm),
    key,
    seam,
    loudness,
    truePeakDb: Number.isFinite(truePeak) ? truePeak : null,
    edges:
      edges.kind === 'silent'
        ? null
        : { leadS: edges.lead / pcm.sampleRate, tailS: edges.tail / pcm.sampleRate },
    onsets,
  };
}

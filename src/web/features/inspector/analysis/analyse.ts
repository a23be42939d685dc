import type { SoundKey } from '#shared/key/key-facts.ts';

import { measureLoudness, type Loudness } from '../../../../audio/loudness.ts';
import { durationOf, isFinitePcm, lengthOf, type Pcm } from '../../../../audio/pcm.ts';
import { measureEdges } from '../../../../audio/silent-edges.ts';
import { measureTruePeak } from '../../../../audio/true-peak.ts';
import { words } from '../../../strings/edit-strings.ts';
import { measureBandLevels, type BandLevels } from './band-levels.ts';
import { measureBars, type Bars } from './bars.ts';
import { measureChroma } from './chroma.ts';
import { findEvents } from './find-events.ts';
import { findHits, type Hit } from './find-hits.ts';
import { measureKey, type MeasuredKey } from './measure-key.ts';
import { measureSeam, type Seam } from './measure-seam.ts';
import { measureTempo, type Tempo } from './measure-tempo.ts';
import { findOnsets, novelty } from './onsets.ts';

/** What the sound was to be; null and `Any` where nothing was asked. */
export interface Asked {
  bpm: number | null;
  key: SoundKey | null;
  loop: boolean;
  /** Beats of a bar, where a file tells its metre; else 4. */
  perBar?: number;
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
  /** Where they do, in order. */
  hits: Hit[];
}

/** Hits are counted as they stand out of the music: dense music has more of them than single events. */
function tempoOf(pcm: Pcm, levels: BandLevels): Tempo {
  const curve = novelty(levels);
  const onsets = findOnsets(curve).length;
  return measureTempo({ levels, novelty: curve, onsets, durationS: durationOf(pcm) });
}

/** Measures one sound; throws a RangeError when it is no audio at all. */
export function analyse(pcm: Pcm, asked: Asked): Report {
  if (lengthOf(pcm) === 0) throw new RangeError(words.noAudio);
  if (!isFinitePcm(pcm)) throw new RangeError(words.notNumbers);
  const truePeakDb = measureTruePeak(pcm);
  const levels = measureBandLevels(pcm);
  const edges = measureEdges(pcm);
  const events = findEvents(levels);
  return {
    durationS: durationOf(pcm),
    tempo: tempoOf(pcm, levels),
    bars: measureBars(pcm, asked.bpm, asked.perBar),
    key: measureKey(measureChroma(pcm)),
    seam: measureSeam(pcm),
    loudness: measureLoudness(pcm),
    truePeakDb: Number.isFinite(truePeakDb) ? truePeakDb : null,
    edges:
      edges.kind === 'silent'
        ? null
        : { leadS: edges.lead / pcm.sampleRate, tailS: edges.tail / pcm.sampleRate },
    onsets: events.length,
    hits: findHits(pcm, events),
  };
}

import { SLICES_MAX, type TakeEdit } from '#shared/take-edits.ts';

import type { Marker } from '../../../../audio/files/file-facts.ts';
import {
  durationOf,
  fromDb,
  lengthOf,
  mapChannels,
  samplesIn,
  slice,
  type Pcm,
} from '../../../../audio/pcm.ts';
import { measureTruePeak } from '../../../../audio/true-peak.ts';
import type { Hit } from '../analysis/find-hits.ts';
import { fadeIn, fadeOut } from './fade.ts';
import { CEILING_DBTP } from './normalise.ts';
import { endOfTail } from './single-hit.ts';

export type Slicing = Extract<TakeEdit, { kind: 'slice' }>;

const FADE_IN_S = 0.002;

/** Hits that such a sensitivity finds: 0 only the strongest, 1 all. */
export function hitsAt(hits: readonly Hit[], sensitivity: number): Hit[] {
  const strongest = hits.reduce((most, { strength }) => Math.max(most, strength), 1);
  // By ratio, as loudness is heard.
  const threshold = strongest ** (1 - sensitivity) * 0.999;
  return hits.filter(({ strength }) => strength >= threshold);
}

/** Cuts on every beat. */
export function beatCuts(pcm: Pcm, bpm: number, beatsEach = 1): number[] {
  const step = (60 / bpm) * pcm.sampleRate * beatsEach;
  return Array.from({ length: Math.ceil(lengthOf(pcm) / step - 0.01) }, (_, n) => Math.round(n * step));
}

/** What stands before the first marker is a slice of its own only where it is longer. */
const SHORTEST_LEAD_S = 0.01;

/** Cuts on every marker. */
function markerCuts(pcm: Pcm, markers: readonly Marker[]): number[] {
  const cuts = markers.map(({ at }) => at);
  return (cuts[0] ?? 0) > samplesIn(pcm, SHORTEST_LEAD_S) ? [0, ...cuts] : cuts;
}

/** What a sound may be cut by. */
export interface CutSource {
  pcm: Pcm;
  hits: readonly Hit[];
  bpm: number | null;
  markers: readonly Marker[];
}

/** The cuts of that sound: found anew, or where they were set by hand, at the same part of it. */
export function cutsOf(
  { by, sensitivity, cuts, of }: Pick<Slicing, 'by' | 'sensitivity' | 'of'> & { cuts: readonly number[] },
  { pcm, hits, bpm, markers }: CutSource,
): Pick<Slicing, 'cuts' | 'of'> {
  const length = lengthOf(pcm);
  const moved = of ? cuts.map((cut) => Math.min(length, Math.round((cut * length) / of))) : cuts;
  const found = {
    hits: hitsAt(hits, sensitivity).map(({ at }) => at),
    beats: bpm === null ? moved : beatCuts(pcm, bpm),
    markers: markers.length === 0 ? moved : markerCuts(pcm, markers),
    hand: moved,
  }[by];
  return { cuts: found.slice(0, SLICES_MAX), of: length };
}

export interface Slice {
  /** Its number in the sound, from 0. */
  index: number;
  start: number;
  end: number;
  pcm: Pcm;
}

/** Single sounds, trimmed and faded so that they neither click nor trail off into silence. */
export function sliceSound(pcm: Pcm, { cuts, ends, fadeS, level }: Slicing): Slice[] {
  const length = lengthOf(pcm);
  const starts = [...new Set(cuts)].filter((cut) => cut < length).sort((a, b) => a - b);
  const made = starts.map((start, index) => {
    const limit = starts[index + 1] ?? length;
    const end = ends === 'silence' ? endOfTail(pcm, start, Math.max(limit, start + 1)) : limit;
    const cut = slice(pcm, start, end);
    const most = durationOf(cut) / 4;
    const faded = fadeOut(start > 0 ? fadeIn(cut, Math.min(FADE_IN_S, most)) : cut, Math.min(fadeS, most));
    return { index, start, end, pcm: faded };
  });
  return levelled(made, level);
}

function levelled(slices: Slice[], level: Slicing['level']): Slice[] {
  if (level === 'as-is') return slices;
  const peaks = slices.map(({ pcm }) => measureTruePeak(pcm));
  const loudest = Math.max(...peaks);
  return slices.map((each, n) => {
    const db = CEILING_DBTP - (level === 'each' ? (peaks[n] ?? 0) : loudest);
    if (!Number.isFinite(db)) return each;
    return { ...each, pcm: mapChannels(each.pcm, (channel) => channel.map((x) => x * fromDb(db))) };
  });
}

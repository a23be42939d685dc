import { BEATS_PER_BAR, formatBpm } from '#shared/bpm.ts';

import type { FileFacts } from '../../../../audio/files/file-facts.ts';
import { lengthOf, type Pcm } from '../../../../audio/pcm.ts';
import { fixed } from '../../../strings/format/fixed.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { PITCH_NAMES } from '../analysis/measure-key.ts';

const pad = (value: number): string => String(value).padStart(2, '0');

/** `0:03.2`, floored as clocks do. */
export function formatClock(seconds: number): string {
  const tenths = Math.max(0, Math.floor(seconds * 10 + 1e-6));
  return `${Math.floor(tenths / 600)}:${pad(Math.floor(tenths / 10) % 60)}.${tenths % 10}`;
}

/** `5.3`: bar and beat, both from 1. */
export function formatBar(seconds: number, bpm: number, perBar = BEATS_PER_BAR): string {
  const beats = Math.max(0, Math.floor((seconds * bpm) / 60 + 1e-6));
  return `${Math.floor(beats / perBar) + 1}.${(beats % perBar) + 1}`;
}

/** One figure after the point, with a real minus. */
export const formatDb = (value: number): string => fixed(value, 1);

export const formatMs = (seconds: number): string =>
  seconds >= 1 ? words.inS(fixed(seconds, 2)) : words.inMs(Math.round(seconds * 1000));

/** How much of a file is there that says it is longer; null where it is whole. */
export function describeEarlyEnd({
  facts: { promisedLength },
  original,
}: {
  facts: FileFacts;
  original: Pcm | null;
}): string | null {
  if (promisedLength === null || original === null) return null;
  const seconds = [lengthOf(original), promisedLength].map((length) => length / original.sampleRate);
  const isNear = (figures: number) => new Set(seconds.map((each) => fixed(each, figures))).size === 1;
  const [there = '', whole = ''] = seconds.map((each) => words.inS(fixed(each, isNear(2) ? 4 : 2)));
  return words.endsEarly(there, whole);
}

/** `A3`; middle C is C4. */
const formatNote = (midi: number): string => `${PITCH_NAMES[midi % 12] ?? ''}${Math.floor(midi / 12) - 1}`;

const HIGHEST_NOTE = 127;

/** What a file says of its own sound, in a few words each: its loop, root, a sampler's keys for it, tempo, key and texts. */
export function describeFacts(facts: FileFacts, sampleRate: number): string[] {
  const { loop, furtherLoops, rootNote, zone, bpm, beats, markers, key, texts } = facts;
  const clock = (samples: number) => formatClock(samples / sampleRate);
  return [
    ...(loop ? [loop, ...furtherLoops] : []).map(({ start, end }) =>
      words.fileLoop(clock(start), clock(end)),
    ),
    rootNote === null ? null : words.fileRoot(formatNote(rootNote)),
    zone && zone.keys[1] - zone.keys[0] < HIGHEST_NOTE
      ? words.fileKeys(formatNote(zone.keys[0]), formatNote(zone.keys[1]))
      : null,
    bpm === null ? null : words.inBpm(formatBpm(bpm)),
    beats === null ? null : words.fileBeats(beats),
    markers.length === 0 ? null : words.fileMarkers(markers.length),
    key,
    texts['INAM'],
    texts['IART'],
  ].filter((fact) => typeof fact === 'string');
}

import { keyFacts, type SoundKey } from '#shared/key/key-facts.ts';
import { takeFileName } from '#shared/take-file-name.ts';

import { NO_FACTS, type FileFacts } from '../../../../audio/files/file-facts.ts';
import { durationOf, lengthOf } from '../../../../audio/pcm.ts';
import type { WavTags } from '../../../../audio/wav.ts';
import { words as edits } from '../../../strings/edit-strings.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { evaluate } from '../analysis/evaluate.ts';
import type { InspectedSound } from '../inspected-sound.ts';
import { snapToBars, type Version } from '../inspector-state.ts';
import { decodedOf, reportOf } from '../workers/measure.ts';
import { encodeWav } from '../workers/sound-workers.ts';
import type { ManifestRow } from './manifest.ts';

export const FORMATS = ['mp3', 'wav16', 'wav24'] as const;
export type Format = (typeof FORMATS)[number];

export const extensionOf = (format: Format): string => (format === 'mp3' ? 'mp3' : 'wav');
export const typeOf = (format: Format): string => (format === 'mp3' ? 'audio/mpeg' : 'audio/wav');

export const nameOfFile = ({ title, asked, from }: InspectedSound, extension: string): string =>
  takeFileName(
    {
      title: from ? title : title.replace(/\.[a-z0-9]{1,5}$/i, ''),
      bpm: asked.bpm,
      key: asked.key,
      loop: asked.loop,
      take: from?.take ?? null,
      taskId: from?.taskId ?? null,
    },
    extension,
  );

/** What goes into the file with the samples, so that a DAW knows tempo, root and loop; what the file had said stays. */
export function tagsOf(
  { asked, title, from }: InspectedSound,
  { pcm, loop }: Version,
  isLoop: boolean,
  facts: FileFacts = NO_FACTS,
): WavTags {
  const beats = asked.bpm === null ? null : Math.round((durationOf(pcm) * asked.bpm) / 60);
  const comment = [
    from ? `Prompt: ${title}` : (facts.texts['ICMT'] ?? ''),
    asked.key && asked.key !== 'Any' ? `Key: ${asked.key}` : '',
    asked.bpm === null ? '' : `BPM: ${asked.bpm}`,
    from ? `taskId: ${from.taskId}` : '',
  ];
  return {
    loop: isLoop ? loop : null,
    bpm: asked.bpm,
    beats: beats === 0 ? null : beats,
    rootNote: facts.rootNote ?? tonicNote(asked.key),
    title: from ? title : (facts.texts['INAM'] ?? title),
    // A line that the file brought along is not said twice.
    comment: [...new Set(comment.filter(Boolean).join('\n').split('\n'))].join('\n'),
    taskId: from?.taskId ?? null,
    texts: facts.texts,
  };
}

/** The tonic above middle C, as a MIDI note. */
function tonicNote(key: SoundKey | null): number | null {
  const facts = key === null ? null : keyFacts(key);
  return facts ? 60 + facts.pitchClass : null;
}

export async function makeWav(
  sound: InspectedSound,
  version: Version,
  format: Format,
  isLoop: boolean,
  facts?: FileFacts,
): Promise<Blob> {
  const bits = format === 'wav16' ? 16 : 24;
  const bytes = await encodeWav(version.pcm, { bits, tags: tagsOf(sound, version, isLoop, facts) });
  return new Blob([bytes], { type: typeOf(format) });
}

/** The file as it was delivered, byte for byte. */
export async function deliveredFile({ source }: InspectedSound): Promise<Blob> {
  if (typeof source !== 'string') return source;
  const response = await fetch(source);
  if (!response.ok) throw new Error(edits.gone);
  return response.blob();
}

/** One line of the manifest and the file to it, of an untouched take. */
export async function entryOf(
  sound: InspectedSound,
  format: Format,
): Promise<{ row: ManifestRow; content: Blob }> {
  const { pcm } = await decodedOf(sound);
  const loop = snapToBars({ start: 0, end: lengthOf(pcm) }, pcm, sound.asked.bpm);
  const version: Version = { key: 0, name: words.original, note: null, pcm, loop };
  const content =
    format === 'mp3' ? await deliveredFile(sound) : await makeWav(sound, version, format, sound.asked.loop);
  return { row: await rowOf(sound, version, nameOfFile(sound, extensionOf(format))), content };
}

async function rowOf(sound: InspectedSound, { pcm }: Version, file: string): Promise<ManifestRow> {
  const { asked, title, from } = sound;
  const report = await reportOf(pcm, asked);
  return {
    file,
    title,
    prompt: from ? title : '',
    taskId: from?.taskId ?? null,
    take: from?.take ?? null,
    bpm: asked.bpm,
    key: asked.key,
    loop: asked.loop,
    durationS: durationOf(pcm),
    heardBpm: report.tempo.kind === 'measured' ? report.tempo.bpm : null,
    heardKey: report.key.kind === 'measured' ? report.key.key : null,
    lufs: report.loudness.kind === 'measured' ? report.loudness.lufs : null,
    truePeakDb: report.truePeakDb,
    verdict: evaluate(report, asked).line,
  };
}

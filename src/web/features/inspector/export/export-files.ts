import { DEFAULT_NAME, fillName } from '#shared/file-name-template.ts';
import { keyFacts, type SoundKey } from '#shared/key/key-facts.ts';
import type { TakeEdit } from '#shared/take-edits.ts';
import type { NamedTake } from '#shared/take-file-name.ts';

import { extensionOf } from '../../../../audio/encode/export-formats.ts';
import type { ExportOptions } from '../../../../audio/encode/export-sound.ts';
import type { SoundTags } from '../../../../audio/encode/sound-tags.ts';
import { NO_FACTS, noteOf, type FileFacts } from '../../../../audio/files/file-facts.ts';
import { durationOf, lengthOf, type Pcm } from '../../../../audio/pcm.ts';
import { words as edits } from '../../../strings/edit-strings.ts';
import type { Asked } from '../analysis/analyse.ts';
import { evaluate } from '../analysis/evaluate.ts';
import { audible, isMeantLoop } from '../edit/edit-history.ts';
import { beatsOf } from '../edit/tune.ts';
import { titleOfFile } from '../file-sound.ts';
import type { InspectedSound } from '../inspected-sound.ts';
import { versionOf, type OpenSound, type Version } from '../inspector-state.ts';
import { heardTuning, tuningOf, wantedOf, type SoundTuning } from '../tuning-of.ts';
import { decodedOf, reportOf } from '../workers/measure.ts';
import { editInWorker, exportInWorker } from '../workers/sound-workers.ts';
import type { ManifestRow } from './manifest.ts';
import { moveFacts } from './move-markers.ts';

/** What the name of a sound's file may say. */
export const namedSound = (
  { title, asked, from }: InspectedSound,
  { bpm, key, isOctaveOpen = false }: SoundTuning = asked,
  isEdited = false,
): NamedTake => ({
  title: from ? title : titleOfFile(title, { bpm, key, loop: asked.loop }),
  // Of two tempi that it may be, neither stands in a name.
  bpm: isOctaveOpen ? null : bpm,
  key,
  loop: asked.loop,
  take: from?.take ?? null,
  taskId: from?.taskId ?? null,
  isEdited,
});

export const stemOf = (sound: InspectedSound, template: string = DEFAULT_NAME): string =>
  fillName(template, namedSound(sound));

/** As `fillName` has it, with `{nn}` for a slice's number; it stands behind a name that does not say where. */
export const SLICE_NAME = '{title}_{nn}';

export function sliceStem(template: string, named: NamedTake, index: number): string {
  const number = String(index + 1).padStart(2, '0');
  // A slice is no version of the whole.
  const of = { ...named, isEdited: false };
  return template.includes('{nn}')
    ? fillName(template.replaceAll('{nn}', number), of)
    : `${fillName(template, of)}_${number}`;
}

/** What an export of ours says of tempo and key: said anew, as it is now. */
const OWN_LINES = /^(?:Key|BPM): .*\n?/gm;

/** What goes into the file with the samples, so that a DAW knows tempo, root and loop; what the file had said stays. */
export function tagsOf(
  { title, from }: InspectedSound,
  { pcm, loop }: Pick<Version, 'pcm' | 'loop'>,
  isLoop: boolean,
  tuning: SoundTuning,
  facts: FileFacts = NO_FACTS,
): SoundTags {
  const { bpm, beats } = realTempo(durationOf(pcm), heardBpm(tuning, isLoop), isLoop);
  const isPart = facts.loop !== null && loop.end - loop.start < lengthOf(pcm);
  const key = tuning.key === 'Any' ? null : tuning.key;
  const comment = [
    from ? `Prompt: ${title}` : (facts.texts['ICMT'] ?? '').replaceAll(OWN_LINES, '').trim(),
    key === null ? '' : `Key: ${key}`,
    bpm === null ? '' : `BPM: ${bpm}`,
    from ? `taskId: ${from.taskId}` : '',
  ];
  return {
    loop: isLoop || isPart ? loop : null,
    isOneShot: !isLoop,
    loopKind: facts.loopKind,
    furtherLoops: facts.furtherLoops,
    metre: facts.metre,
    markers: facts.markers,
    bpm,
    beats,
    ...samplerTags(facts, key, tuning.semitones ?? 0),
    key,
    title: from ? title : (facts.texts['INAM'] ?? titleOfFile(title, { ...tuning, loop: isLoop })),
    // A line that the file brought along is not said twice.
    comment: [...new Set(comment.filter(Boolean).join('\n').split('\n'))].join('\n'),
    taskId: from?.taskId ?? null,
    texts: facts.texts,
  };
}

/** Root and zone as a sampler needs them after the pitch was moved: what is no whole note of it goes into the fine tune. */
function samplerTags(
  { rootNote, rootCents, zone }: FileFacts,
  key: SoundKey | null,
  semitones: number,
): Pick<SoundTags, 'rootNote' | 'rootCents' | 'zone'> {
  const notes = Math.round(semitones);
  // The key has been moved by whole notes before.
  const root = rootNote === null ? tonicNote(key) : rootNote + notes;
  const above = rootNote === null ? 0 : rootCents;
  const cents = (zone ? zone.fineTune : -above) - 100 * (semitones - notes);
  if (!zone) {
    const whole = Math.ceil(Math.round(cents) / 100);
    return { rootNote: root && noteOf(root - whole), rootCents: 100 * whole - Math.round(cents) };
  }
  const carried = Math.round(cents / 100);
  return {
    rootNote: root && noteOf(root - carried),
    rootCents: above,
    zone: { ...zone, fineTune: Math.round(cents - 100 * carried) },
  };
}

/** Of two tempi that it may be none is told; but a loop is stretched by its beats, which are right in both. */
const heardBpm = ({ bpm, isOctaveOpen = false }: SoundTuning, isLoop: boolean): number | null =>
  isOctaveOpen && !isLoop ? null : bpm;

const rounded = (bpm: number): number => Math.round(bpm * 1000) / 1000;

/** A tempo this near to the asked one is that one: the rest is rounding to samples. */
const SAME_BPM = 0.02;

/** The tempo that the length really makes: a loop that got shorter is faster. */
function realTempo(
  seconds: number,
  bpm: number | null,
  isLoop: boolean,
): { bpm: number | null; beats: number | null } {
  if (bpm === null) return { bpm: null, beats: null };
  const near = beatsOf(seconds, bpm);
  const beats = near ?? Math.round((seconds * bpm) / 60);
  if (!isLoop || beats < 1) return { bpm: rounded(bpm), beats: beats < 1 ? null : beats };
  const real = (beats * 60) / seconds;
  // Far from whole beats, its length says nothing of its tempo: told as beats, it would be stretched to them.
  if (Math.abs(real / bpm - 1) > 0.06) return { bpm: rounded(bpm), beats: null };
  return { bpm: rounded(Math.abs(real - bpm) < SAME_BPM ? bpm : real), beats };
}

/** The tonic above middle C, as a MIDI note. */
function tonicNote(key: SoundKey | null): number | null {
  const facts = key === null ? null : keyFacts(key);
  return facts ? 60 + facts.pitchClass : null;
}

/** The file as it was delivered, byte for byte. */
export async function deliveredFile({ source }: InspectedSound): Promise<Blob> {
  if (typeof source !== 'string') return source;
  const response = await fetch(source);
  if (!response.ok) throw new Error(edits.gone);
  return response.blob();
}

/** As the inspector shows it: what was not asked for, and what a change of pitch starts from, is what is heard. */
export const measuredTuning = async (
  of: Pick<OpenSound, 'sound' | 'facts'>,
  steps: readonly TakeEdit[],
  original: Pcm,
): Promise<SoundTuning> => tuningOf(of, steps, heardTuning(await reportOf(original, of.sound.asked)));

/** One line of the manifest and the file to it, of a take with its edits. */
export async function entryOf(
  sound: InspectedSound,
  options: Omit<ExportOptions, 'isLoop'>,
  template: string,
): Promise<{ row: ManifestRow; content: Blob }> {
  const steps: readonly TakeEdit[] = audible(sound.edits);
  const decoded = await decodedOf(sound);
  const { pcm: original, facts } = decoded;
  const made = steps.length === 0 ? null : await editInWorker(original, steps);
  const version = versionOf(sound, decoded, made);
  const { pcm } = version;
  const { asked } = sound;
  const isLoop = isMeantLoop(sound.edits, asked);
  const tuning = await measuredTuning({ sound, facts }, steps, original);
  const named: NamedTake = { ...namedSound(sound, tuning, steps.length > 0), loop: isLoop };
  const stem = fillName(template, named);
  const content = await exportInWorker(
    pcm,
    tagsOf(sound, version, isLoop, tuning, moveFacts(facts, made?.steps ?? [])),
    stem,
    {
      ...options,
      isLoop,
    },
  );
  return {
    row: await rowOf(
      sound,
      pcm,
      { ...wantedOf(asked, steps, tuning), loop: isLoop },
      `${stem}.${extensionOf(options.format)}`,
    ),
    content,
  };
}

/** `wanted`: what was asked of it, and what its edits made of that. */
async function rowOf(
  { title, from }: InspectedSound,
  pcm: Version['pcm'],
  wanted: Asked,
  file: string,
): Promise<ManifestRow> {
  const report = await reportOf(pcm, wanted);
  return {
    file,
    title,
    prompt: from ? title : '',
    taskId: from?.taskId ?? null,
    take: from?.take ?? null,
    bpm: wanted.bpm,
    key: wanted.key,
    loop: wanted.loop,
    durationS: durationOf(pcm),
    heardBpm: report.tempo.kind === 'measured' ? report.tempo.bpm : null,
    heardKey: report.key.kind === 'measured' ? report.key.key : null,
    lufs: report.loudness.kind === 'measured' ? report.loudness.lufs : null,
    truePeakDb: report.truePeakDb,
    verdict: evaluate(report, wanted).line,
  };
}

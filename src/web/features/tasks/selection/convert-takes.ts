import { fillName } from '#shared/file-name-template.ts';
import { namedTake } from '#shared/take-file-name.ts';
import { taskIdOf, type Take, type Task } from '#shared/task.ts';

import { extensionOf, type ExportFormat } from '../../../../audio/encode/export-formats.ts';
import { SNIFFED_BYTES, sniffFormat } from '../../../../audio/sniff-format.ts';
import { decode } from '../../inspector/decode.ts';
import { audible, isMeantLoop } from '../../inspector/edit/edit-history.ts';
import { measuredTuning, tagsOf } from '../../inspector/export/export-files.ts';
import { moveFacts } from '../../inspector/export/move-markers.ts';
import { zipTakes, type ZipEntry } from '../../inspector/export/zip-takes.ts';
import { versionOf } from '../../inspector/inspector-state.ts';
import { soundOf } from '../../inspector/take-sound.ts';
import { editInWorker, exportInWorker } from '../../inspector/workers/sound-workers.ts';

export interface ChosenTake {
  task: Task;
  take: Take;
}

interface ConvertOptions {
  format: ExportFormat;
  /** Names files, without extension. */
  template: string;
  signal: AbortSignal;
  onProgress: (done: number) => void;
}

interface ConvertedTakes {
  /** Null where nothing could be converted. */
  zip: Blob | null;
  /** What the others are called that could not. */
  failed: string[];
}

/**
 * One zip of the takes in that format, with the edits each has; one that cannot be read does not cost the others.
 * Rejects with the signal's reason.
 */
export async function convertTakes(
  chosen: readonly ChosenTake[],
  options: ConvertOptions,
): Promise<ConvertedTakes> {
  const failed: string[] = [];
  const zip = await new Response(zipTakes(entriesOf(chosen, options, failed))).blob();
  options.signal.throwIfAborted();
  return { zip: failed.length < chosen.length ? zip : null, failed };
}

async function* entriesOf(chosen: readonly ChosenTake[], options: ConvertOptions, failed: string[]) {
  for (const [at, each] of chosen.entries()) {
    options.signal.throwIfAborted();
    options.onProgress(at);
    try {
      yield await entryOf(each, options);
    } catch {
      options.signal.throwIfAborted();
      failed.push(fillName(options.template, nameOf(each)));
    }
  }
}

const nameOf = ({ task, take }: ChosenTake) => namedTake({ ...task, taskId: taskIdOf(task) ?? null }, take.n);

async function entryOf(
  { task, take }: ChosenTake,
  { format, template, signal }: ConvertOptions,
): Promise<ZipEntry> {
  const steps = audible(take.edits);
  const response = await fetch(take.audio, { signal });
  if (!response.ok) throw new Error(String(response.status));
  const stored = await response.blob();
  const sound = soundOf(task, take);
  const isLoop = isMeantLoop(take.edits, sound.asked);
  const named = { ...nameOf({ task, take }), loop: isLoop };
  // A WAV says whether it is a loop, and is to say what was chosen since.
  const isTrue = isLoop === sound.asked.loop || !format.startsWith('wav');
  if (steps.length === 0 && isTrue && (await isAlready(stored, format)))
    return entry({ task, take }, isLoop, `${fillName(template, named)}.${extensionOf(format)}`, stored);

  const decoded = await decode(new File([stored], 'take.mp3'));
  const { pcm: original, facts } = decoded;
  const made = steps.length === 0 ? null : await editInWorker(original, steps, { signal });
  const version = versionOf(sound, decoded, made);
  // What was only cut or faded is called as its original; what was moved, by where it was moved from.
  const isMoved = steps.some(({ kind }) => kind === 'stretch' || kind === 'pitch');
  const tuning = isMoved ? await measuredTuning({ sound, facts }, steps, original) : sound.asked;
  const stem = fillName(template, { ...named, ...tuning, isEdited: steps.length > 0 });
  const tags = tagsOf(sound, version, isLoop, tuning, moveFacts(facts, made?.steps ?? []));
  const options = { format, rate: null, mono: false, hasTags: true, isLoop };
  const file = await exportInWorker(version.pcm, tags, stem, options, signal);
  return entry({ task, take }, isLoop, file.name, file);
}

/** A lossy file is never coded a second time, and what has these very samples stays as it is. */
async function isAlready(stored: Blob, format: ExportFormat): Promise<boolean> {
  const start = new Uint8Array(await stored.slice(0, SNIFFED_BYTES).arrayBuffer());
  const sniffed = sniffFormat(start);
  if (sniffed.kind !== 'audio') return false;
  if (sniffed.format !== 'wav') return sniffed.format === format;
  return format === `wav${bitsOfWav(start)}`;
}

/** Of the `fmt ` chunk; 0 where it is not at the start. */
function bitsOfWav(start: Uint8Array): number {
  const text = new TextDecoder('latin1').decode(start);
  const at = text.indexOf('fmt ');
  return at < 0 ? 0 : (start[at + 22] ?? 0);
}

function entry({ task, take }: ChosenTake, isLoop: boolean, file: string, content: Blob): ZipEntry {
  const { heard } = take;
  const { prompt, soundTempo, soundKey } = task.request;
  return {
    content,
    lastModified: new Date(task.createdAt),
    row: {
      file,
      title: task.title,
      prompt: prompt ?? '',
      taskId: taskIdOf(task) ?? null,
      take: take.n,
      bpm: soundTempo,
      key: soundKey,
      loop: isLoop,
      durationS: take.durationS,
      heardBpm: heard?.bpm[0]?.bpm ?? null,
      heardKey: heard?.key?.key ?? null,
      lufs: heard?.lufs ?? null,
      truePeakDb: heard?.dbtp ?? null,
      verdict: take.verdict,
    },
  };
}

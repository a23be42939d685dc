import type { TakeEdit } from '#shared/take-edits.ts';

import type { Bytes } from '../../../../audio/bytes.ts';
import type { ExportOptions } from '../../../../audio/encode/export-sound.ts';
import type { SoundTags } from '../../../../audio/encode/sound-tags.ts';
import type { FileProblem } from '../../../../audio/files/file-error.ts';
import type { FileFacts } from '../../../../audio/files/file-facts.ts';
import type { Pcm } from '../../../../audio/pcm.ts';
import type { Asked, Report } from '../analysis/analyse.ts';
import type { AppliedEdits } from '../edit/apply-edits.ts';
import type { Slice, Slicing } from '../edit/slice-sound.ts';
import { WorkerClient, type RunOptions } from './worker-client.ts';

export type AnalysisJob =
  | { kind: 'report'; pcm: Pcm; asked: Asked }
  | { kind: 'spectrogram'; pcm: Pcm; columns: number; rows: number };
export type AnalysisResult = Report | Uint8Array<ArrayBuffer>;
export type EditJob =
  | { kind: 'edits'; pcm: Pcm; edits: readonly TakeEdit[] }
  | { kind: 'slices'; pcm: Pcm; slicing: Slicing }
  | { kind: 'export'; pcm: Pcm; tags: SoundTags; stem: string; options: ExportOptions };
export type EditResult = AppliedEdits | Slice[] | File;
/** A file that was opened, with where else its sound is wanted, or where a take is. */
export type ReadJob = { file: Blob; to?: MessagePort } | { url: string };
export type ReadResult =
  | { kind: 'read'; pcm: Pcm; facts: FileFacts; silenced: number; isHandedOver: boolean }
  | { kind: 'problem'; problem: FileProblem }
  /** A take cannot be fetched, or a file not be read any more. */
  | { kind: 'gone' }
  | { kind: 'moved' }
  | { kind: 'elsewhere'; bytes: Bytes };

// One each, so that an edit does not wait for a long sound that is being measured, nor an export for an edit.
const analysing = new WorkerClient<AnalysisJob, AnalysisResult>(
  () => new Worker(new URL('./analysis-worker.ts', import.meta.url), { type: 'module' }),
);
const openEditWorker = () => new Worker(new URL('./edit-worker.ts', import.meta.url), { type: 'module' });
const editing = new WorkerClient<EditJob, EditResult>(openEditWorker);
const exporting = new WorkerClient<EditJob, EditResult>(openEditWorker);
const reading = new WorkerClient<ReadJob, ReadResult>(
  () => new Worker(new URL('./read-worker.ts', import.meta.url), { type: 'module' }),
);

/** A file was chosen. */
export const warmReading = (): void => void reading.warm();

/** A sound is being read that will be measured. */
export const warmAnalysis = (): void => void analysing.warm();

export const analyseInWorker = async (pcm: Pcm, asked: Asked): Promise<Report> =>
  (await analysing.run({ kind: 'report', pcm, asked })) as Report;

/** The sound goes with it: it is empty afterwards. */
export const analyseAndDrop = async (pcm: Pcm, asked: Asked): Promise<Report> => {
  const transfer = [...new Set(pcm.channels.map(({ buffer }) => buffer))];
  return (await analysing.run({ kind: 'report', pcm, asked }, { transfer })) as Report;
};

export const spectrogramOf = async (pcm: Pcm, columns: number, rows: number): Promise<Uint8Array> =>
  (await analysing.run({ kind: 'spectrogram', pcm, columns, rows })) as Uint8Array;

export const editInWorker = async (
  pcm: Pcm,
  edits: readonly TakeEdit[],
  options?: RunOptions,
): Promise<AppliedEdits> => (await editing.run({ kind: 'edits', pcm, edits }, options)) as AppliedEdits;

export const slicesOf = async (pcm: Pcm, slicing: Slicing): Promise<Slice[]> =>
  (await exporting.run({ kind: 'slices', pcm, slicing })) as Slice[];

export const exportInWorker = async (
  pcm: Pcm,
  tags: SoundTags,
  stem: string,
  options: ExportOptions,
  signal?: AbortSignal,
): Promise<File> =>
  (await exporting.run({ kind: 'export', pcm, tags, stem, options }, signal && { signal })) as File;

/** Reads a file that was opened; its sound is in the measuring worker, too, when it is here. */
export async function readFileInWorker(file: Blob): Promise<ReadResult> {
  const handOver = analysing.expectSound();
  if (handOver === null) return reading.run({ file });
  const { to, settle } = handOver;
  let handedOver: Pcm | null = null;
  try {
    const answer = await reading.run({ file, to }, { transfer: [to] });
    if (answer.kind === 'read' && answer.isHandedOver) handedOver = answer.pcm;
    return answer;
  } finally {
    settle(handedOver);
  }
}

export const readTakeInWorker = (url: string): Promise<ReadResult> => reading.run({ url });

/** Gives the memory of workers back, of those at work when they are done. */
export function restWorkers(): void {
  for (const client of [analysing, editing, exporting, reading]) client.rest();
}

import type { Bytes } from '../../../../audio/bytes.ts';
import type { Pcm } from '../../../../audio/pcm.ts';
import type { WavOptions } from '../../../../audio/wav.ts';
import type { Asked, Report } from '../analysis/analyse.ts';
import type { EditStep } from '../edit/edit-steps.ts';
import type { Edit } from '../edit/edit.ts';
import { WorkerClient } from './worker-client.ts';

export interface AnalysisJob {
  pcm: Pcm;
  asked: Asked;
}
export type EditJob =
  | { kind: 'edit'; pcm: Pcm; step: EditStep }
  | { kind: 'wav'; pcm: Pcm; options: WavOptions };
export type EditResult = Edit | Bytes;

// Two, so that an edit does not wait for a long sound that is being measured.
const analysis = new WorkerClient<AnalysisJob, Report>(
  () => new Worker(new URL('./analysis-worker.ts', import.meta.url), { type: 'module' }),
);
const editing = new WorkerClient<EditJob, EditResult>(
  () => new Worker(new URL('./edit-worker.ts', import.meta.url), { type: 'module' }),
);

export const analyseInWorker = (pcm: Pcm, asked: Asked): Promise<Report> => analysis.run({ pcm, asked });

export const edit = async (pcm: Pcm, step: EditStep): Promise<Edit> =>
  (await editing.run({ kind: 'edit', pcm, step })) as Edit;

export const encodeWav = async (pcm: Pcm, options: WavOptions): Promise<Bytes> =>
  (await editing.run({ kind: 'wav', pcm, options })) as Bytes;

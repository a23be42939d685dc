import { WavTooLongError, writeWav } from '../../../../audio/wav.ts';
import { words } from '../../../strings/edit-strings.ts';
import { applyEdit } from '../edit/edit-steps.ts';
import { serveJobs } from './serve-jobs.ts';
import type { EditJob, EditResult } from './sound-workers.ts';

function run(job: EditJob): EditResult {
  if (job.kind === 'edit') return applyEdit(job.pcm, job.step);
  try {
    return writeWav(job.pcm, job.options);
  } catch (error) {
    throw error instanceof WavTooLongError ? new Error(words.tooLongForWav, { cause: error }) : error;
  }
}

function buffersOf(result: EditResult): ArrayBuffer[] {
  if (result instanceof Uint8Array) return [result.buffer];
  return result.kind === 'done' ? result.pcm.channels.map(({ buffer }) => buffer) : [];
}

const answer = serveJobs(run, (message, transfer) => self.postMessage(message, { transfer }), buffersOf);
self.addEventListener('message', ({ data }) => answer(data));

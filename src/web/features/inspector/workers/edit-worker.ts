import { writeWav } from '../../../../audio/wav.ts';
import type { Job, Results, WorkReply, WorkRequest } from './edit-messages.ts';
import { applyEdit } from './edit-steps.ts';

const run = (job: Job): Results[keyof Results] =>
  job.kind === 'edit' ? applyEdit(job.pcm, job.step) : writeWav(job.pcm, job.options);

function answer({ id, job }: WorkRequest): WorkReply {
  try {
    return { id, result: run(job) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}

self.addEventListener('message', ({ data }: MessageEvent<WorkRequest>) => {
  const reply = answer(data);
  self.postMessage(reply, { transfer: buffersOf(reply) });
});

function buffersOf(reply: WorkReply): ArrayBuffer[] {
  if (!('result' in reply)) return [];
  const { result } = reply;
  if (result instanceof Uint8Array) return [result.buffer];
  return result.kind === 'done' ? result.pcm.channels.map(({ buffer }) => buffer) : [];
}

import type { Pcm } from '../../../../audio/pcm.ts';
import type { Bytes } from '../../../../audio/riff.ts';
import type { WavOptions } from '../../../../audio/wav.ts';
import { words } from '../../../strings/edit-strings.ts';
import type { Edit } from '../edit/edit.ts';
import type { Job, Results, WorkReply, WorkRequest } from './edit-messages.ts';
import type { EditStep } from './edit-steps.ts';

interface Waiting {
  resolve(result: Results[keyof Results]): void;
  reject(error: Error): void;
}

let worker: Worker | null = null;
let lastId = 0;
const waiting = new Map<number, Waiting>();

/** Edits and encoding happen beside the page, so that nothing it does stalls somebody's typing. */
function hire(): Worker {
  const hired = new Worker(new URL('./edit-worker.ts', import.meta.url), { type: 'module' });
  hired.addEventListener('message', ({ data }: MessageEvent<WorkReply>) => {
    const asker = waiting.get(data.id);
    waiting.delete(data.id);
    if ('result' in data) asker?.resolve(data.result);
    else asker?.reject(new Error(data.failure));
  });
  hired.addEventListener('error', ({ message }) => {
    for (const asker of waiting.values()) asker.reject(new Error(words.stopped(message)));
    waiting.clear();
    worker = null;
  });
  return hired;
}

async function ask(job: Job): Promise<Results[keyof Results]> {
  worker ??= hire();
  const request: WorkRequest = { id: ++lastId, job };
  const result = new Promise<Results[keyof Results]>((resolve, reject) =>
    waiting.set(request.id, { resolve, reject }),
  );
  // Copied, not transferred: versions stay playable.
  worker.postMessage(request, []);
  return result;
}

export const edit = async (pcm: Pcm, step: EditStep): Promise<Edit> =>
  (await ask({ kind: 'edit', pcm, step })) as Edit;

export const encodeWav = async (pcm: Pcm, options: WavOptions): Promise<Bytes> =>
  (await ask({ kind: 'wav', pcm, options })) as Bytes;

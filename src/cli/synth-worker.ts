import { parentPort } from 'node:worker_threads';

import type { WorkAnswer, WorkOrder } from '../synth/worker-pool.ts';
import { openTakeRenderer } from './open-synth.ts';

const port = parentPort;
if (!port) throw new Error('synth-worker.ts runs as a worker thread only.');

const renderer = openTakeRenderer();
port.on('message', ({ id, job }: WorkOrder) => {
  void renderer.then(
    (perform) => answer(id, () => ({ id, sound: perform(job) })),
    (cause: unknown) => answer(id, () => ({ id, error: messageOf(cause) })),
  );
});

function answer(id: number, make: () => WorkAnswer): void {
  let message: WorkAnswer;
  try {
    message = make();
  } catch (cause) {
    message = { id, error: messageOf(cause) };
  }
  port?.postMessage(message, 'sound' in message ? [message.sound.mp3.buffer as ArrayBuffer] : []);
}

const messageOf = (cause: unknown) =>
  cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);

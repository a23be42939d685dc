import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { INSTRUMENTS_DIR } from '../build/build-instruments.ts';
import type { Synth } from '../synth/synth.ts';
import { WorkerPool, type WorkAnswer } from '../synth/worker-pool.ts';

export interface NodeSynthOptions {
  workers: number;
  queueMax?: number;
}

/** The synthesiser on worker threads. `buildInstruments()` must have run. */
export function createNodeSynth(options: NodeSynthOptions): Synth {
  if (!existsSync(join(INSTRUMENTS_DIR, 'stamps.json'))) {
    throw new Error('The instruments are not compiled yet. Run: node src/build/build-instruments.ts');
  }
  return new WorkerPool({
    ...options,
    spawn({ onAnswer, onEnd }) {
      const worker = new Worker(new URL('./synth-worker.ts', import.meta.url));
      let cause: unknown;
      worker.on('message', (answer: WorkAnswer) => onAnswer(answer));
      worker.on('error', (error) => {
        cause = error;
      });
      worker.on('exit', (code) => onEnd(cause ?? new Error(`exit code ${code}`)));
      return {
        post: (order) => worker.postMessage(order, []),
        end: async () => {
          await worker.terminate();
        },
      };
    },
  });
}

import { Worker } from 'node:worker_threads';

import { buildInstruments } from '../build/build-instruments.ts';
import type { Synth } from '../synth/synth.ts';
import { WorkerPool, type Spawn, type WorkAnswer } from '../synth/worker-pool.ts';

interface NodeSynthOptions {
  workers: number;
  queueMax?: number;
  /** Says to the person at the terminal that the instruments are being compiled. */
  log?: (line: string) => void;
}

/** The synthesiser on worker threads. Instruments that changed are compiled first, and the first sound waits for them. */
export function createNodeSynth({ log, ...options }: NodeSynthOptions): Synth {
  const closing = new AbortController();
  const openPool = async () => {
    await buildInstruments({
      signal: closing.signal,
      onStale: (recipes) =>
        log?.(`Compiling ${recipes} instruments of the sandbox; the first sound waits for them.`),
    });
    closing.signal.throwIfAborted();
    return new WorkerPool({ ...options, spawn });
  };
  const pool = openPool();
  // Each render rejects with the cause, and until there is one nobody needs it.
  pool.catch(() => undefined);
  return {
    render: async (job, signal) => (await pool).render(job, signal),
    async close() {
      closing.abort(new Error('The synthesiser is closed.'));
      await pool.then(
        (open) => open.close(),
        () => undefined,
      );
    },
  };
}

const spawn: Spawn = ({ onAnswer, onEnd }) => {
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
};

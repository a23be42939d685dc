import { expect, test } from 'vitest';

import { SynthBusy, type RenderedSound, type SoundJob } from './synth.ts';
import { WorkerPool, type PoolWorkerEvents, type WorkOrder } from './worker-pool.ts';

const job: SoundJob = {
  prompt: 'rain',
  soundLoop: true,
  soundTempo: null,
  soundKey: 'Any',
  grabLyrics: false,
  take: 1,
};
const sound: RenderedSound = {
  mp3: new Uint8Array(1),
  durationS: 8,
  title: 'Rain',
  tags: [],
  understood: [],
  notUnderstood: [],
  bpm: null,
  key: null,
  waveform: [],
  words: [],
};

/** Workers that do nothing until told to. */
function idleWorkers() {
  const started: { events: PoolWorkerEvents; orders: WorkOrder[]; ended: boolean }[] = [];
  const spawn = (events: PoolWorkerEvents) => {
    const worker = { events, orders: [] as WorkOrder[], ended: false };
    started.push(worker);
    return {
      post: (order: WorkOrder) => worker.orders.push(order),
      end: async () => {
        worker.ended = true;
      },
    };
  };
  const finish = (n: number) => started[n]!.events.onAnswer({ id: started[n]!.orders.at(-1)!.id, sound });
  return { started, spawn, finish };
}

test('jobs wait for a free worker, first come, first served', async () => {
  const { started, spawn, finish } = idleWorkers();
  const pool = new WorkerPool({ workers: 1, spawn });
  const [first, second] = [pool.render(job), pool.render({ ...job, take: 2 })];
  expect(started[0]!.orders.map((order) => order.job.take)).toEqual([1]);
  finish(0);
  expect(await first).toBe(sound);
  expect(started[0]!.orders.map((order) => order.job.take)).toEqual([1, 2]);
  finish(0);
  expect(await second).toBe(sound);
});

test('a worker that dies fails its one job; the next goes to a new worker', async () => {
  const { started, spawn, finish } = idleWorkers();
  const pool = new WorkerPool({ workers: 1, spawn });
  const [lost, kept] = [pool.render(job), pool.render({ ...job, take: 2 })];
  started[0]!.events.onEnd(new Error('out of memory'));
  await expect(lost).rejects.toThrow('The sound worker died.');
  expect(started[1]!.orders.map((order) => order.job.take)).toEqual([2]);
  finish(1);
  expect(await kept).toBe(sound);
});

test('a job called off while it runs ends its worker and rejects with the reason', async () => {
  const { started, spawn } = idleWorkers();
  const pool = new WorkerPool({ workers: 1, spawn });
  const stop = new AbortController();
  const running = pool.render(job, stop.signal);
  stop.abort(new Error('cancelled'));
  await expect(running).rejects.toThrow('cancelled');
  expect(started[0]!.ended).toBe(true);
});

test('a job called off while it waits never reaches a worker', async () => {
  const { started, spawn, finish } = idleWorkers();
  const pool = new WorkerPool({ workers: 1, spawn });
  const stop = new AbortController();
  const running = pool.render(job);
  const waiting = pool.render({ ...job, take: 2 }, stop.signal);
  stop.abort(new Error('cancelled'));
  await expect(waiting).rejects.toThrow('cancelled');
  finish(0);
  await running;
  expect(started[0]!.orders).toHaveLength(1);
});

test('a full queue refuses with SynthBusy', async () => {
  const { spawn } = idleWorkers();
  const pool = new WorkerPool({ workers: 1, queueMax: 1, spawn });
  const open = [pool.render(job), pool.render(job)].map((render) => render.catch((cause: unknown) => cause));
  await expect(pool.render(job)).rejects.toBeInstanceOf(SynthBusy);
  await pool.close();
  expect(await Promise.all(open)).toEqual([expect.any(Error), expect.any(Error)]);
});

test('an error in a render fails that job and keeps the worker', async () => {
  const { started, spawn } = idleWorkers();
  const pool = new WorkerPool({ workers: 1, spawn });
  const failing = pool.render(job);
  started[0]!.events.onAnswer({ id: started[0]!.orders[0]!.id, error: 'no such module' });
  await expect(failing).rejects.toThrow('no such module');
  expect(started).toHaveLength(1);
});

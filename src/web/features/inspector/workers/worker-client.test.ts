import { MessageChannel } from 'node:worker_threads';

import { expect, test } from 'vitest';

import type { Pcm } from '../../../../audio/pcm.ts';
import { serveJobs } from './serve-jobs.ts';
import { WorkerClient, type WorkerAnswer, type WorkerPort, type WorkerQuestion } from './worker-client.ts';

const double = (job: number): number => {
  if (job < 0) throw new RangeError('No negative numbers.');
  return job * 2;
};

/** Workers behind real message channels, that double numbers unless told otherwise; the one at hand can be made to die. */
const openDoubler = () => openWorker(double);
function openWorker<Job, Result>(run: (job: Job) => Result) {
  const channels: MessageChannel[] = [];
  let deaths: ((event: { message?: string }) => void)[] = [];
  const client = new WorkerClient<Job, Result>(() => {
    const channel = new MessageChannel();
    channels.push(channel);
    deaths = [];
    const answer = serveJobs(run, (message: WorkerAnswer<Result>, transfer) =>
      channel.port2.postMessage(message, transfer),
    );
    channel.port2.on('message', (question: WorkerQuestion<Job>) => answer(question));
    const port: WorkerPort = {
      postMessage: (message, transfer) => channel.port1.postMessage(message, transfer as ArrayBuffer[]),
      addEventListener: (type: string, listener: (event: never) => void) => {
        if (type === 'message') channel.port1.on('message', (data) => listener({ data } as never));
        if (type === 'error') deaths.push(listener as (event: { message?: string }) => void);
      },
      terminate: () => channel.port1.close(),
    };
    return port;
  });
  return {
    client,
    started: () => channels.length,
    die: (event: { message?: string }) => deaths.forEach((listener) => listener(event)),
    [Symbol.dispose]: () => channels.forEach(({ port1 }) => port1.close()),
  };
}

test('each job gets its own answer', async () => {
  using worker = openDoubler();
  expect(await Promise.all([1, 2, 3].map((job) => worker.client.run(job)))).toEqual([2, 4, 6]);
  expect(worker.started()).toBe(1);
});

test('a worker that was warmed does the first job', async () => {
  using worker = openDoubler();
  worker.client.warm();
  expect(worker.started()).toBe(1);
  await expect(worker.client.run(3)).resolves.toBe(6);
  expect(worker.started()).toBe(1);
});

test('a job that fails says why, and the next goes on', async () => {
  using worker = openDoubler();
  await expect(worker.client.run(-1)).rejects.toThrow('No negative numbers.');
  await expect(worker.client.run(4)).resolves.toBe(8);
});

test.each([
  [{ message: 'out of memory' }, 'The work stopped: out of memory'],
  [{}, 'The work stopped: its program could not be loaded'],
])(
  'a worker that dies fails its job with the true reason, and the next job starts another',
  async (event, why) => {
    using worker = openDoubler();
    const lost = worker.client.run(1);
    worker.die(event);
    await expect(lost).rejects.toThrow(why);
    await expect(worker.client.run(5)).resolves.toBe(10);
    expect(worker.started()).toBe(2);
  },
);

test('a worker that is to rest does first what it is at', async () => {
  using worker = openDoubler();
  const jobs = [1, 2].map((job) => worker.client.run(job));
  worker.client.rest();
  expect(await Promise.all(jobs)).toEqual([2, 4]);
  await expect(worker.client.run(3)).resolves.toBe(6);
  expect(worker.started()).toBe(2);
});

test('a worker that gets another job meanwhile does not rest', async () => {
  using worker = openDoubler();
  const first = worker.client.run(1);
  worker.client.rest();
  const second = worker.client.run(2);
  expect(await Promise.all([first, second])).toEqual([2, 4]);
  await expect(worker.client.run(3)).resolves.toBe(6);
  expect(worker.started()).toBe(1);
});

/** Longer than a piece, its last one short. */
const longSound = (): Pcm => ({
  sampleRate: 48_000,
  channels: [0, 1].map((channel) => Float32Array.from({ length: 620_001 }, (_, n) => n + channel / 2)),
});

test('a long sound goes piece by piece, arrives whole and stays here', async () => {
  using worker = openWorker(({ pcm, gain }: { pcm: Pcm; gain: number }) => ({ pcm, gain }));
  const pcm = longSound();
  expect(await worker.client.run({ pcm, gain: 2 })).toEqual({ pcm: longSound(), gain: 2 });
  expect(pcm).toEqual(longSound());
});

test('two long sounds at a time are not mixed', async () => {
  using worker = openWorker(({ pcm }: { pcm: Pcm }) => pcm.channels.map((samples) => samples.at(-1)));
  const { sampleRate, channels } = longSound();
  const jobs = [channels, channels.toReversed()].map((each) =>
    worker.client.run({ pcm: { sampleRate, channels: each } }),
  );
  expect(await Promise.all(jobs)).toEqual([
    [620_000, 620_000.5],
    [620_000.5, 620_000],
  ]);
});

test('a long sound that is given up half-way leaves the next job alone', async () => {
  using worker = openWorker(({ pcm }: { pcm: Pcm }) => pcm.channels.length);
  const stop = new AbortController();
  const lost = worker.client.run({ pcm: longSound() }, { signal: stop.signal });
  stop.abort(new Error('Not needed.'));
  await expect(lost).rejects.toThrow('Not needed.');
  await expect(worker.client.run({ pcm: longSound() })).resolves.toBe(2);
});

const short: Pcm = { sampleRate: 48_000, channels: [Float32Array.of(1, 2, 3)] };
const other: Pcm = { sampleRate: 48_000, channels: [Float32Array.of(4)] };
/** A worker that is up, and answers with the sound that it has. */
function openEcho() {
  const worker = openWorker(({ pcm }: { pcm: Pcm }) => pcm);
  worker.client.warm();
  return worker;
}

test.each(['before', 'after'])(
  'a sound that another worker hands over %s its job is not sent',
  async (when) => {
    using worker = openEcho();
    const handOver = worker.client.expectSound();
    // What arrives there tells that nothing of `short` was sent.
    const give = () => handOver?.to.postMessage(other, []);
    if (when === 'before') give();
    handOver?.settle(short);
    const answer = worker.client.run({ pcm: short });
    if (when === 'after') give();
    expect(await answer).toEqual(other);
    // Once: the worker does not keep it.
    expect(await worker.client.run({ pcm: short })).toEqual(short);
  },
);

test('a sound that no job asked for makes room for the next', async () => {
  using worker = openEcho();
  const first = worker.client.expectSound();
  first?.to.postMessage(other, []);
  first?.settle(short);
  const third: Pcm = { ...short, channels: [Float32Array.of(7)] };
  const second = worker.client.expectSound();
  second?.to.postMessage(other, []);
  second?.settle(third);
  expect(await worker.client.run({ pcm: short })).toEqual(short);
  expect(await worker.client.run({ pcm: third })).toEqual(other);
});

test('where there was no sound to hand over, what is asked for is sent', async () => {
  using worker = openEcho();
  const handOver = worker.client.expectSound();
  handOver?.to.postMessage(null, []);
  handOver?.settle(null);
  expect(await worker.client.run({ pcm: short })).toEqual(short);
});

test('a job does not wait for a sound that was promised and does not come', async () => {
  using worker = openEcho();
  const handOver = worker.client.expectSound();
  handOver?.settle(short);
  const answer = worker.client.run({ pcm: short });
  handOver?.to.postMessage(null, []);
  await expect(answer).rejects.toThrow('no sound was handed over');
  expect(await worker.client.run({ pcm: short })).toEqual(short);
});

test.each(['dies', 'rests'])('what a worker held is sent again after it %s', async (how) => {
  using worker = openEcho();
  const handOver = worker.client.expectSound();
  handOver?.to.postMessage(other, []);
  handOver?.settle(short);
  if (how === 'dies') worker.die({});
  else worker.client.rest();
  expect(await worker.client.run({ pcm: short })).toEqual(short);
  expect(worker.started()).toBe(2);
});

test.each(['dies', 'rests'])('one that ends after its worker %s is not taken for the next', async (how) => {
  using worker = openEcho();
  const late = worker.client.expectSound();
  if (how === 'dies') worker.die({});
  else worker.client.rest();
  worker.client.warm();
  const next = worker.client.expectSound();
  late?.settle(short);
  expect(await worker.client.run({ pcm: short })).toEqual(short);
  const third: Pcm = { ...short, channels: [Float32Array.of(7)] };
  next?.to.postMessage(other, []);
  next?.settle(third);
  expect(await worker.client.run({ pcm: third })).toEqual(other);
});

test('a worker that is not up, or is to rest, is handed nothing', async () => {
  using worker = openWorker(({ pcm }: { pcm: Pcm }) => pcm);
  expect(worker.client.expectSound()).toBeNull();
  const job = worker.client.run({ pcm: short });
  worker.client.rest();
  expect(worker.client.expectSound()).toBeNull();
  await job;
});

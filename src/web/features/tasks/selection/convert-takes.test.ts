import { expect, it, vi } from 'vitest';

import { aRequest, aTake, readyTask } from '../../../../testing/task-builders.ts';
import { convertTakes, type ChosenTake } from './convert-takes.ts';

/** Two silent frames: in that format already, so that it goes into the zip as it is. */
const FRAME = Buffer.alloc(417);
FRAME.set([0xff, 0xfb, 0x90, 0x00]);
const MP3 = `data:audio/mpeg;base64,${Buffer.concat([FRAME, FRAME, FRAME]).toString('base64')}`;

const manyTakes = (count: number): ChosenTake[] =>
  Array.from({ length: count }, (_, at) => {
    const task = readyTask({ request: aRequest({ prompt: 'rain' }) });
    return { task, take: { ...aTake(task.id, 1), audio: `${MP3}#${at}` } };
  });

it('500 takes of one name come as 500 files, each is fetched once and told as it is packed', async () => {
  const fetching = vi.spyOn(globalThis, 'fetch');
  const told: number[] = [];
  const { zip, failed } = await convertTakes(manyTakes(500), {
    format: 'mp3',
    template: '🎸/{title}',
    signal: new AbortController().signal,
    onProgress: (done) => told.push(done),
  });
  expect(failed).toEqual([]);
  const fetched = fetching.mock.calls.map(([path]) => (path as string).split('#')[1]);
  expect(fetched).toEqual(Array.from({ length: 500 }, (_, at) => String(at)));
  expect(told).toEqual(Array.from({ length: 500 }, (_, at) => at));
  const names = Buffer.from((await zip?.arrayBuffer()) ?? new ArrayBuffer(0)).toString();
  for (const name of ['🎸-rain.mp3', '🎸-rain-2.mp3', '🎸-rain-500.mp3']) expect(names).toContain(name);
});

it('what a take was made is what its name and its line say', async () => {
  const [chosen] = manyTakes(1);
  const edits = [{ id: '1', on: true, kind: 'meant' as const, loop: true }];
  const { zip } = await convertTakes([{ ...chosen!, take: { ...chosen!.take, edits } }], {
    format: 'mp3',
    template: '{title}_{loop}',
    signal: new AbortController().signal,
    onProgress: () => {},
  });
  expect(Buffer.from((await zip?.arrayBuffer()) ?? new ArrayBuffer(0)).toString()).toContain('rain_loop.mp3');
});

it('cancelled in the middle of 500 it ends there', async () => {
  const cancelling = new AbortController();
  const told: number[] = [];
  const converting = convertTakes(manyTakes(500), {
    format: 'mp3',
    template: '{title}',
    signal: cancelling.signal,
    onProgress: (done) => {
      told.push(done);
      if (done === 250) cancelling.abort(new Error('cancelled'));
    },
  });
  await expect(converting).rejects.toThrow('cancelled');
  expect(told.at(-1)).toBe(250);
});

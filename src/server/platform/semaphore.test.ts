import { expect, it } from 'vitest';

import { Semaphore } from './semaphore.ts';

/** What has been taken so far, in order. */
function takers(semaphore: Semaphore) {
  const taken: string[] = [];
  const take = async (name: string, signal?: AbortSignal) => {
    const giveBack = await semaphore.take(signal);
    taken.push(name);
    return giveBack;
  };
  return { taken, take };
}

it('lets so many in; the others follow in order', async () => {
  const { taken, take } = takers(new Semaphore(2));
  const first = await take('a');
  await take('b');
  const third = take('c');
  const fourth = take('d');
  expect(taken).toEqual(['a', 'b']);
  first();
  const giveBack = await third;
  expect(taken).toEqual(['a', 'b', 'c']);
  giveBack();
  await fourth;
  expect(taken).toEqual(['a', 'b', 'c', 'd']);
});

it('counts a place that is given back twice once', async () => {
  const { taken, take } = takers(new Semaphore(1));
  const giveBack = await take('a');
  giveBack();
  giveBack();
  await take('b');
  const third = take('c');
  await Promise.resolve();
  expect(taken).toEqual(['a', 'b']);
  void third;
});

it('passes over who gave up', async () => {
  const { taken, take } = takers(new Semaphore(1));
  const giveBack = await take('a');
  const stop = new AbortController();
  const second = take('b', stop.signal);
  const third = take('c');
  stop.abort(new Error('enough'));
  await expect(second).rejects.toThrow('enough');
  giveBack();
  await third;
  expect(taken).toEqual(['a', 'c']);
  await expect(take('d', AbortSignal.abort(new Error('late')))).rejects.toThrow('late');
});

it('gives the place back when a call fails', async () => {
  const semaphore = new Semaphore(1);
  await expect(semaphore.within(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await semaphore.within(() => Promise.resolve('yes'))).toBe('yes');
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { FakeCaches, type FakeCache } from '../../testing/fake-caches.ts';
import { dropGone, dropTakesOf, keepTake, roomForTakes } from './kept-takes.ts';

beforeEach(() => vi.stubGlobal('location', new URL('http://localhost:3000/')));
afterEach(() => vi.unstubAllGlobals());

const take = (id: string, n = 1) => `http://localhost:3000/api/tasks/${id}/takes/${n}/audio`;
const audio = (bytes: number, headers: Record<string, string> = {}) =>
  new Response(new Uint8Array(bytes), { headers: { 'cache-control': 'private, max-age=86400', ...headers } });

const openCache = async () => {
  const fake = await new FakeCaches().open('takes');
  return { fake, cache: fake as unknown as Cache };
};
const idsIn = (fake: FakeCache) => [...fake.entries.keys()].map((url) => /tasks\/([^/]+)/.exec(url)?.[1]);

async function keepAll(cache: Cache, ids: readonly string[], maxBytes: number, bytes = 10) {
  for (const id of ids) await keepTake(take(id), { cache, maxBytes, fetchIt: async () => audio(bytes) });
}

it('those used longest ago make room; one played again is the newest, and is not fetched again', async () => {
  const { fake, cache } = await openCache();
  await keepAll(cache, ['a', 'b', 'c'], 30);
  const fetchIt = vi.fn<() => Promise<Response>>(async () => audio(10));
  expect(await keepTake(take('a'), { cache, maxBytes: 30, fetchIt })).toBe(true);
  expect(fetchIt).not.toHaveBeenCalled();
  await keepAll(cache, ['d'], 30);
  expect(idsIn(fake)).toEqual(['c', 'a', 'd']);
});

it('what alone is more than there is room for is not kept, and takes no other’s room', async () => {
  const { fake, cache } = await openCache();
  await keepAll(cache, ['a'], 30);
  expect(await keepTake(take('b'), { cache, maxBytes: 30, fetchIt: async () => audio(31) })).toBe(false);
  expect(idsIn(fake)).toEqual(['a']);
});

it.each([
  ['a part', new Response('x', { status: 206 })],
  ['an error', new Response('', { status: 502 })],
  ['a login', new Response('', { status: 401 })],
  ['a take that is not finished', audio(5, { 'cache-control': 'no-store' })],
])('%s is not kept', async (_what, response) => {
  const { fake, cache } = await openCache();
  expect(await keepTake(take('a'), { cache, maxBytes: 30, fetchIt: async () => response })).toBe(false);
  expect(fake.entries.size).toBe(0);
});

it('a browser that has less room than it said is given half of it, then not asked again', async () => {
  const { fake, cache } = await openCache();
  await keepAll(cache, ['a', 'b', 'c'], 40);
  fake.largest = 5;
  const full = keepTake(take('d'), { cache, maxBytes: 40, fetchIt: async () => audio(10) });
  await expect(full).rejects.toThrow('full');
  expect(idsIn(fake)).toEqual(['c']);
});

it('a deleted task’s takes go, all of them and no other’s', async () => {
  const { fake, cache } = await openCache();
  await keepAll(cache, ['a', 'ab'], 100);
  await keepTake(take('a', 2), { cache, maxBytes: 100, fetchIt: async () => audio(1) });
  await dropTakesOf(cache, 'a');
  expect(idsIn(fake)).toEqual(['ab']);
});

it('at the next start, what was deleted meanwhile goes; what cannot be asked about stays', async () => {
  const { fake, cache } = await openCache();
  await keepAll(cache, ['known', 'purged', 'here', 'busy'], 100);
  const answers: Record<string, number> = { [take('purged')]: 410, [take('here')]: 200, [take('busy')]: 503 };
  const ask = vi.fn<(url: string) => Promise<number>>(async (url) => answers[url] ?? 0);
  expect(await dropGone(cache, (id) => id !== 'known', ask)).toBe(true);
  expect(ask).not.toHaveBeenCalledWith(take('known'));
  expect(idsIn(fake)).toEqual(['known', 'here', 'busy']);
});

it('a login that has ended is told, so that all goes', async () => {
  const { cache } = await openCache();
  await keepAll(cache, ['a'], 100);
  expect(
    await dropGone(
      cache,
      () => true,
      async () => 401,
    ),
  ).toBe(false);
});

it.each([
  ['takes a quarter of what it may', { storage: { estimate: async () => ({ quota: 1000 }) } }, 250],
  [
    'takes what takes may fill where it is not told',
    { storage: { estimate: async () => ({}) } },
    300_000_000,
  ],
  ['does so where the browser knows no such question', {}, 300_000_000],
])('room: %s', async (_what, navigator, bytes) => {
  vi.stubGlobal('navigator', navigator);
  expect(await roomForTakes()).toBe(bytes);
});

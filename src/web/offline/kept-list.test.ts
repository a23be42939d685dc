import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { FakeCaches } from '../../testing/fake-caches.ts';

const list = { page: { tasks: [], next: null, total: 3, eventId: 41 }, connections: [] };

/** The browser's own caches, which may take their time. */
let kept: FakeCaches;

beforeEach(() => {
  vi.stubGlobal('location', new URL('http://localhost:3000/'));
  kept = new FakeCaches();
  vi.stubGlobal('caches', kept);
});
afterEach(() => {
  vi.unstubAllGlobals();
  // The end of a login lasts for as long as its page.
  vi.resetModules();
});

it('a list being written as the person logs out is gone, and none is written after it', async () => {
  const { endKept, keepList, readKeptList } = await import('./kept-list.ts');
  const opened = Promise.withResolvers<void>();
  vi.spyOn(kept, 'open').mockImplementationOnce(async (name) => {
    await opened.promise;
    return kept.open(name);
  });
  const writing = keepList(list);
  const ending = endKept();
  await new Promise(setImmediate);
  opened.resolve();
  await Promise.all([ending, writing]);
  expect(await readKeptList()).toBeNull();
  await keepList(list);
  expect(await readKeptList()).toBeNull();
});

it('a login that ended elsewhere keeps nothing; the next one does', async () => {
  const { eraseKept, keepList, mayKeep, readKeptList } = await import('./kept-list.ts');
  const { noteSync } = await import('../state/sync-status.ts');
  const writing = keepList(list);
  noteSync({ isLoggedOut: true });
  await Promise.all([eraseKept(), writing]);
  await keepList(list);
  expect(await readKeptList()).toBeNull();
  expect(mayKeep()).toBe(false);
  noteSync({ isLoggedOut: false });
  await keepList(list);
  expect(await readKeptList()).toEqual(list);
});

import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { TaskPage } from '#shared/task-requests.ts';

import { FakeCaches } from '../../testing/fake-caches.ts';
import { createApi } from '../api/api-client.ts';
import { taskKeys } from '../api/task-keys.ts';
import { freshStatus, syncStatus } from '../state/sync-status.ts';
import { taskCache, type TaskPages } from '../sync/task-cache.ts';
import { keepList } from './kept-list.ts';
import { showKept } from './show-kept.ts';

const page: TaskPage = { tasks: [], next: null, total: 3, eventId: 41 };

beforeEach(() => {
  vi.stubGlobal('location', new URL('http://localhost:3000/'));
  vi.stubGlobal('caches', new FakeCaches());
  syncStatus.set({ ...freshStatus, isReached: false });
});
afterEach(() => vi.unstubAllGlobals());

const setUp = async () => {
  await keepList({ page, connections: [] });
  const client = new QueryClient();
  const api = createApi(async () => Promise.reject(new TypeError('Failed to fetch')));
  const list = () => client.getQueryData<TaskPages>(taskKeys.list(''));
  return { api, client, list };
};

it('without a server the list is as it was last, and the stream goes on after what it had seen', async () => {
  const { api, client, list } = await setUp();
  await showKept(api, client);
  expect(list()?.pages[0]?.total).toBe(3);
  expect(taskCache(client).lastEventId).toBe(41);
});

it('a list that was read already, or a server that is back, wins', async () => {
  const { api, client, list } = await setUp();
  const read: TaskPages = { pages: [{ ...page, total: 9 }], pageParams: [null] };
  client.setQueryData(taskKeys.list(''), read);
  await showKept(api, client);
  expect(list()).toBe(read);
  client.removeQueries();
  syncStatus.set(freshStatus);
  await showKept(api, client);
  expect(list()).toBeUndefined();
});

it('a kept page that meets a newer server says so', async () => {
  const headers = { 'x-build': 'newer' };
  const api = createApi(async () => Response.json([], { headers }), 'kept');
  await api.connections();
  expect(syncStatus.get().isOtherBuild).toBe(true);
});

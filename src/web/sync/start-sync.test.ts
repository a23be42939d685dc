import '../../testing/dom-environment.ts';
import { InfiniteQueryObserver, QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { startFaultyVendor } from '../../testing/faulty-vendor/faulty-vendor.ts';
import { json, startApp, type TestApp } from '../../testing/start-app.ts';
import { aRequest } from '../../testing/task-builders.ts';
import { connectionsQuery, createApi } from '../api/api-client.ts';
import { taskListQuery } from '../api/task-queries.ts';
import { syncStatus } from '../state/sync-status.ts';
import { startSync } from './start-sync.ts';

// Two busy cores: waits end when the thing happens, not sooner.
vi.setConfig({ testTimeout: 60_000 });
const waitFor = <T>(look: () => T) => vi.waitFor(look, { timeout: 20_000 });

let app: TestApp;
const stops: (() => void)[] = [];
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A page that shows these lists, and whose line to the server can be cut. */
function openPage(...queries: string[]) {
  let isCut = false;
  let streamMay = Promise.resolve();
  const streams = new Set<AbortController>();
  const asked: string[] = [];
  const api = createApi(async (path, init) => {
    if (isCut) throw new TypeError('offline');
    asked.push(path);
    if (!path.startsWith('/api/tasks/events')) return app.request(path, init);
    await streamMay;
    if (isCut) throw new TypeError('offline');
    const line = new AbortController();
    streams.add(line);
    const { body } = await app.request(path, init);
    return new Response(body!.pipeThrough(new TransformStream(), line));
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const lists = queries.map((query) => new InfiniteQueryObserver(client, taskListQuery(api, query)));
  for (const list of lists) stops.push(list.subscribe(() => {}));
  const connections = new QueryObserver(client, connectionsQuery(api));
  stops.push(connections.subscribe(() => {}));
  const stop = new AbortController();
  stops.push(() => stop.abort());
  startSync(api, client, stop.signal);
  const shown = (at = 0) => {
    const pages = lists[at]?.getCurrentResult().data?.pages ?? [];
    return { ids: pages.flatMap(({ tasks }) => tasks.map(({ id }) => id)), total: pages[0]?.total };
  };
  return {
    shown,
    showMore: () => lists[0]!.fetchNextPage(),
    /** Paths, in the order of their requests. */
    asked,
    senders: () => connections.getCurrentResult().data?.map(({ name }) => name),
    /** The stream is not opened before what is returned is called. */
    holdStream: () => {
      const held = Promise.withResolvers<void>();
      streamMay = held.promise;
      return held.resolve;
    },
    cut: () => {
      isCut = true;
      for (const line of streams) line.abort();
    },
    heal: () => {
      isCut = false;
      window.dispatchEvent(new Event('online'));
    },
  };
}

const made = (prompt: string) => app.generate({ id: crypto.randomUUID(), request: aRequest({ prompt }) });
const onServer = (query: Parameters<TestApp['tasks']['list']>[0] = {}) => {
  const { tasks, total } = app.tasks.list(query);
  return { ids: tasks.map(({ id }) => id), total };
};

it('shows what the server has, soon after more was missed than the server remembers (M10)', async () => {
  const tasks = [await made('rain'), await made('wind'), await made('hail')];
  const page = openPage('');
  await waitFor(() => expect(page.shown()).toEqual(onServer()));
  page.cut();
  await waitFor(() => expect(syncStatus.get().isReached).toBe(false));
  for (let n = 0; n < 600; n++) app.tasks.patch(tasks[0]!.id, { notes: `note ${n}` });
  app.tasks.remove(tasks[1]!.id);
  await made('thunder');
  page.heal();
  await waitFor(() => expect(page.shown()).toEqual(onServer()));
  expect(page.shown().total).toBe(3);
});

it('keeps membership and count of a filtered list as the server has them (M10)', async () => {
  const rain = await made('rain');
  const page = openPage('', 'favourite=true');
  await waitFor(() => expect(page.shown(1).total).toBe(0));
  app.tasks.patch(rain.id, { favourite: true });
  await waitFor(() => expect(page.shown(1)).toEqual(onServer({ favourite: true })));
  app.tasks.patch(rain.id, { favourite: false });
  await waitFor(() => expect(page.shown(1)).toEqual({ ids: [], total: 0 }));
});

it('misses nothing between what it read and its stream', async () => {
  const vendor = await startFaultyVendor();
  stops.push(() => void vendor.close());
  app = await startApp({ env: { ALLOWED_UPSTREAM_HOSTS: '127.0.0.1' } });
  const rain = await made('rain');
  const page = openPage('');
  const open = page.holdStream();
  await waitFor(() => expect(page.shown()).toEqual(onServer()));
  await waitFor(() => expect(page.senders()).toEqual(['Sandbox']));
  app.tasks.remove(rain.id);
  const data = { vendor: 'custom', baseUrl: vendor.url, name: 'Studio', key: 'a-key-of-a-studio' };
  expect((await app.request('/api/connections', json('POST', data))).status).toBe(201);
  open();
  await waitFor(() => expect(page.shown().ids).toEqual([]));
  await waitFor(() => expect(page.senders()).toContain('Studio'));
});

it('reads connections once on the way back from an outage', async () => {
  const page = openPage('');
  await waitFor(() => expect(page.senders()).toEqual(['Sandbox']));
  page.cut();
  await waitFor(() => expect(syncStatus.get().isReached).toBe(false));
  page.asked.length = 0;
  page.heal();
  const rain = await made('rain');
  // By the stream, so that all that its opening has read was asked for.
  await waitFor(() => expect(page.shown().ids).toEqual([rain.id]));
  await waitFor(() => expect(syncStatus.get().isReached).toBe(true));
  expect(page.asked.filter((path) => path.includes('/events'))).toHaveLength(1);
  expect(page.asked.filter((path) => path === '/api/connections')).toHaveLength(1);
});

it('drops a task under way that another browser deleted, where it polls below the head of the list', async () => {
  const { locks } = navigator;
  Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });
  stops.push(() => Object.defineProperty(navigator, 'locks', { value: locks, configurable: true }));
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  stops.push(() => vi.useRealTimers());
  app = await startApp({ pacing: { textMs: 1e8 } });
  const ids = Array.from({ length: 52 }, () => crypto.randomUUID());
  await app.submit(...ids.map((id) => ({ id, request: aRequest() })));
  const page = openPage('');
  await waitFor(() => expect(page.shown().total).toBe(52));
  await page.showMore();
  expect(page.shown().ids).toContain(ids[0]);
  app.tasks.remove(ids[0]!);
  vi.advanceTimersByTime(2000);
  await waitFor(() => expect(page.shown()).toMatchObject({ total: 51 }));
  expect(page.shown().ids).not.toContain(ids[0]);
  expect(syncStatus.get().isReached).toBe(true);
});

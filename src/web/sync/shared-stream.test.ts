import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { StreamEvent } from '#shared/stream-event.ts';

import { startApp, type TestApp } from '../../testing/start-app.ts';
import { aRequest } from '../../testing/task-builders.ts';
import { createApi } from '../api/api-client.ts';
import { shareStream } from './shared-stream.ts';

// Two busy cores: waits end when the thing happens, not sooner.
vi.setConfig({ testTimeout: 30_000 });
const waitFor = <T>(look: () => T) => vi.waitFor(look, { timeout: 10_000 });

let app: TestApp;
const tabs: AbortController[] = [];
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => {
  for (const tab of tabs.splice(0)) tab.abort();
});

/** One tab of the browser, with real locks and a real channel. */
function openTab() {
  const stop = new AbortController();
  tabs.push(stop);
  const opened: (number | null)[] = [];
  const events: StreamEvent[] = [];
  const joined: (number | null)[] = [];
  let cutter = new AbortController();
  let isCut = false;
  let learnt: number | null = null;
  let beats = 0;
  let away = 0;
  const api = createApi((path, init) => app.request(path, init));
  shareStream({
    open: async (after, signal) => {
      opened.push(after);
      if (isCut) throw new TypeError('fetch failed');
      return api.events(after, AbortSignal.any([signal, cutter.signal]));
    },
    lastEventId: async () => learnt ?? events.at(-1)?.id ?? null,
    onJoined: (id) => joined.push(id),
    onEvent: (event) => events.push(event),
    onBeat: () => {
      beats += 1;
    },
    onAway: () => {
      away += 1;
    },
    signal: stop.signal,
    locks: navigator.locks,
    channel: new BroadcastChannel('cuesmith.test'),
  });
  const states = (id: string) =>
    events.flatMap((event) => (event.event === 'task' && event.data.id === id ? [event.data.state] : []));
  const revs = (id: string) =>
    events.flatMap((event) => (event.event === 'task' && event.data.id === id ? [event.data.rev] : []));
  /** The stream ends, and no other is opened before what is returned is called, with what a list told meanwhile. */
  const cut = () => {
    isCut = true;
    cutter.abort();
    cutter = new AbortController();
    return (eventId: number) => {
      learnt = eventId;
      isCut = false;
    };
  };
  return {
    opened,
    events,
    joined,
    states,
    revs,
    cut,
    close: () => stop.abort(),
    beats: () => beats,
    away: () => away,
  };
}

describe('tabs of one browser', () => {
  it('share one stream and hear the same', async () => {
    const first = openTab();
    await waitFor(() => expect(first.beats()).toBeGreaterThan(0));
    const second = openTab();
    const id = crypto.randomUUID();
    await app.generate({ id, request: aRequest() });
    await waitFor(() => expect(first.states(id)).toContain('ready'));
    await waitFor(() => expect(second.states(id)).toContain('ready'));
    expect(first.opened).toEqual([null]);
    expect(second.opened).toEqual([]);
    expect(second.beats()).toBeGreaterThan(0);
  });

  it('learn how far the leading one has heard when they join', async () => {
    const first = openTab();
    await waitFor(() => expect(first.joined).toEqual([null]));
    const id = crypto.randomUUID();
    await app.generate({ id, request: aRequest() });
    await waitFor(() => expect(first.states(id)).toContain('ready'));
    const second = openTab();
    await waitFor(() => expect(second.joined).toEqual([first.events.at(-1)?.id]));
    expect(first.joined).toEqual([null]);
  });

  it('go on after the last event when the leading one closes', async () => {
    const first = openTab();
    await waitFor(() => expect(first.beats()).toBeGreaterThan(0));
    const second = openTab();
    const before = crypto.randomUUID();
    await app.generate({ id: before, request: aRequest() });
    await waitFor(() => expect(second.states(before)).toContain('ready'));
    const last = second.events.at(-1)?.id;

    first.close();
    const after = crypto.randomUUID();
    await app.generate({ id: after, request: aRequest({ prompt: 'wind' }) });
    await waitFor(() => expect(second.states(after)).toContain('ready'));
    expect(second.opened[0]).toBeGreaterThanOrEqual(last ?? Infinity);
    // One may come late or twice, by the channel and by the replay; of each task the newest was heard.
    for (const id of [before, after]) {
      const { rev } = app.tasks.get(id);
      await waitFor(() => expect(second.revs(id)).toContain(rev));
    }
  });

  it('miss nothing that the leading one learnt from a list while its stream was cut', async () => {
    const first = openTab();
    await waitFor(() => expect(first.beats()).toBeGreaterThan(0));
    const second = openTab();
    const before = crypto.randomUUID();
    await app.generate({ id: before, request: aRequest() });
    await waitFor(() => expect(second.states(before)).toContain('ready'));
    const goOn = first.cut();
    await waitFor(() => expect(first.opened).toHaveLength(2));
    const id = crypto.randomUUID();
    await app.generate({ id, request: aRequest({ prompt: 'wind' }) });
    goOn((await app.get<{ eventId: number }>('/api/tasks')).eventId);
    await waitFor(() => expect(second.states(id)).toContain('ready'));
  });

  it('are told when the server goes away', async () => {
    const first = openTab();
    await waitFor(() => expect(first.beats()).toBeGreaterThan(0));
    const second = openTab();
    const answer = app.request;
    app.request = () => Promise.reject(new TypeError('fetch failed'));
    await app.stop();
    await waitFor(() => expect(second.away()).toBeGreaterThan(0));
    expect(first.away()).toBeGreaterThan(0);
    app.request = answer;
  });
});

import type { QueryClient } from '@tanstack/react-query';

import type { StreamEvent } from '#shared/stream-event.ts';
import { isLive, type Task } from '#shared/task.ts';

import { connectionsQuery, type Api } from '../api/api-client.ts';
import { taskKeys } from '../api/task-keys.ts';
import type { ApiError } from '../lib/api-error.ts';
import { ownName } from '../lib/own-name.ts';
import { serverBackAt } from '../lib/server-clock.ts';
import { outbox } from '../state/outbox.ts';
import { freshStatus, noteSync, syncStatus } from '../state/sync-status.ts';
import { putBatch, rereadBatches } from './batch-cache.ts';
import { SILENCE_MS } from './event-stream.ts';
import { refreshLists } from './refresh-lists.ts';
import { settleOutbox } from './settle-outbox.ts';
import { shareStream } from './shared-stream.ts';
import { mergeHead, putTask, taskCache, taskGone } from './task-cache.ts';

/** The server is heard every 15 s; a tab that is shown again after more has missed something. */
const MISSED_MS = 20_000;
const POLL_MS = 5000;
/** Without Web Locks (plain http on a LAN) every tab would hold a stream of its own, so none does. */
const LOCKLESS_POLL_MS = 2000;
const HEAD = 50;
/** Tasks under way further down than the head, asked for singly. */
const SINGLES_MAX = 20;

/** Keeps the query cache as the server is, until `signal` aborts. */
export function startSync(api: Api, client: QueryClient, signal: AbortSignal): void {
  syncStatus.set(freshStatus);
  const sync = new Sync(api, client, signal);
  refreshLists(api, client, signal);

  // Absent outside secure contexts, whatever the DOM types say.
  const locks = navigator.locks as LockManager | null | undefined;
  const canShare = Boolean(locks) && 'BroadcastChannel' in globalThis;
  const retryNow = new EventTarget();
  if (locks && canShare)
    shareStream({
      open: (after, stop) => api.events(after, stop),
      lastEventId: async () => {
        await firstList(client);
        return taskCache(client).lastEventId;
      },
      onEvent: sync.onEvent,
      onJoined: sync.joined,
      onBeat: sync.heard,
      onAway: sync.away,
      retryNow,
      signal,
      locks,
      channel: new BroadcastChannel(ownName('cuesmith.events')),
    });

  const timer = setInterval(() => sync.tick(canShare), canShare ? POLL_MS : LOCKLESS_POLL_MS);
  signal.addEventListener('abort', () => clearInterval(timer));

  const wake = () => {
    if (document.visibilityState !== 'visible') return;
    retryNow.dispatchEvent(new Event('retry'));
    sync.wake();
  };
  for (const [target, name] of [
    [document, 'visibilitychange'],
    [window, 'pageshow'],
    [window, 'focus'],
    [window, 'online'],
  ] as const)
    target.addEventListener(name, wake, { signal });
  signal.addEventListener(
    'abort',
    outbox.onFreed(() => void settleOutbox(api, client, outbox)),
  );
  void settleOutbox(api, client, outbox);
}

/** Once a list has come, or cannot: the stream then goes on exactly where that list ends. */
const firstList = (client: QueryClient): Promise<void> =>
  new Promise((resolve) => {
    const cache = client.getQueryCache();
    const look = () => {
      const lists = cache.findAll({ queryKey: taskKeys.lists });
      if (lists.some(({ state }) => state.data === undefined && state.fetchFailureCount === 0)) return;
      stop();
      resolve();
    };
    const stop = cache.subscribe(look);
    look();
  });

class Sync {
  readonly #api: Api;
  readonly #client: QueryClient;
  readonly #signal: AbortSignal;
  // The wall clock, which goes on while the machine sleeps.
  #heardAt = Date.now();
  #reading: 'head' | 'all' | null = null;

  constructor(api: Api, client: QueryClient, signal: AbortSignal) {
    this.#api = api;
    this.#client = client;
    this.#signal = signal;
  }

  readonly heard = (): void => {
    this.#heardAt = Date.now();
    if (!syncStatus.get().isReached) this.#back();
  };

  /** What is read besides tasks may have been read before; tasks, where `id` came by the stream before this tab heard it. */
  readonly joined = (id: number | null): void => {
    // On the way back from an outage the first beat has it read.
    if (syncStatus.get().isReached) {
      this.#rereadConnection();
      void rereadBatches(this.#client);
    }
    const { listedAt } = taskCache(this.#client);
    if (id !== null && listedAt !== null && id > listedAt) void this.#read('all');
  };

  readonly away = (): void => {
    if (!syncStatus.get().isReached) return;
    noteSync({ isReached: false });
    this.#rereadConnection();
    void this.#showKept().catch(() => undefined);
  };

  readonly onEvent = (event: StreamEvent): void => {
    const cache = taskCache(this.#client);
    cache.sawEvent(event.id);
    switch (event.event) {
      case 'task':
        cache.unforget(event.data.id);
        return putTask(this.#client, event.data);
      case 'gone':
        return taskGone(this.#client, event.data.id);
      case 'connection':
        this.#client.setQueryData(connectionsQuery(this.#api).queryKey, event.data);
        return undefined;
      case 'batch':
        return putBatch(this.#client, event.data);
      case 'reload':
        // More was missed than the server remembers.
        return void this.#read('all');
      default:
        return event satisfies never;
    }
  };

  tick(isStreaming: boolean): void {
    const { isReached } = syncStatus.get();
    if (isReached && outbox.unsettled().length > 0) void settleOutbox(this.#api, this.#client, outbox);
    const isSilent = Date.now() - this.#heardAt > SILENCE_MS;
    const isPolling = !isStreaming && document.visibilityState === 'visible';
    if (!isReached || isSilent || isPolling) void this.#read('head');
  }

  /** The page is shown again, or the network is back. */
  wake(): void {
    const { isReached } = syncStatus.get();
    if (!isReached || Date.now() - this.#heardAt > MISSED_MS) void this.#read('all');
  }

  async #read(what: 'head' | 'all'): Promise<void> {
    if (this.#signal.aborted || this.#reading === 'all' || this.#reading === what) return;
    this.#reading = what;
    try {
      const isWhole = what === 'head' && (await readHead(this.#api, this.#client, this.#signal));
      if (!isWhole) await this.#rereadLists();
      await settleOutbox(this.#api, this.#client, outbox);
      void rereadBatches(this.#client);
      if (!syncStatus.get().isReached) this.#back();
    } catch {
      if (!this.#signal.aborted) this.away();
    } finally {
      this.#reading = null;
    }
  }

  /** All that is loaded, page by page. */
  async #rereadLists(): Promise<void> {
    void this.#client.invalidateQueries({ queryKey: ['facets'] });
    await this.#client.invalidateQueries({ queryKey: taskKeys.lists }, { throwOnError: true });
  }

  #back(): void {
    noteSync({ isReached: true });
    serverBackAt.set(performance.now());
    void settleOutbox(this.#api, this.#client, outbox);
    void rereadBatches(this.#client);
    const [connections] = connectionsQuery(this.#api).queryKey;
    void this.#client.invalidateQueries({
      predicate: ({ state, queryKey }) => state.status === 'error' || queryKey[0] === connections,
    });
  }

  /** Fetched when the server is away: it is among what is kept (keep-offline.ts). */
  async #showKept(): Promise<void> {
    await (await import('../offline/show-kept.ts')).showKept(this.#api, this.#client);
  }

  /** The header says too whether the server is reached, on the way out and on the way back. */
  #rereadConnection(): void {
    void this.#client.invalidateQueries({ queryKey: connectionsQuery(this.#api).queryKey });
  }
}

/**
 * Reads what may have changed: the head of the list, and what is under way below it.
 * @returns false when something else changed below the head
 */
async function readHead(api: Api, client: QueryClient, signal: AbortSignal): Promise<boolean> {
  const since = taskCache(client).clock;
  const page = await api.tasks({ limit: HEAD }, signal);
  const isWhole = mergeHead(client, page, since);
  const read = new Set(page.tasks.map(({ id }) => id));
  const below = taskCache(client)
    .all()
    .filter((task) => isLive(task) && !read.has(task.id));
  const reread = async ({ id }: Task) => {
    try {
      putTask(client, await api.task(id, signal));
    } catch (error) {
      if ((error as Partial<ApiError>).code !== 'not-found') throw error;
      taskGone(client, id);
    }
  };
  await Promise.all(below.slice(0, SINGLES_MAX).map(reread));
  return isWhole;
}

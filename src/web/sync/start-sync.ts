import type { QueryClient } from '@tanstack/react-query';

import type { StreamEvent } from '#shared/stream-event.ts';
import { isLive } from '#shared/task.ts';

import { connectionQuery, type Api } from '../api/api-client.ts';
import { outbox } from '../state/outbox.ts';
import { putBatch, rereadBatches } from './batch-cache.ts';
import { settleOutbox } from './settle-outbox.ts';
import { shareStream } from './shared-stream.ts';
import { putTask, removeTask, mergeHead, taskCache } from './task-cache.ts';

/** Nothing heard for so long: this tab asks for itself. */
const SILENCE_MS = 40_000;
const POLL_MS = 5000;
/** Without Web Locks (plain http on a LAN) every tab would hold a stream of its own, so none does. */
const LOCKLESS_POLL_MS = 2000;
const HEAD = 50;
/** Tasks under way further down than the head, asked for singly. */
const SINGLES_MAX = 20;

export interface SyncStatus {
  /** False while our server cannot be reached. */
  isReached: boolean;
}

/** Keeps the query cache as the ledger is, until `signal` aborts. */
export function startSync(
  api: Api,
  client: QueryClient,
  onStatus: (status: SyncStatus) => void,
  signal: AbortSignal,
): void {
  const memory = taskCache(client);
  let heardAt = performance.now();
  let isReached = true;
  let polling = false;

  const reached = (now: boolean) => {
    if (now === isReached) return;
    isReached = now;
    onStatus({ isReached });
    // The header says as much: what it knows of the connection is asked for anew, on the way out and on the way back.
    void client.invalidateQueries({ queryKey: connectionQuery(api).queryKey });
    if (!now) return;
    void settleOutbox(api, client, outbox);
    void rereadBatches(client);
    void client.invalidateQueries({ predicate: ({ state }) => state.status === 'error' });
  };
  const heard = () => {
    heardAt = performance.now();
    reached(true);
  };

  const poll = async () => {
    if (polling || signal.aborted) return;
    polling = true;
    try {
      await refresh(api, client, signal);
      await settleOutbox(api, client, outbox);
      void rereadBatches(client);
      reached(true);
    } catch {
      if (!signal.aborted) reached(false);
    } finally {
      polling = false;
    }
  };

  const onEvent = (event: StreamEvent) => {
    memory.sawEvent(event.id);
    switch (event.event) {
      case 'task':
        memory.unforget(event.data.id);
        return putTask(client, event.data);
      case 'gone':
        return removeTask(client, event.data.id);
      case 'connection':
        client.setQueryData(connectionQuery(api).queryKey, event.data);
        return undefined;
      case 'batch':
        return putBatch(client, event.data);
      case 'reload':
        return void poll();
      default:
        return event satisfies never;
    }
  };

  // Absent outside secure contexts, whatever the DOM types say.
  const locks = navigator.locks as LockManager | null | undefined;
  const canShare = Boolean(locks) && 'BroadcastChannel' in globalThis;
  if (locks && canShare)
    shareStream({
      open: (after, stop) => api.events(after, stop),
      lastEventId: () => memory.lastEventId,
      onEvent,
      onBeat: heard,
      onAway: () => reached(false),
      signal,
      locks,
      channel: new BroadcastChannel('cuesmith.events'),
    });

  const timer = setInterval(
    () => {
      if (isReached && outbox.unsettled().length > 0) void settleOutbox(api, client, outbox);
      const isSilent = performance.now() - heardAt > SILENCE_MS;
      if (!isReached || isSilent || (!canShare && document.visibilityState === 'visible')) void poll();
    },
    canShare ? POLL_MS : LOCKLESS_POLL_MS,
  );
  signal.addEventListener('abort', () => clearInterval(timer));
  void settleOutbox(api, client, outbox);
}

/** Reads what may have changed: the head of the list, and what is under way below it. */
async function refresh(api: Api, client: QueryClient, signal: AbortSignal): Promise<void> {
  const page = await api.tasks({ limit: HEAD }, signal);
  mergeHead(client, page);
  const read = new Set(page.tasks.map(({ id }) => id));
  const below = taskCache(client)
    .all()
    .filter((task) => isLive(task) && !read.has(task.id));
  for (const task of await Promise.all(below.slice(0, SINGLES_MAX).map(({ id }) => api.task(id, signal))))
    putTask(client, task);
}

import type { QueryClient } from '@tanstack/react-query';

import type { Connection } from '#shared/connection.ts';
import type { TaskPage } from '#shared/task-requests.ts';

import { connectionsQuery, type Api } from '../api/api-client.ts';
import { taskKeys } from '../api/task-keys.ts';
import { syncStatus } from '../state/sync-status.ts';
import { taskCache, type TaskPages } from '../sync/task-cache.ts';
import { besidePage, emptyKept, listCache } from './cache-names.ts';

const TASKS_MAX = 100;

export interface KeptList {
  page: TaskPage;
  connections: Connection[];
}

const key = () => besidePage('kept-list');

/** The list as the page has it now; null before it was read. */
export function listNow(api: Api, client: QueryClient): KeptList | null {
  const page = client.getQueryData<TaskPages>(taskKeys.list(''))?.pages[0];
  const connections = client.getQueryData(connectionsQuery(api).queryKey);
  if (!page || !connections) return null;
  const tasks = page.tasks.slice(0, TASKS_MAX);
  const eventId = taskCache(client).lastEventId ?? page.eventId;
  // Offline there is no further page.
  return { page: { ...page, tasks, eventId, next: null }, connections };
}

let writing: Promise<unknown> = Promise.resolve();
let hasEnded = false;

/** Whether the login lasts whose list and takes this page keeps. */
export const mayKeep = (): boolean => !hasEnded && !syncStatus.get().isLoggedOut;

export async function keepList(list: KeptList): Promise<void> {
  if (mayKeep()) await (writing = write(list));
}

async function write(list: KeptList): Promise<void> {
  await (await caches.open(listCache())).put(key(), Response.json(list));
}

/** Takes away what is kept of a login that is over. A write under way would come after that: it is waited for. */
export async function eraseKept(): Promise<void> {
  await writing.catch(() => undefined);
  await emptyKept();
}

/** The person logs out: from now on this page keeps nothing. */
export async function endKept(): Promise<void> {
  hasEnded = true;
  await eraseKept();
}

export async function readKeptList(): Promise<KeptList | null> {
  if (!(await caches.has(listCache()))) return null;
  const kept = await (await caches.open(listCache())).match(key());
  return kept ? ((await kept.json()) as KeptList) : null;
}

import type { QueryClient } from '@tanstack/react-query';

import type { Connection } from '#shared/connection.ts';
import type { TaskPage } from '#shared/task-requests.ts';

import { connectionsQuery, type Api } from '../api/api-client.ts';
import { taskKeys } from '../api/task-keys.ts';
import { taskCache, type TaskPages } from '../sync/task-cache.ts';
import { besidePage, listCache } from './cache-names.ts';

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

export async function keepList(list: KeptList): Promise<void> {
  await (await caches.open(listCache())).put(key(), Response.json(list));
}

export async function readKeptList(): Promise<KeptList | null> {
  if (!(await caches.has(listCache()))) return null;
  const kept = await (await caches.open(listCache())).match(key());
  return kept ? ((await kept.json()) as KeptList) : null;
}

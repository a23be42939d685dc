import type { QueryClient } from '@tanstack/react-query';

import { connectionsQuery, type Api } from '../api/api-client.ts';
import { taskKeys } from '../api/task-keys.ts';
import { syncStatus } from '../state/sync-status.ts';
import { taskCache, type TaskPages } from '../sync/task-cache.ts';
import { readKeptList, type KeptList } from './kept-list.ts';

/** Without the server, and nothing read yet: the list as it was last. Read again once the server is back. */
export async function showKept(api: Api, client: QueryClient): Promise<void> {
  const kept = 'caches' in globalThis ? await readKeptList() : null;
  const isNeeded = () =>
    !syncStatus.get().isReached && client.getQueryData<TaskPages>(taskKeys.list('')) === undefined;
  if (!kept || !isNeeded()) return;
  // What still tries to read them would end as an error of what is shown.
  await client.cancelQueries({ queryKey: taskKeys.list('') });
  await client.cancelQueries({ queryKey: connectionsQuery(api).queryKey });
  if (isNeeded()) put(api, client, kept);
}

function put(api: Api, client: QueryClient, { page, connections }: KeptList): void {
  const cache = taskCache(client);
  client.setQueryData<TaskPages>(taskKeys.list(''), {
    pages: [cache.mergePage(page, cache.clock, true)],
    pageParams: [null],
  });
  client.setQueryData(connectionsQuery(api).queryKey, connections);
  // The header then says itself that it does not answer.
  void client.invalidateQueries({ queryKey: connectionsQuery(api).queryKey });
  const stop = syncStatus.subscribe(() => {
    if (!syncStatus.get().isReached) return;
    stop();
    void client.invalidateQueries({ queryKey: taskKeys.lists });
  });
}

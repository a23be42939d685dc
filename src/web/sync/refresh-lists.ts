import type { QueryClient } from '@tanstack/react-query';

import type { Api } from '../api/api-client.ts';
import { taskKeys } from '../api/task-keys.ts';
import { setTotal, taskCache } from './task-cache.ts';

/** Changes are gathered for so long, and lists read again at most this often. */
const GATHER_MS = 250;
const PAUSE_MS = 1000;

/**
 * What a filter takes, in which order and how many, only the server knows. So each change of a task has the filtered lists
 * that are shown read again, how many can be sent again, and the count of all tasks where the change was below what is loaded.
 */
export function refreshLists(api: Api, client: QueryClient, signal: AbortSignal): void {
  const cache = taskCache(client);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isCountUnsure = false;
  let readAt = -Infinity;

  const recount = async () => {
    const since = cache.clock;
    const { total } = await api.tasks({ limit: 1 }, signal);
    if (cache.clock === since) setTotal(client, total);
    else schedule(true);
  };
  const refresh = () => {
    timer = undefined;
    readAt = performance.now();
    const isFiltered = (key: readonly unknown[]) => key.at(-1) !== '';
    // A list that cannot be read says so itself; away from the server, all is read again on the way back.
    void client.invalidateQueries({
      queryKey: taskKeys.lists,
      predicate: ({ queryKey }) => isFiltered(queryKey),
    });
    void client.invalidateQueries({ queryKey: taskKeys.counts });
    if (isCountUnsure) recount().catch(() => undefined);
    isCountUnsure = false;
  };
  const schedule = (isUnsure: boolean) => {
    isCountUnsure ||= isUnsure;
    timer ??= setTimeout(refresh, Math.max(GATHER_MS, readAt + PAUSE_MS - performance.now()));
  };

  const stop = cache.onListChange((change) => schedule(change.isCountUnsure));
  signal.addEventListener('abort', () => {
    stop();
    clearTimeout(timer);
  });
}

import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';

import type { Task } from '#shared/task.ts';

import type { Api } from '../../../api/api-client.ts';
import { useApi } from '../../../api/api-context.ts';
import { readAll, runBulk, type BulkOutcome } from '../../../api/library-api.ts';
import { taskKeys } from '../../../api/task-keys.ts';
import type { ApiError } from '../../../lib/api-error.ts';
import { newId } from '../../../lib/new-id.ts';
import { putTasks } from '../../../sync/task-cache.ts';

/** The new task's id for each old one: pressed again after no answer came, a retry is the same press. */
const presses = new Map<string, string>();

function newIdFor(id: string): string {
  const made = presses.get(id) ?? newId();
  presses.set(id, made);
  return made;
}

/** Those of a list's query that may be sent again. What the person cancelled comes only where it is asked for. */
function retryableQuery(query: string): string {
  const wanted = new URLSearchParams(query);
  if (!wanted.has('state')) wanted.set('state', 'refused,failed');
  wanted.set('retryable', 'true');
  return wanted.toString();
}

/** How many of the whole list may be sent again, as the server counts them. */
export function useRetryableCount(query: string): number {
  const api = useApi();
  const { data: count = 0 } = useQuery({
    queryKey: taskKeys.retryable(query),
    queryFn: async ({ signal }) =>
      (await api.tasks({ limit: 1, query: retryableQuery(query) }, signal)).total,
    placeholderData: keepPreviousData,
  });
  return count;
}

async function retry(api: Api, tasks: readonly Task[]): Promise<BulkOutcome> {
  // Oldest first, so that the new ones stand in the same order.
  const items = tasks.toReversed().map(({ id }) => ({ id, newId: newIdFor(id) }));
  return items.length === 0 ? { results: [], error: null } : runBulk(api, { action: 'retry', items });
}

/** Makes new tasks of old ones in one request: of these, or of all in the list that may be sent again. */
export function useRetryTasks() {
  const api = useApi();
  return useMutation<BulkOutcome, ApiError, readonly Task[] | { query: string }>({
    networkMode: 'always',
    mutationFn: async (what) =>
      retry(api, 'query' in what ? await readAll(api, retryableQuery(what.query)) : what),
    onSuccess: ({ results }, _what, _result, { client }) => {
      const done = results.filter((result) => result.ok);
      for (const { id } of done) presses.delete(id);
      putTasks(
        client,
        done.flatMap(({ task }) => task ?? []),
      );
    },
    onSettled: (_outcome, _error, _what, _result, { client }) =>
      client.invalidateQueries({ queryKey: taskKeys.counts }),
  });
}

import { useMutation, useQueryClient } from '@tanstack/react-query';

import type { Task } from '#shared/task.ts';

import type { Api } from '../../../api/api-client.ts';
import { useApi } from '../../../api/api-context.ts';
import * as calls from '../../../api/task-calls.ts';
import type { ApiError } from '../../../lib/api-error.ts';
import { serverNow } from '../../../lib/server-clock.ts';
import { showToast } from '../../../lib/toasts.ts';
import { filterQuery, noFilters } from '../../../state/filters.ts';
import * as words from '../../../strings/list-strings.ts';
import { putTask, taskCache } from '../../../sync/task-cache.ts';
import { goToTask } from '../list/go-to-task.ts';

/** What cannot be found by what was pasted is known by its age; a clock may be off by as much. */
const CLOCK_MS = 5000;
/** No taskId needs more of it to be found. */
const SEARCH_MAX = 100;

/** The server's tasks that have that taskId: another browser may have just tracked it. */
async function findIn(api: Api, taskId: string): Promise<readonly Task[]> {
  try {
    const query = filterQuery({ ...noFilters, q: taskId.slice(0, SEARCH_MAX) });
    return (await api.tasks({ query })).tasks;
  } catch {
    // What stands in the way of tracking is told by its own answer.
    return [];
  }
}

/** Follows a task that was made elsewhere, by its taskId. */
export function useTrack(onTracked?: () => void) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation<Task, ApiError, string, { known: ReadonlySet<string>; askedAt: number }>({
    networkMode: 'always',
    mutationFn: (taskId) => calls.track(api, taskId),
    // Asked now: the event of a task that is new here may come before its answer does. By the answer: what is pasted may be
    // a link, or stand in quotes.
    onMutate: async (taskId) => {
      const askedAt = serverNow();
      const here = taskCache(client).all();
      const found = await findIn(api, taskId);
      return { known: new Set([...here, ...found].map(({ id }) => id)), askedAt };
    },
    onSuccess: (task, _taskId, { known, askedAt }) => {
      // The server knows tasks that this page has not loaded.
      const isOlder = !task.tracked || Date.parse(task.createdAt) < askedAt - CLOCK_MS;
      const isKnown = isOlder || known.has(task.id);
      taskCache(client).unforget(task.id);
      putTask(client, task);
      onTracked?.();
      if (isKnown) goToTask(task, () => showToast(words.knownAlready));
      else showToast(words.tracking);
    },
  });
}

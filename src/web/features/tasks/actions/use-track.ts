import { useMutation, useQueryClient } from '@tanstack/react-query';

import type { Task } from '#shared/task.ts';

import { useApi } from '../../../api/api-context.ts';
import * as calls from '../../../api/task-calls.ts';
import type { ApiError } from '../../../lib/api-error.ts';
import { serverNow } from '../../../lib/server-clock.ts';
import { showToast } from '../../../lib/toasts.ts';
import * as words from '../../../strings/list-strings.ts';
import { putTask, taskCache } from '../../../sync/task-cache.ts';
import { goToTask } from '../list/go-to-task.ts';

/** Other tabs' tasks, younger than this, are known by the event stream; a clock may be off by as much. */
const CLOCK_MS = 5000;

/** Follows a task that was made elsewhere, by its taskId. */
export function useTrack(onTracked?: () => void) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation<Task, ApiError, string, { known: ReadonlySet<string>; askedAt: number }>({
    networkMode: 'always',
    mutationFn: (taskId) => calls.track(api, taskId),
    // Asked now: the event of a task that is new here may come before its answer does. By the answer: what is pasted may be
    // a link, or stand in quotes.
    onMutate: () => ({
      known: new Set(
        taskCache(client)
          .all()
          .map(({ id }) => id),
      ),
      askedAt: serverNow(),
    }),
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

import { useMutation, useQueryClient } from '@tanstack/react-query';

import type { Task } from '#shared/task.ts';

import { useApi } from '../../../api/api-context.ts';
import * as calls from '../../../api/task-calls.ts';
import type { ApiError } from '../../../lib/api-error.ts';
import { newId } from '../../../lib/new-id.ts';
import { showToast } from '../../../lib/toasts.ts';
import * as words from '../../../strings/list-strings.ts';
import { putTask, taskCache } from '../../../sync/task-cache.ts';
import { goToTask } from '../list/go-to-task.ts';

/** Follows a task that was made elsewhere, by its taskId. */
export function useTrack(onTracked?: () => void) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation<{ task: Task; isKnown: boolean }, ApiError, string>({
    networkMode: 'always',
    mutationFn: async (taskId) => {
      const id = newId();
      const task = await calls.track(api, { taskId, id });
      return { task, isKnown: task.id !== id };
    },
    onSuccess: ({ task, isKnown }) => {
      taskCache(client).unforget(task.id);
      putTask(client, task);
      onTracked?.();
      if (isKnown) goToTask(task, () => showToast(words.knownAlready));
      else showToast(words.tracking);
    },
  });
}

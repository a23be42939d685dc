import { useMutation } from '@tanstack/react-query';

import { isFreeToRetry } from '#shared/may-retry.ts';
import type { Task } from '#shared/task.ts';

import { useApi } from '../../../api/api-context.ts';
import { runBulk, type BulkOutcome } from '../../../api/library-api.ts';
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

export const freeToRetry = (tasks: readonly Task[]): Task[] => {
  const resent = new Set(tasks.map(({ resentFrom }) => resentFrom));
  return tasks.filter((task) => isFreeToRetry(task) && !resent.has(task.id));
};

/** Makes new tasks of old ones in one request, oldest first, so that they stand in the same order. */
export function useRetryTasks() {
  const api = useApi();
  return useMutation<BulkOutcome, ApiError, readonly Task[]>({
    networkMode: 'always',
    mutationFn: (tasks) => {
      const items = tasks.toReversed().map(({ id }) => ({ id, newId: newIdFor(id) }));
      return runBulk(api, { action: 'retry', items });
    },
    onSuccess: ({ results }, _tasks, _result, { client }) => {
      const done = results.filter((result) => result.ok);
      for (const { id } of done) presses.delete(id);
      putTasks(
        client,
        done.flatMap(({ task }) => task ?? []),
      );
    },
  });
}

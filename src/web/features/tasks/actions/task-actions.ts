import { useMutation, useQueryClient } from '@tanstack/react-query';

import type { Task } from '#shared/task.ts';

import { type Api } from '../../../api/api-client.ts';
import { ApiError } from '../../../lib/api-error.ts';
import { newId } from '../../../lib/new-id.ts';
import * as words from '../../../strings/task-strings.ts';
import { putTask, removeTask, taskCache } from '../../../sync/task-cache.ts';
import { playback } from '../../player/playback.ts';
import { useBoard } from '../board-context.ts';

/** One thing a person does with a task; what comes back goes into the list, what fails is shown on the card. */
export function useTaskAction() {
  return useMutation<Task, ApiError, () => Promise<Task>>({
    networkMode: 'always',
    mutationFn: (move) => move(),
    onSuccess: (task, _move, _result, { client }) => putTask(client, task),
  });
}

const SAME_PRESS_MS = 2000;
const presses = new Map<string, { newId: string; answeredAt: number | null }>();

/** Makes a new task of an old one. Pressed again while unanswered, or after no answer came, it is the same press. */
export async function resend(api: Api, id: string): Promise<Task> {
  const last = presses.get(id);
  const isSame = last && (last.answeredAt === null || Date.now() - last.answeredAt < SAME_PRESS_MS);
  const press = isSame ? last : { newId: newId(), answeredAt: null };
  presses.set(id, press);
  try {
    const task = await api.resend(id, press.newId);
    press.answeredAt = Date.now();
    return task;
  } catch (error) {
    if (error instanceof ApiError && error.isRefusal) presses.delete(id);
    throw error;
  }
}

/** Gone from the list at once; a refusal puts it back. */
export function useDelete() {
  const client = useQueryClient();
  const { api, toast, focusAfter } = useBoard();
  const memory = taskCache(client);
  const restore = useTaskAction();

  return useMutation<void, ApiError, Task>({
    networkMode: 'always',
    onMutate: (task) => {
      focusAfter(task.id);
      if ('takes' in task) for (const take of task.takes) playback.stop(take.audio);
      removeTask(client, task.id);
    },
    mutationFn: ({ id }) => api.remove(id),
    onSuccess: (_nothing, { id }) =>
      toast(words.deleted, () =>
        restore.mutate(async () => {
          const task = await api.restore(id);
          memory.unforget(id);
          return task;
        }),
      ),
    onError: (_error, task) => {
      memory.unforget(task.id);
      putTask(client, task);
      toast(words.notDeleted);
    },
  });
}

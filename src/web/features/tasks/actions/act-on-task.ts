import type { QueryClient } from '@tanstack/react-query';

import type { KnownRequest } from '#shared/sound-request.ts';
import type { Task } from '#shared/task.ts';

import type { Api } from '../../../api/api-client.ts';
import * as calls from '../../../api/task-calls.ts';
import { ApiError } from '../../../lib/api-error.ts';
import { showToast } from '../../../lib/toasts.ts';
import * as words from '../../../strings/list-strings.ts';
import { errorText } from '../../../strings/problem-strings.ts';
import { putTask, taskCache } from '../../../sync/task-cache.ts';
import { takeAway, toastDeleted } from './task-actions.ts';

interface Acting {
  api: Api;
  client: QueryClient;
}

/** What comes back goes into the list; a refusal is said. */
async function act(
  { client }: Acting,
  move: Promise<Task>,
  say: (error: ApiError) => string,
): Promise<boolean> {
  try {
    putTask(client, await move);
    return true;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    showToast(say(error));
    return false;
  }
}

export const favourTask = (acting: Acting, { id, favourite }: Task): Promise<boolean> =>
  act(acting, calls.patch(acting.api, id, { favourite: !favourite }), () => words.notSaved);

/** A waiting task goes back to the form, it does not also get sent. */
export async function editTask(
  acting: Acting,
  { id, state, request }: Task,
  edit: (request: KnownRequest) => void,
): Promise<void> {
  const isFree =
    state !== 'held' ||
    (await act(acting, calls.cancel(acting.api, id), (error) => words.notEdited(errorText(error))));
  if (isFree) edit(request);
}

/** Gone from the list at once; a refusal puts it back. */
export async function deleteTask(acting: Acting, task: Task): Promise<void> {
  const { api, client } = acting;
  const cache = taskCache(client);
  takeAway(client, task.id);
  try {
    await calls.remove(api, task.id);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    cache.unforget(task.id);
    putTask(client, task);
    showToast(words.notDeleted);
    return;
  }
  const restore = async () => {
    const restored = await calls.restore(api, task.id);
    cache.unforget(task.id);
    return restored;
  };
  toastDeleted(client, words.deleted, [task.id], () => void act(acting, restore(), errorText));
}

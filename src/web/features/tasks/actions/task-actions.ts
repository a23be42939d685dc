import { useMutation, type QueryClient } from '@tanstack/react-query';

import { takesOf, type Task } from '#shared/task.ts';

import type { Api } from '../../../api/api-client.ts';
import * as calls from '../../../api/task-calls.ts';
import { ApiError } from '../../../lib/api-error.ts';
import { newId } from '../../../lib/new-id.ts';
import { closeToast, showToast, toasts } from '../../../lib/toasts.ts';
import * as words from '../../../strings/list-strings.ts';
import { deletedCommand } from '../../../strings/task-strings.ts';
import { SAME_PRESS_MS } from '../../../sync/presses.ts';
import { putTask, removeTask, taskCache } from '../../../sync/task-cache.ts';
import { playback } from '../../player/playback.ts';
import { showDeleted } from '../trash/show-deleted.ts';
import { focusBeside } from './focus-beside.ts';

/** One thing a person does with a task; what comes back goes into the list, what fails is shown on the card. */
export function useTaskAction() {
  return useMutation<Task, ApiError, () => Promise<Task>>({
    networkMode: 'always',
    mutationFn: (act) => act(),
    onSuccess: (task, _act, _result, { client }) => putTask(client, task),
  });
}

const presses = new Map<string, { newId: string; answeredAt: number | null }>();

/** Makes a new task of an old one. Pressed again while unanswered, or after no answer came, it is the same press. */
export async function resend(api: Api, id: string, connection?: string): Promise<Task> {
  const last = presses.get(id);
  const isSame = last && (last.answeredAt === null || performance.now() - last.answeredAt < SAME_PRESS_MS);
  const press = isSame ? last : { newId: newId(), answeredAt: null };
  presses.set(id, press);
  try {
    const task = await calls.resend(api, id, press.newId, connection);
    press.answeredAt = performance.now();
    return task;
  } catch (error) {
    if (error instanceof ApiError && error.isRefusal) presses.delete(id);
    throw error;
  }
}

/** Takes a task that goes away out of the list, with its focus and its sound. */
export function takeAway(client: QueryClient, id: string): void {
  focusBeside(id);
  const task = taskCache(client).get(id);
  if (task) for (const take of takesOf(task)) playback.stop(take.audio);
  removeTask(client, id);
}

export const toastWithUndo = (text: string, undo: () => void): number =>
  showToast(text, undo, words.undoable(text));

/** The deleted tasks that each notice can bring back. */
const undoable = new Map<number, Set<string>>();

/** Offers to bring them back, until all of them are back or deleted for good, from wherever that was done. */
export function toastDeleted(
  client: QueryClient,
  text: string,
  ids: readonly string[],
  undo: () => void,
): void {
  const notice = showToast(text, undo, words.undoable(text), {
    name: deletedCommand,
    go: () => showDeleted(),
  });
  const cache = taskCache(client);
  undoable.set(notice, new Set(ids));
  const stop = cache.onListChange(() => {
    for (const id of ids) if (cache.get(id)) endUndo(id);
    if (toasts.get().some(({ id }) => id === notice)) return;
    undoable.delete(notice);
    stop();
  });
}

/** That task needs no Undo any more. */
export function endUndo(id: string): void {
  for (const [notice, ids] of undoable) if (ids.delete(id) && ids.size === 0) closeToast(notice);
}

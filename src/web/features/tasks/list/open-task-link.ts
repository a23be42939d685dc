import type { QueryClient } from '@tanstack/react-query';

import type { Api } from '../../../api/api-client.ts';
import { ApiError } from '../../../lib/api-error.ts';
import { showToast } from '../../../lib/toasts.ts';
import { errorText } from '../../../strings/problem-strings.ts';
import { putTask } from '../../../sync/task-cache.ts';
import { inspectTake } from '../../inspector/open-inspector.ts';
import { showAlone } from './go-to-task.ts';

/** What the inspector showed before a reload. */
export interface Inspected {
  id: string;
  take: number;
}

/** A link to one task (`?task=…`) shows it alone; with `&inspect=…`, that take in the inspector. */
export async function openTaskLink(
  api: Api,
  client: QueryClient,
  query: URLSearchParams,
  inspected: Inspected | null,
): Promise<void> {
  try {
    const task = await api.task(query.get('task') ?? inspected?.id ?? '');
    putTask(client, task);
    if (inspected) return inspectTake(task, inspected.take);
    // From here on the filters say what is shown.
    const address = new URL(location.href);
    for (const name of ['task', 'inspect']) address.searchParams.delete(name);
    history.replaceState(history.state, '', address);
    showAlone(task);
    if (query.has('inspect') && 'takes' in task) inspectTake(task, Number(query.get('inspect')) || 1);
  } catch (error) {
    if (error instanceof ApiError) showToast(errorText(error));
  }
}

import { mutationOptions, type QueryClient } from '@tanstack/react-query';

import { canonicalBody } from '#shared/canonical-body.ts';
import type { SoundRequest } from '#shared/sound-request.ts';
import type { GoneTask } from '#shared/task-requests.ts';
import type { Task } from '#shared/task.ts';

import type { Api } from '../api/api-client.ts';
import { ApiError } from '../lib/api-error.ts';
import { newId } from '../lib/new-id.ts';
import { serverNow } from '../lib/server-clock.ts';
import { outbox as pageOutbox, type Outbox, type OutboxEntry } from '../state/outbox.ts';
import { pagePresses, type Presses } from './presses.ts';
import { putTask } from './task-cache.ts';

interface Memory {
  outbox?: Outbox;
  presses?: Presses;
}

/** A press of Generate. Pressed again while unanswered, it is the same press and sends nothing more. */
export const submitSound = (api: Api, { outbox = pageOutbox, presses = pagePresses }: Memory = {}) =>
  mutationOptions<Task | GoneTask, ApiError, SoundRequest>({
    mutationKey: ['tasks', 'submit'],
    retry: false,
    // Offline, the default would wait and then send by itself.
    networkMode: 'always',
    mutationFn: (request, { client }) => {
      const repeated = presses.repeated(request);
      if (repeated) return repeated;
      const body = canonicalBody(request);
      const unanswered = outbox.rows().find((row) => canonicalBody(row.request) === body);
      const id = unanswered?.id ?? newId();
      const answer = send(api, client, outbox, { id, request, at: serverNow() });
      presses.start(request, answer);
      return answer;
    },
  });

/** "Send" on a row that never reached the server: the same id, so that it cannot become two. */
export const sendAgain = (api: Api, outbox: Outbox = pageOutbox) =>
  mutationOptions<Task | GoneTask, ApiError, OutboxEntry>({
    mutationKey: ['tasks', 'send-unsent'],
    retry: false,
    networkMode: 'always',
    mutationFn: ({ id, request }, { client }) => send(api, client, outbox, { id, request, at: serverNow() }),
  });

async function send(
  api: Api,
  client: QueryClient,
  outbox: Outbox,
  entry: OutboxEntry,
): Promise<Task | GoneTask> {
  const pending = outbox.add(entry);
  try {
    const { id, request } = entry;
    const answer = await api.submit([{ id, request }]);
    const [task] = answer.tasks;
    if (!task) throw new ApiError('bad-answer', 200);
    if (!('gone' in task)) putTask(client, task);
    outbox.drop([pending]);
    return task;
  } catch (error) {
    if (error instanceof ApiError && error.isRefusal) outbox.drop([pending]);
    else outbox.setStatus(pending, 'checking');
    throw error;
  }
}

import { mutationOptions, type QueryClient } from '@tanstack/react-query';

import { canonicalBody } from '#shared/canonical-body.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { type Api, defaultConnection } from '../api/api-client.ts';
import { ApiError } from '../lib/api-error.ts';
import { newId } from '../lib/new-id.ts';
import { serverNow } from '../lib/server-clock.ts';
import { outbox as pageOutbox, type Outbox, type OutboxEntry, type OutboxRow } from '../state/outbox.ts';
import { pagePresses, type PressAnswer, type Presses } from './presses.ts';
import { putTask } from './task-cache.ts';

interface Memory {
  outbox?: Outbox;
  presses?: Presses;
}

/** What Generate is pressed for. */
export interface Wish {
  request: SoundRequest;
  /** How many sounds of it. */
  count: number;
  /** Rejects with `sent-already` where the same was sent lately. */
  ask?: boolean;
}

/** A press of Generate. Pressed again while unanswered, it is the same press and sends nothing more. */
export const submitSound = (api: Api, { outbox = pageOutbox, presses = pagePresses }: Memory = {}) =>
  mutationOptions<PressAnswer, ApiError, Wish>({
    mutationKey: ['tasks', 'submit'],
    retry: false,
    // Offline, the default would wait and then send by itself.
    networkMode: 'always',
    mutationFn: ({ request, count, ask = false }, { client }) => {
      const connection = defaultConnection(client);
      const repeated = presses.repeated(request, count, connection);
      if (repeated) return repeated;
      const body = canonicalBody(request);
      // One for another connection is another press: it waits for its own Send.
      const isSame = (row: OutboxRow) =>
        canonicalBody(row.request) === body && (row.connection ?? connection) === connection;
      const unanswered = outbox.rows().filter(isSame);
      const at = serverNow();
      const entries = Array.from({ length: count }, (_, index) => ({
        id: unanswered[index]?.id ?? newId(),
        request,
        at,
        connection: unanswered[index] ? unanswered[index].connection : connection,
      }));
      const answer = send(api, client, outbox, entries, ask);
      presses.start(request, count, answer, connection);
      return answer;
    },
  });

/** "Send" on a row that never reached the server: the same id, so that it cannot become two. */
export const sendAgain = (api: Api, outbox: Outbox = pageOutbox) =>
  mutationOptions<PressAnswer, ApiError, OutboxEntry>({
    mutationKey: ['tasks', 'send-unsent'],
    retry: false,
    networkMode: 'always',
    mutationFn: ({ id, request, connection }, { client }) =>
      send(api, client, outbox, [{ id, request, connection, at: serverNow() }]),
  });

/** All of a press in one request: the server journals them together or not at all. */
async function send(
  api: Api,
  client: QueryClient,
  outbox: Outbox,
  entries: readonly OutboxEntry[],
  ask = false,
): Promise<PressAnswer> {
  const pending = outbox.add(entries);
  try {
    const { tasks } = await api.submit(
      entries.map(({ id, request, connection }) => ({ id, request, connection })),
      { ask },
    );
    if (tasks.length < entries.length) throw new ApiError('bad-answer', 200);
    for (const task of tasks) if (!('gone' in task)) putTask(client, task);
    outbox.drop(pending);
    return tasks;
  } catch (error) {
    if (error instanceof ApiError && error.isRefusal) outbox.drop(pending);
    else outbox.setAll(pending, 'checking');
    throw error;
  }
}

import type { QueryClient } from '@tanstack/react-query';

import type { Api } from '../api/api-client.ts';
import { ApiError } from '../lib/api-error.ts';
import type { Outbox, PendingSend } from '../state/outbox.ts';
import { putTask } from './task-cache.ts';

/**
 * Asks the server about everything that was pressed and never answered. Known there: it becomes an ordinary task.
 * Unknown: it is shown as not sent. Sends nothing.
 * @returns false when the server did not answer, so that it is to be asked again.
 */
export async function settleOutbox(api: Api, client: QueryClient, outbox: Outbox): Promise<boolean> {
  const answers = await Promise.all(outbox.unsettled().map((send) => settle(api, client, outbox, send)));
  return answers.every(Boolean);
}

async function settle(api: Api, client: QueryClient, outbox: Outbox, send: PendingSend): Promise<boolean> {
  // The server journals a part of a batch whole or not at all, so its first task speaks for it.
  const [first] = send.items;
  try {
    if (first) putTask(client, await api.task(first.id));
    outbox.drop([send]);
    return true;
  } catch (error) {
    const status = error instanceof ApiError ? error.status : 0;
    // Sent anew while the server was asked, here or in another tab: this answer is about the time before.
    outbox.refresh();
    if (!outbox.unsettled().includes(send)) return true;
    if (status === 404) outbox.setStatus(send, 'not-sent');
    // It arrived, and was deleted since.
    else if (status === 410) outbox.drop([send]);
    else return false;
    return true;
  }
}

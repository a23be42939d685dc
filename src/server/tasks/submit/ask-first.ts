import { ASK_AGAIN_MS } from '#shared/limits.ts';
import { wasFree } from '#shared/may-retry.ts';
import { Refusal } from '#shared/problem.ts';
import type { SubmitItem } from '#shared/task-requests.ts';

import { problem } from '../../vendor/vendor-problems.ts';
import type { TaskContext } from '../task-context.ts';
import { bodyHashOf } from './journal.ts';

/**
 * Neither what certainly cost nothing counts, nor another connection's, nor what one of these presses itself has made.
 * @throws Refusal 409 sent-already
 */
export function assertNotSentLately(
  { repository, connections, clock }: TaskContext,
  items: readonly SubmitItem[],
): void {
  const ids = new Set(items.map(({ id }) => id));
  const now = clock.now();
  const agos = items.flatMap(({ request, connection }) => {
    const { id } = connections.pick(connection).context;
    return repository
      .ofBody(bodyHashOf(request), now - ASK_AGAIN_MS)
      .filter((row) => row.connection === id && !ids.has(row.id) && !row.tracked && !wasFree(row))
      .map(({ createdAt }) => Math.max(0, now - createdAt));
  });
  if (agos.length > 0)
    throw new Refusal(409, { ...problem('sent-already', 'no'), sentAgoMs: Math.min(...agos) });
}

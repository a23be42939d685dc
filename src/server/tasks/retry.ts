import { wasFree } from '#shared/may-retry.ts';
import { Refusal } from '#shared/problem.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import type { TaskRow } from '../db/task-row.ts';
import { sendable } from './apply-record.ts';

const AGAIN: readonly string[] = ['refused', 'unknown', 'failed', 'cancelled'];

/** What a new task would ask for. @throws Refusal 409 */
export function requestAgain({ state, request }: TaskRow): SoundRequest {
  const again = sendable(request);
  if (AGAIN.includes(state) && again) return again;
  const message = again
    ? `A task that is ${state} is not sent again.`
    : 'The vendor’s record of this task is not complete enough to send it again.';
  throw new Refusal(409, { code: 'not-allowed', message });
}

/** Many at once are sent again only where nothing can have been charged. @throws Refusal 409 */
export function assertFree(entry: TaskRow): void {
  if (wasFree(entry)) return;
  throw new Refusal(409, {
    code: 'not-allowed',
    message: 'This task may have been charged. Send it again by itself.',
  });
}

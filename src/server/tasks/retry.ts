import { isResendable, wasFree } from '#shared/may-retry.ts';
import { Refusal } from '#shared/problem.ts';
import type { KnownRequest, SoundRequest } from '#shared/sound-request.ts';

import type { TaskRow } from '../db/task-row.ts';

/** The request as it can be sent; null when the vendor's record left something out. */
export function sendable(request: KnownRequest): SoundRequest | null {
  const { prompt, model, soundLoop, soundTempo, soundKey, grabLyrics, callBackUrl } = request;
  if (prompt === null || model === null || soundLoop === null || soundKey === null || grabLyrics === null)
    return null;
  return {
    prompt,
    model,
    soundLoop,
    soundTempo,
    soundKey,
    grabLyrics,
    ...(callBackUrl !== undefined && { callBackUrl }),
  };
}

/** What a new task would ask for. @throws Refusal 409 */
export function requestAgain({ state, request }: TaskRow): SoundRequest {
  const again = sendable(request);
  if (again && isResendable({ state, request })) return again;
  const message = again
    ? `A task that is ${state} is not sent again.`
    : 'The vendor’s record of this task is not complete enough to send it again.';
  throw new Refusal(409, { code: 'not-allowed', message });
}

/** Many at once are sent again only where nothing can have been charged. @throws Refusal 409 */
export function assertFree(row: TaskRow): void {
  if (wasFree(row)) return;
  throw new Refusal(409, {
    code: 'not-allowed',
    message: 'This task may have been charged. Send it again by itself.',
  });
}

import { isResendable, wasFree } from '#shared/may-retry.ts';
import { because } from '#shared/messages/reason.ts';
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
  const why = again
    ? { ...because('movedOn'), message: `A task that is ${state} is not sent again.` }
    : because('recordIncomplete');
  throw new Refusal(409, { code: 'not-allowed', ...why });
}

/** Many at once are sent again only where nothing can have been charged. @throws Refusal 409 */
export function assertFree(row: TaskRow): void {
  if (wasFree(row)) return;
  throw new Refusal(409, {
    code: 'not-allowed',
    ...because('mayBeCharged'),
  });
}

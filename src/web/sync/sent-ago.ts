import type { QueryClient } from '@tanstack/react-query';

import { canonicalBody } from '#shared/canonical-body.ts';
import { wasFree } from '#shared/may-retry.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { serverNow } from '../lib/server-clock.ts';
import { pagePresses, type Presses } from './presses.ts';
import { taskCache } from './task-cache.ts';

/** The same body again within this asks first. */
const ASK_AGAIN_MS = 5 * 60_000;

/**
 * How long ago the same body was sent, when that is recent enough to ask before sending it again; else null.
 * A double press is no repetition, and neither is what certainly cost nothing.
 */
export function sentAgoMs(
  client: QueryClient,
  request: SoundRequest,
  count: number,
  presses: Presses = pagePresses,
): number | null {
  if (presses.repeated(request, count)) return null;
  const body = canonicalBody(request);
  const same = taskCache(client)
    .all()
    .filter((task) => canonicalBody(task.request) === body);
  const paid = same.filter((task) => !wasFree(task) && !task.tracked);
  if (same.length > 0 && paid.length === 0) return null;
  const agos = paid.map(({ createdAt }) => serverNow() - Date.parse(createdAt));
  // The press itself tells too, should its task not have come yet.
  const ago = Math.min(...agos, presses.agoMs(request) ?? Infinity);
  return ago < ASK_AGAIN_MS ? Math.max(0, ago) : null;
}

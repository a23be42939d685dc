import type { Connection } from '#shared/connection.ts';

import type { TaskRow } from '../db/task-row.ts';
import type { TaskContext } from './task-context.ts';
import type { VendorHealth } from './vendor-health.ts';

/** Credits are read again this long after a task started or ended. */
const CREDITS_SETTLE_MS = 1000;

/** What the page is told of the vendor, and when. */
export function createConnectionStatus(context: TaskContext, { silentSince }: VendorHealth) {
  const { vendor, credits, rateLimiter, models, scenarios, events, repository, clock, report } = context;
  let callOff = () => {};
  let closed = false;

  async function current(): Promise<Connection> {
    const since = silentSince();
    return {
      upstream: vendor.name,
      host: vendor.host,
      dialect: vendor.dialect,
      hasKey: vendor.hasKey,
      models: [...models],
      pace: rateLimiter.pace,
      credits: await credits.current(),
      ...(since !== null && { silentSince: new Date(since).toISOString() }),
      keyPage: vendor.keyPage,
      scenarios: [...scenarios],
    };
  }

  async function push(): Promise<void> {
    const data = await current();
    if (!closed) events.push({ id: repository.lastEvent(), event: 'connection', data });
  }

  async function pushNewCredits(): Promise<void> {
    const before = credits.known();
    if ((await credits.read()) !== before) await push();
  }

  const unwatch = events.watch(({ upstream, state }: TaskRow) => {
    if (upstream !== vendor.id || (state !== 'rendering' && state !== 'ready')) return;
    callOff();
    callOff = clock.after(CREDITS_SETTLE_MS, () => void pushNewCredits().catch(report));
  });

  return {
    current,
    push: () => void push().catch(report),
    close(): void {
      closed = true;
      unwatch();
      callOff();
    },
  };
}

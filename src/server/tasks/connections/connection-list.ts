import type { Connection } from '#shared/connection.ts';

import type { OpenConnection, TaskContext } from '../task-context.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

/** A connection as the page gets it. */
export function toConnection(
  { context, isFixed, hasKey, keyHint }: OpenConnection,
  { defaultId, count }: { defaultId: string; count: number },
): Connection {
  const { vendor, credits, scenarios } = context;
  const { id, name, vendor: vendorName, dialect, isVerified, models, concurrency } = context.row();
  const [silentSince, keyRefusedSince, creditsAt] = [
    vendor.silentSince(),
    vendor.keyRefusedSince(),
    credits.toldAt(),
  ];
  return {
    id,
    name,
    vendor: vendorName,
    host: vendor.host,
    dialect,
    hasKey,
    keyHint,
    verified: isVerified,
    models: [...models],
    pace: context.rateLimiter.pace(),
    concurrency,
    credits: credits.known(),
    ...(creditsAt !== null && { creditsAt: iso(creditsAt) }),
    ...(silentSince !== null && { silentSince: iso(silentSince) }),
    ...(keyRefusedSince !== null && { keyRefusedSince: iso(keyRefusedSince) }),
    keyPage: vendor.keyPage,
    isDefault: id === defaultId,
    isOnly: count === 1,
    isFixed,
    scenarios: [...scenarios],
  };
}

/** What the page is told of all connections; its `push` tells the streams. */
export function createConnectionList({ connections, events, repository, clock, report }: TaskContext) {
  let callOff: (() => void) | null = null;
  let isClosed = false;

  const told = (): Connection[] => {
    const open = connections.open();
    const facts = { defaultId: connections.defaultId(), count: open.length };
    return open.map((one) => toConnection(one, facts));
  };

  function push(): void {
    callOff = null;
    try {
      events.push({ id: repository.lastEvent(), event: 'connection', data: told() });
    } catch (error) {
      report(error);
    }
  }

  return {
    told,
    /** The same, with balances not older than half a minute where their vendors answer within a second. */
    async current(): Promise<Connection[]> {
      await Promise.all(connections.open().map(({ context }) => context.credits.current()));
      return told();
    },
    /** Several changes at once are told once. */
    push(): void {
      if (!isClosed) callOff ??= clock.after(0, push);
    },
    close(): void {
      isClosed = true;
      callOff?.();
    },
  };
}

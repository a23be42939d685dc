import type { Scenario } from '#shared/connection.ts';

import type { ConnectionRow } from '../../db/connection-repository.ts';
import { createDownloadQueue } from '../../db/download-queue.ts';
import { createSendLog } from '../../db/send-log.ts';
import type { TaskRow } from '../../db/task-row.ts';
import type { Sql } from '../../platform/sql.ts';
import type { Vendor } from '../../vendor/vendor.ts';
import { createAudioDownloader } from '../audio/audio-downloader.ts';
import { createPoller } from '../polling/poller.ts';
import { createReadRateLimiter } from '../polling/read-rate-limiter.ts';
import { createRateLimiter } from '../sending/rate-limiter.ts';
import { createSendQueue } from '../sending/send-queue.ts';
import { createSender } from '../sending/sender.ts';
import { tellPlaces } from '../sending/tell-places.ts';
import type { ConnectionContext, TaskContext } from '../task-context.ts';
import { createCredits } from './credits.ts';
import { swapVendor } from './swap-vendor.ts';
import { watchVendorHealth } from './vendor-health.ts';

/** Credits are read again this long after a task started or ended. */
const CREDITS_SETTLE_MS = 1000;

export interface RunOptions {
  sql: Sql;
  row: () => ConnectionRow;
  client: Vendor;
  scenarios: readonly Scenario[];
  /** What the page is told of it has changed. */
  onChange: () => void;
}

export type RunningConnection = ReturnType<typeof runConnection>;

/**
 * All that works for one connection, and for no other. Its audio is kept as long as it has a row; what needs its key
 * begins with `start` and ends with `retire` (the connection is removed) or `close` (the server stops).
 */
export function runConnection(shared: TaskContext, { sql, row, client, scenarios, onChange }: RunOptions) {
  const { clock, events, queue, report } = shared;
  const { id, pace } = row();
  const { vendor: swappable, swap } = swapVendor(client);
  const vendor = watchVendorHealth(swappable, clock, onChange);
  const rateLimiter = createRateLimiter(createSendLog(sql, id), clock, pace);
  const credits = createCredits(vendor, clock, onChange);
  const sendQueue = createSendQueue({ queue, rateLimiter, connection: id });
  const context: ConnectionContext = {
    ...shared,
    id,
    row,
    vendor,
    rateLimiter,
    credits,
    pollLimits: createReadRateLimiter(clock),
    sendQueue,
    scenarios,
  };
  const downloader = createAudioDownloader(context, createDownloadQueue(sql, id, report));
  const ends: (() => void)[] = [events.watch(sendQueue.note)];
  let work: ReturnType<typeof startWork> | null = null;

  return {
    context,
    get work() {
      return work;
    },
    keepAudio: () => downloader.resume(),
    start: () => void (work ??= startWork(context, onChange)),
    swap(next: Vendor): void {
      swap(next);
      vendor.takeNewKey();
      credits.forget();
      onChange();
    },
    /** Nothing more is sent or asked; what is on the wire ends first, then `client` takes over. */
    async retire(client: Vendor): Promise<void> {
      const retiring = work;
      work = null;
      await retiring?.retire();
      if (work === null) swap(client);
    },
    /** Resolves when what is on the wire has ended. */
    isKeeping: () => downloader.isBusy(),
    async close(): Promise<void> {
      for (const end of ends) end();
      await Promise.all([downloader.close(), work?.close()]);
    },
  };
}

/** What needs the key. */
function startWork(context: ConnectionContext, onChange: () => void) {
  const sender = createSender(context);
  const poller = createPoller(context);
  const ends = [tellPlaces(context), readCreditsAfterwards(context, onChange)];
  sender.wake();
  poller.resume();

  const stop = () => {
    poller.close();
    for (const end of ends) end();
  };
  return {
    sender,
    poller,
    retire(): Promise<void> {
      stop();
      return sender.retire();
    },
    close(): Promise<void> {
      stop();
      return sender.close();
    },
  };
}

/** A task that started or ended has cost something. @returns ends it */
function readCreditsAfterwards(
  { id, events, credits, clock, report }: ConnectionContext,
  onChange: () => void,
): () => void {
  let callOff = () => {};

  async function read(): Promise<void> {
    const before = credits.known();
    await credits.read();
    if (credits.known() !== before) onChange();
  }

  const unwatch = events.watch(({ connection, state }: TaskRow) => {
    if (connection !== id || (state !== 'rendering' && state !== 'ready')) return;
    callOff();
    callOff = clock.after(CREDITS_SETTLE_MS, () => void read().catch(report));
  });
  return () => {
    unwatch();
    callOff();
  };
}

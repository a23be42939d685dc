import type { DownloadQueue } from '../../db/download-queue.ts';
import { hostOf, type StoredTake, type TaskRow } from '../../db/task-row.ts';
import type { ConnectionContext } from '../task-context.ts';
import { keepTake } from './keep-take.ts';

const AT_ONCE = 4;
/** A slow host leaves places to the others. */
const PER_HOST = 2;
/** No try lies further ahead than this. */
const RETRY_MAX_MS = 3_600_000;
const STUCK_MS = 10_000;

/** Copies each finished take of a connection into the data folder before the vendor's link ends. */
export function createAudioDownloader(context: ConnectionContext, queue: DownloadQueue) {
  const { id: own, events, clock } = context;
  /** Takes under way (`id/n`) and the host of each. */
  const busy = new Map<string, string>();
  const underway = new Set<Promise<void>>();
  const stopped = new AbortController();
  let callOff = () => {};

  const unwatch = events.watch(({ connection, takes }) => {
    if (connection === own && takes.some(({ nextTryAt }) => nextTryAt !== null)) wakeAfter(0);
  });

  function wakeAfter(ms: number): void {
    if (stopped.signal.aborted) return;
    callOff();
    callOff = clock.after(ms, pump);
  }

  const busyAt = (host: string): number => [...busy.values()].filter((other) => other === host).length;

  function pump(): void {
    const now = clock.now();
    let nextAt = Infinity;
    for (const host of queue.hosts()) {
      // What is under way is still listed as due.
      for (const row of queue.due(host, now, now + RETRY_MAX_MS, PER_HOST + busy.size)) startDue(row, now);
      nextAt = Math.min(nextAt, queue.nextAt(host, now) ?? Infinity);
    }
    // Whatever is fetched wakes this again when it ends.
    if (nextAt < Infinity) wakeAfter(Math.min(nextAt - now, RETRY_MAX_MS));
  }

  function startDue(row: TaskRow, now: number): void {
    for (const take of row.takes) {
      const key = `${row.id}/${take.n}`;
      const host = hostOf(take.url);
      const isDue = take.nextTryAt !== null && (take.nextTryAt <= now || take.nextTryAt > now + RETRY_MAX_MS);
      if (isDue && !busy.has(key) && busy.size < AT_ONCE && busyAt(host) < PER_HOST)
        start(key, host, row, take);
    }
  }

  function start(key: string, host: string, row: TaskRow, take: StoredTake): void {
    const free = () => {
      busy.delete(key);
      wakeAfter(0);
    };
    busy.set(key, host);
    const kept = keepTake(context, row, take, stopped.signal)
      .then(free, (error: unknown) => {
        // Not even the row could be written: at once would be a hot loop of downloads.
        context.report(error);
        clock.after(STUCK_MS, free);
      })
      .finally(() => underway.delete(kept));
    underway.add(kept);
  }

  return {
    resume: () => wakeAfter(0),
    isBusy: () => busy.size > 0,
    /** Resolves when what was under way has let go of the database. */
    async close(): Promise<void> {
      stopped.abort();
      unwatch();
      callOff();
      await Promise.all(underway);
    },
  };
}

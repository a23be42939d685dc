import type { DownloadQueue } from '../../db/download-queue.ts';
import { hostOf, type StoredTake, type TaskRow } from '../../db/task-row.ts';
import { mergeTakes } from '../polling/apply-record.ts';
import type { ConnectionContext } from '../task-context.ts';
import { type Download, downloadTake } from './download-take.ts';

const AT_ONCE = 4;
/** A slow host leaves places to the others. */
const PER_HOST = 2;
const RETRY_MS = [2000, 10_000, 60_000, 600_000, 3_600_000];
/** No try lies further ahead than this. */
const RETRY_MAX_MS = 3_600_000;
const TRIES_MAX = 24;
const STUCK_MS = 10_000;

/** Copies each finished take of a connection into the data folder before the vendor's link ends. */
export function createAudioDownloader(context: ConnectionContext, queue: DownloadQueue) {
  const { id: own, repository, events, clock, files } = context;
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
    const kept = keep(row, take)
      .then(free, (error: unknown) => {
        // Not even the row could be written: at once would be a hot loop of downloads.
        context.report(error);
        clock.after(STUCK_MS, free);
      })
      .finally(() => underway.delete(kept));
    underway.add(kept);
  }

  async function keep(row: TaskRow, take: StoredTake): Promise<void> {
    let download = await downloadTake(context, row.id, take, stopped.signal);
    if (download.kind === 'dead') {
      const renewed = await renewLink(context, row, take.audioId);
      if (renewed) download = await downloadTake(context, row.id, renewed, stopped.signal);
    }
    if (stopped.signal.aborted && download.kind !== 'kept') return;
    if (!repository.find(row.id)) {
      // Purged meanwhile, and its audio with it.
      if (download.kind === 'kept') await files.remove(download.kept.file);
      return;
    }
    const now = clock.now();
    const takes = repository
      .fresh(row.id)
      .takes.map((other) => (other.n === take.n ? afterDownload(other, download, now) : other));
    repository.change(row.id, { takes });
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

/** The take with the link that the vendor's record has now. */
async function renewLink(
  { repository, vendor, clock }: ConnectionContext,
  { id, taskId }: TaskRow,
  audioId: string,
): Promise<StoredTake | null> {
  if (taskId === null) return null;
  const answer = await vendor.readRecord(taskId);
  if (answer.kind !== 'found' || !repository.find(id)) return null;
  const takes = mergeTakes(repository.fresh(id).takes, answer.record.takes, clock.now());
  repository.change(id, { takes });
  return takes.find((take) => take.audioId === audioId) ?? null;
}

function afterDownload(take: StoredTake, download: Download, now: number): StoredTake {
  if (download.kind === 'kept') return { ...take, ...download.kept, keepProblem: null, nextTryAt: null };
  const tries = take.tries + 1;
  const waitMs = RETRY_MS[Math.min(tries, RETRY_MS.length) - 1] ?? 0;
  const isOver = download.kind === 'refused' || (tries >= TRIES_MAX && download.kind !== 'unwritable');
  return { ...take, tries, keepProblem: download.reason, nextTryAt: isOver ? null : now + waitMs };
}

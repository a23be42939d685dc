import { sayNotKept } from '#shared/messages/not-kept.ts';

import type { StoredTake, TaskRow } from '../../db/task-row.ts';
import { mergeTakes } from '../polling/apply-record.ts';
import type { ConnectionContext } from '../task-context.ts';
import { type Download, downloadTake } from './download-take.ts';

const RETRY_MS = [2000, 10_000, 60_000, 600_000, 3_600_000];
const TRIES_MAX = 24;
/** A link that was dead so often, within 72 s, has ended. Not sooner: nobody is to pay anew for a slow CDN. */
const DEAD_TRIES = 4;

/** Copies one take, by a renewed link where its own is dead, and writes down how that went. */
export async function keepTake(
  context: ConnectionContext,
  row: TaskRow,
  take: StoredTake,
  stopped: AbortSignal,
): Promise<void> {
  const { repository, files, clock } = context;
  let download = await downloadTake(context, row.id, take, stopped);
  let isLast = false;
  if (download.kind === 'dead') {
    const record = await rereadRecord(context, row);
    const renewed = record?.find(({ audioId }) => audioId === take.audioId);
    if (renewed) download = await downloadTake(context, row.id, renewed, stopped);
    // What the vendor's record has no link to either has ended; while it renders, one may come.
    isLast = record !== null && row.state !== 'rendering' && (renewed ?? take).url === null;
  }
  if (stopped.aborted && download.kind !== 'kept') return;
  if (!repository.find(row.id)) {
    // Purged meanwhile, and its audio with it.
    if (download.kind === 'kept') await files.remove(download.kept.file);
    return;
  }
  const now = clock.now();
  const takes = repository
    .fresh(row.id)
    .takes.map((other) => (other.n === take.n ? afterDownload(other, download, now, isLast) : other));
  repository.change(row.id, { takes });
}

/** The takes with the links that the vendor's record has now; null when it did not say. */
async function rereadRecord(
  { repository, vendor, clock }: ConnectionContext,
  { id, taskId }: TaskRow,
): Promise<StoredTake[] | null> {
  if (taskId === null) return null;
  const answer = await vendor.readRecord(taskId);
  if (answer.kind === 'unanswered' || !repository.find(id)) return null;
  if (answer.kind === 'not-found') return [];
  const takes = mergeTakes(repository.fresh(id).takes, answer.record.takes, clock.now());
  repository.change(id, { takes });
  return takes;
}

function afterDownload(take: StoredTake, download: Download, now: number, isLast: boolean): StoredTake {
  if (download.kind === 'kept') return { ...take, ...download.kept, keepProblem: null, nextTryAt: null };
  const tries = take.tries + 1;
  const waitMs = RETRY_MS[Math.min(tries, RETRY_MS.length) - 1] ?? 0;
  const isOver = download.kind === 'refused' || (tries >= TRIES_MAX && download.kind !== 'unwritable');
  // Before its time, and it is asked for again all the same.
  const hasEnded = download.kind === 'dead' && (isLast || tries >= DEAD_TRIES);
  const ended = hasEnded && { expiresAt: Math.min(take.expiresAt ?? now, now) };
  const { why } = download;
  const told = { keepProblem: sayNotKept(why), keepReason: why };
  return { ...take, ...ended, ...told, tries, nextTryAt: isOver ? null : now + waitMs };
}

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
  if (download.kind === 'dead') {
    const renewed = await renewLink(context, row, take.audioId);
    if (renewed) download = await downloadTake(context, row.id, renewed, stopped);
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
    .takes.map((other) => (other.n === take.n ? afterDownload(other, download, now) : other));
  repository.change(row.id, { takes });
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
  // Before its time, and it is asked for again all the same.
  const hasEnded = download.kind === 'dead' && tries >= DEAD_TRIES;
  const ended = hasEnded && { expiresAt: Math.min(take.expiresAt ?? now, now) };
  return { ...take, ...ended, tries, keepProblem: download.reason, nextTryAt: isOver ? null : now + waitMs };
}

import type { StoredTake, TaskRow } from '../../db/task-row.ts';
import { FileTooLarge } from '../../platform/files.ts';
import { mergeTakes } from '../apply-record.ts';
import type { Context } from '../task-context.ts';
import { openAudio } from './open-audio.ts';

/** Far above any sound (10 minutes of CD-quality WAV); a stream that never ends stops here. */
export const TAKE_MAX_BYTES = 100 * 1024 * 1024;
const AT_ONCE = 2;
const RETRY_MS = [2000, 10_000, 60_000, 600_000, 3_600_000];
const TRIES_MAX = 24;
const STUCK_MS = 10_000;

export type AudioDownloader = ReturnType<typeof createAudioDownloader>;

type Kept = { file: string; contentType: string; size: number };
type Fetched =
  | { kind: 'kept'; kept: Kept }
  /** The link ended: the record may have a new one. */
  | { kind: 'dead'; reason: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'again'; reason: string }
  /** Our own disk's trouble: tried for as long as it lasts. */
  | { kind: 'unwritable'; reason: string };

/** Copies each finished take into the data folder before the vendor's link ends. */
export function createAudioDownloader(context: Context) {
  const { store, changes, upstream, clock, files } = context;
  const busy = new Set<string>();
  const stopped = new AbortController();
  let callOff = () => {};

  changes.watch((entry) => {
    if (entry.unkept) wakeAfter(0);
  });

  function wakeAfter(ms: number): void {
    if (stopped.signal.aborted) return;
    callOff();
    callOff = clock.after(ms, pump);
  }

  function pump(): void {
    // Whatever is fetched wakes this again when it ends.
    if (busy.size >= AT_ONCE) return;
    const now = clock.now();
    let nextAt = Infinity;
    for (const entry of store.select(
      'SELECT * FROM tasks WHERE unkept = 1 AND upstream = ? ORDER BY seq',
      upstream.id,
    )) {
      for (const take of entry.takes) {
        const key = `${entry.id}/${take.n}`;
        if (take.nextTryAt === null || busy.has(key)) continue;
        if (take.nextTryAt > now) nextAt = Math.min(nextAt, take.nextTryAt);
        else if (busy.size < AT_ONCE) start(key, entry, take);
      }
    }
    if (nextAt < Infinity) wakeAfter(nextAt - now);
  }

  function start(key: string, entry: TaskRow, take: StoredTake): void {
    const free = () => {
      busy.delete(key);
      wakeAfter(0);
    };
    busy.add(key);
    keep(entry, take).then(free, (error: unknown) => {
      // Not even the row could be written: at once would be a hot loop of downloads.
      context.report(error);
      clock.after(STUCK_MS, free);
    });
  }

  async function keep(entry: TaskRow, take: StoredTake): Promise<void> {
    let fetched = await fetchTake(entry.id, take);
    if (fetched.kind === 'dead' && entry.taskId !== null) {
      const renewed = await renewLink(entry, take.audioId);
      if (renewed) fetched = await fetchTake(entry.id, renewed);
    }
    if (stopped.signal.aborted && fetched.kind !== 'kept') return;
    if (!store.find(entry.id)) {
      // Purged meanwhile, and its audio with it.
      if (fetched.kind === 'kept') await files.remove(fetched.kept.file);
      return;
    }
    update(entry.id, take.n, (current) => outcome(current, fetched));
  }

  async function renewLink(entry: TaskRow, audioId: string): Promise<StoredTake | null> {
    if (entry.taskId === null) return null;
    const answer = await upstream.readRecord(entry.taskId);
    if (answer.kind !== 'found' || !store.find(entry.id)) return null;
    const takes = mergeTakes(store.fresh(entry.id).takes, answer.record.takes, clock.now());
    const renewed = takes.find((take) => take.audioId === audioId);
    return renewed ?? null;
  }

  function outcome(take: StoredTake, fetched: Fetched): StoredTake {
    if (fetched.kind === 'kept') return { ...take, ...fetched.kept, keepProblem: null, nextTryAt: null };
    const tries = take.tries + 1;
    const wait = RETRY_MS[Math.min(tries, RETRY_MS.length) - 1] ?? 0;
    const over = fetched.kind === 'refused' || (tries >= TRIES_MAX && fetched.kind !== 'unwritable');
    return { ...take, tries, keepProblem: fetched.reason, nextTryAt: over ? null : clock.now() + wait };
  }

  function update(id: string, n: number, next: (take: StoredTake) => StoredTake): void {
    const takes = store.fresh(id).takes.map((take) => (take.n === n ? next(take) : take));
    store.change(id, { takes, unkept: takes.some(({ nextTryAt }) => nextTryAt !== null) });
  }

  async function fetchTake(id: string, take: StoredTake): Promise<Fetched> {
    if (take.url === null)
      return { kind: 'again', reason: 'The vendor has not given this take’s address yet.' };
    const answer = await openAudio(upstream, take.url, stopped.signal);
    if (answer.kind === 'dead')
      return { kind: 'dead', reason: `The vendor’s link has ended: ${answer.reason}.` };
    if (answer.kind === 'refused') return { kind: 'refused', reason: answer.reason };
    if (answer.kind === 'failed')
      return { kind: 'again', reason: `The file could not be fetched: ${answer.reason}.` };
    return save(`takes/${id}/${take.n}.${answer.extension}`, answer.body, answer.contentType, answer.length);
  }

  async function save(
    file: string,
    body: ReadableStream<Uint8Array>,
    contentType: string,
    length: number | null,
  ): Promise<Fetched> {
    try {
      const size = await files.write(file, body, { maxBytes: TAKE_MAX_BYTES });
      if (length !== null && size < length) {
        await files.remove(file);
        return { kind: 'again', reason: 'The file came only in part.' };
      }
      return { kind: 'kept', kept: { file, contentType, size } };
    } catch (error) {
      // The folder itself may have been the trouble: then nobody has read a byte, and the link stands open.
      await body.cancel().catch(() => undefined);
      if (error instanceof FileTooLarge)
        return { kind: 'refused', reason: 'The file is larger than 100 MB.' };
      const reason = diskSentence(error);
      return reason === null
        ? { kind: 'again', reason: 'The download broke off.' }
        : { kind: 'unwritable', reason };
    }
  }

  return {
    resume: () => wakeAfter(0),
    close(): void {
      stopped.abort();
      callOff();
    },
  };
}

/** Null: not the disk's doing. */
export function diskSentence(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'The disk is full: make room, it is tried again.';
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return 'The data folder cannot be written.';
  return null;
}

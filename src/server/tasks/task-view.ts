import { SLOW_AFTER_MS } from '#shared/limits.ts';
import { becauseOf, sayNotKept } from '#shared/messages/not-kept.ts';
import type { Take, Task } from '#shared/task.ts';

import type { StoredTake, TaskRow } from '../db/task-row.ts';
import type { ConnectionRegistry } from './task-context.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

/**
 * Epoch ms at which a take that was not kept can be had no longer; null when that is not known. One that came without a
 * link, as out of a backup, and that no record is asked for, was at its end when it came.
 */
function endsAt({ createdAt }: TaskRow, take: StoredTake): number | null {
  return take.expiresAt ?? (isLinkless(take) ? createdAt : null);
}

const isLinkless = ({ url, streamUrl, nextTryAt }: StoredTake): boolean =>
  url === null && streamUrl === null && nextTryAt === null;

/** Why no copy of it is kept. Earlier releases gave no code: that there is no link is seen all the same. */
function whyNotKept(take: StoredTake): Pick<Take, 'keepProblem' | 'keepReason'> {
  const why = take.keepReason ?? (isLinkless(take) ? becauseOf('noLink') : undefined);
  const keepProblem = take.keepProblem ?? (why && sayNotKept(why));
  return { ...(keepProblem !== undefined && { keepProblem }), ...(why && { keepReason: why }) };
}

function toTake(row: TaskRow, take: StoredTake, basePath: string): Take {
  const kept = take.file !== null;
  const ends = kept ? null : endsAt(row, take);
  return {
    n: take.n,
    audioId: take.audioId,
    title: take.title,
    durationS: take.durationS,
    audio: `${basePath}/api/tasks/${row.id}/takes/${take.n}/audio`,
    kept,
    verdict: take.verdict ?? null,
    edits: take.edits ?? [],
    ...(take.heard && { heard: take.heard }),
    expiresAt: ends === null ? null : iso(ends),
    ...(!kept && whyNotKept(take)),
  };
}

/** Epoch ms from which a rendering task takes longer than usual. */
export const slowFrom = ({ sentAt, createdAt }: TaskRow): number => (sentAt ?? createdAt) + SLOW_AFTER_MS;

function must<T>(value: T | null, row: TaskRow, what: string): T {
  if (value === null) throw new Error(`Task ${row.id} is ${row.state} but has no ${what}.`);
  return value;
}

interface ViewParts {
  connections: Pick<ConnectionRegistry, 'placeOf' | 'nameOf'>;
  batchName: (id: string) => string;
  /** What our paths begin with: `/cuesmith`, or nothing. */
  basePath: string;
  /** Epoch ms. */
  now: number;
}

const baseOf = (row: TaskRow, connectionName: string, batchName: ViewParts['batchName']) => ({
  id: row.id,
  rev: row.rev,
  connection: { id: row.connection, name: connectionName },
  createdAt: iso(row.createdAt),
  seq: row.seq,
  updatedAt: iso(row.updatedAt),
  request: row.request,
  resentFrom: row.resentFrom,
  resentAs: row.resentAs,
  tracked: row.tracked,
  title: row.title,
  notes: row.notes,
  tags: row.tags,
  favourite: row.favourite,
  by: row.sentBy,
  batch: row.batch === null ? null : { id: row.batch, name: batchName(row.batch) },
  ...(row.deletedAt !== null && { deletedAt: iso(row.deletedAt) }),
});

const soundOf = (row: TaskRow, basePath: string) => ({
  taskId: must(row.taskId, row, 'taskId'),
  heard: row.heard,
  notUnderstood: row.notUnderstood,
  takes: row.takes.map((take) => toTake(row, take, basePath)),
});

/** Of a send whose outcome nobody knows. */
const uncertaintyOf = (row: TaskRow) => ({
  problem: must(row.problem, row, 'problem'),
  sentAt: iso(must(row.sentAt, row, 'time of sending')),
  bytes: row.bytes,
  ...(row.creditsBefore !== null && { creditsBefore: row.creditsBefore }),
  ...(row.creditsAfter !== null && { creditsAfter: row.creditsAfter }),
  ...(row.offeredTaskId !== null && { offeredTaskId: row.offeredTaskId }),
});

/** A row as a client gets it. */
export function toTask(row: TaskRow, { connections, batchName, basePath, now }: ViewParts): Task {
  const base = baseOf(row, connections.nameOf(row.connection), batchName);
  const sound = () => soundOf(row, basePath);
  const problem = () => must(row.problem, row, 'problem');
  switch (row.state) {
    case 'held': {
      const { position, sendAt, waitsFor } = connections.placeOf(row);
      return {
        ...base,
        state: 'held',
        queue: { position, sendAt: sendAt === null ? null : iso(sendAt), waitsFor },
        ...(row.problem && { problem: row.problem }),
      };
    }
    case 'sending':
      return { ...base, state: 'sending', sentAt: iso(must(row.sentAt, row, 'time of sending')) };
    case 'refused':
      return { ...base, state: 'refused', problem: problem() };
    case 'unknown':
      return { ...base, ...uncertaintyOf(row), state: 'unknown' };
    case 'dismissed':
      return row.taskId === null
        ? { ...base, ...uncertaintyOf(row), state: 'dismissed' }
        : { ...base, ...uncertaintyOf(row), ...sound(), state: 'dismissed' };
    case 'rendering': {
      const slowAt = slowFrom(row);
      return {
        ...base,
        ...sound(),
        state: 'rendering',
        stage: must(row.stage, row, 'stage'),
        ...(slowAt <= now && { slowSince: iso(slowAt) }),
      };
    }
    case 'ready':
      return { ...base, ...sound(), state: 'ready' };
    case 'failed':
      return { ...base, ...sound(), state: 'failed', problem: problem() };
    case 'cancelled':
      return { ...base, state: 'cancelled' };
  }
}

import type { Take, Task } from '#shared/task.ts';

import type { StoredTake, TaskRow } from '../db/task-row.ts';
import type { SendQueue } from './sending/send-queue.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

export const takePath = (id: string, n: number): string => `/api/tasks/${id}/takes/${n}/audio`;

function toTake(id: string, take: StoredTake): Take {
  const kept = take.file !== null;
  return {
    n: take.n,
    audioId: take.audioId,
    title: take.title,
    durationS: take.durationS,
    audio: takePath(id, take.n),
    kept,
    expiresAt: kept || take.expiresAt === null ? null : iso(take.expiresAt),
    ...(take.keepProblem !== null && !kept && { keepProblem: take.keepProblem }),
  };
}

/** An row lacks what its state must have: the database was written by something else. */
function must<T>(value: T | null, row: TaskRow, what: string): T {
  if (value === null) throw new Error(`Task ${row.id} is ${row.state} but has no ${what}.`);
  return value;
}

/** `queue` places a held task; other states ignore it. */
export function toTask(row: TaskRow, queue: SendQueue, batchName: (id: string) => string): Task {
  const base = {
    id: row.id,
    rev: row.rev,
    upstream: row.upstream,
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
    request: row.request,
    resentFrom: row.resentFrom,
    resentAs: row.resentAs,
    tracked: row.tracked,
    title: row.title,
    notes: row.notes,
    tags: row.tags,
    favourite: row.favourite,
    batch: row.batch === null ? null : { id: row.batch, name: batchName(row.batch) },
  };
  const sound = () => ({
    taskId: must(row.taskId, row, 'taskId'),
    heard: row.heard,
    notUnderstood: row.notUnderstood,
    takes: row.takes.map((take) => toTake(row.id, take)),
  });
  const problem = () => must(row.problem, row, 'problem');
  switch (row.state) {
    case 'held': {
      const { position, sendAt, waitsFor } = queue(row);
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
    case 'dismissed':
      return {
        ...base,
        state: row.state,
        problem: problem(),
        sentAt: iso(must(row.sentAt, row, 'time of sending')),
        bytes: row.bytes,
        ...(row.creditsBefore !== null && { creditsBefore: row.creditsBefore }),
        ...(row.creditsAfter !== null && { creditsAfter: row.creditsAfter }),
        ...(row.offeredTaskId !== null && { offeredTaskId: row.offeredTaskId }),
      };
    case 'rendering':
      return { ...base, ...sound(), state: 'rendering', stage: must(row.stage, row, 'stage') };
    case 'ready':
      return { ...base, ...sound(), state: 'ready' };
    case 'failed':
      return { ...base, ...sound(), state: 'failed', problem: problem() };
    case 'cancelled':
      return { ...base, state: 'cancelled' };
  }
}

import type { Take, Task } from '#shared/task.ts';

import type { StoredTake, TaskRow } from '../db/task-row.ts';
import type { QueuePlace } from './send-queue.ts';

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

/** An entry lacks what its state must have: the database was written by something else. */
function must<T>(value: T | null, entry: TaskRow, what: string): T {
  if (value === null) throw new Error(`Task ${entry.id} is ${entry.state} but has no ${what}.`);
  return value;
}

/** `queue` places a held task; other states ignore it. */
export function toTask(
  entry: TaskRow,
  queue: (entry: TaskRow) => QueuePlace,
  batchName: (id: string) => string,
): Task {
  const base = {
    id: entry.id,
    rev: entry.rev,
    upstream: entry.upstream,
    createdAt: iso(entry.createdAt),
    updatedAt: iso(entry.updatedAt),
    request: entry.request,
    resentFrom: entry.resentFrom,
    tracked: entry.tracked,
    title: entry.title,
    notes: entry.notes,
    tags: entry.tags,
    favourite: entry.favourite,
    batch: entry.batch === null ? null : { id: entry.batch, name: batchName(entry.batch) },
  };
  const sound = () => ({
    taskId: must(entry.taskId, entry, 'taskId'),
    heard: entry.heard,
    notUnderstood: entry.notUnderstood,
    takes: entry.takes.map((take) => toTake(entry.id, take)),
  });
  const problem = () => must(entry.problem, entry, 'problem');
  switch (entry.state) {
    case 'held': {
      const { position, sendAt, paused } = queue(entry);
      return {
        ...base,
        state: 'held',
        queue: { position, sendAt: sendAt === null ? null : iso(sendAt), ...(paused && { paused }) },
        ...(entry.problem && { problem: entry.problem }),
      };
    }
    case 'sending':
      return { ...base, state: 'sending', sentAt: iso(must(entry.sentAt, entry, 'time of sending')) };
    case 'refused':
      return { ...base, state: 'refused', problem: problem() };
    case 'unknown':
    case 'dismissed':
      return {
        ...base,
        state: entry.state,
        problem: problem(),
        sentAt: iso(must(entry.sentAt, entry, 'time of sending')),
        bytes: entry.bytes,
        ...(entry.creditsBefore !== null && { creditsBefore: entry.creditsBefore }),
        ...(entry.creditsAfter !== null && { creditsAfter: entry.creditsAfter }),
        ...(entry.offeredTaskId !== null && { offeredTaskId: entry.offeredTaskId }),
      };
    case 'rendering':
      return { ...base, ...sound(), state: 'rendering', stage: must(entry.stage, entry, 'stage') };
    case 'ready':
      return { ...base, ...sound(), state: 'ready' };
    case 'failed':
      return { ...base, ...sound(), state: 'failed', problem: problem() };
    case 'cancelled':
      return { ...base, state: 'cancelled' };
  }
}

import type { Problem } from '#shared/problem.ts';
import type { KnownRequest } from '#shared/sound-request.ts';
import { STAGES, type Stage, type TaskState } from '#shared/task.ts';

import type { TaskChange } from '../../db/task-repository.ts';
import type { StoredTake, TaskRow } from '../../db/task-row.ts';
import type { RecordFacts, RecordTake } from '../../vendor/vendor.ts';

/** Vendors keep files for 14 days. */
const LINK_LIFE_MS = 14 * 24 * 3_600_000;
export const DEADLINE_MS = 30 * 60_000;

export const further = (a: Stage | null, b: Stage): Stage =>
  a !== null && STAGES.indexOf(a) > STAGES.indexOf(b) ? a : b;

/** A value once told is never replaced by nothing, and a take keeps its number. */
export function mergeTakes(known: StoredTake[], told: RecordTake[], now: number): StoredTake[] {
  const takes = known.map((take) => ({ ...take }));
  for (const [i, take] of told.entries()) {
    if (take.audioUrl === null && take.streamUrl === null) continue;
    const old = takes.find(({ audioId }) => audioId === take.audioId);
    if (old) {
      old.title = take.title || old.title;
      old.durationS = take.durationS ?? old.durationS;
      if (take.audioUrl !== null && old.url !== take.audioUrl) {
        // That there was none is no reason any more.
        if (old.url === null && old.file === null) {
          old.keepProblem = null;
          delete old.keepReason;
          old.nextTryAt = now;
        }
        old.url = take.audioUrl;
        old.expiresAt = now + LINK_LIFE_MS;
        old.nextTryAt ??= old.file === null ? now : null;
      }
      old.streamUrl = take.streamUrl ?? old.streamUrl;
      continue;
    }
    const wanted = i + 1;
    const free = takes.some(({ n }) => n === wanted) ? Math.max(...takes.map(({ n }) => n)) + 1 : wanted;
    takes.push({
      n: free,
      audioId: take.audioId,
      title: take.title,
      durationS: take.durationS,
      url: take.audioUrl,
      streamUrl: take.streamUrl,
      expiresAt: take.audioUrl === null ? null : now + LINK_LIFE_MS,
      file: null,
      contentType: null,
      size: null,
      keepProblem: null,
      tries: 0,
      nextTryAt: take.audioUrl === null ? null : now,
    });
  }
  return takes.sort((a, b) => a.n - b.n);
}

/**
 * What a record makes of a task; null: nothing new.
 * @param isLate the deadline has passed: a task that still renders has failed
 * @param reopen a timed-out task that still renders is followed again, since somebody asked
 */
export function applyRecord(
  row: TaskRow,
  record: RecordFacts,
  { now, isLate = false, reopen = false }: { now: number; isLate?: boolean; reopen?: boolean },
): { state: TaskState; change: TaskChange } | null {
  const takes = mergeTakes(row.takes, record.takes, now);
  const title = row.title || (takes.find((take) => take.title !== '')?.title ?? '');
  const change: TaskChange = {
    taskId: record.taskId,
    takes,
    title,
    heard: record.heard.length > 0 ? record.heard : row.heard,
    notUnderstood: record.notUnderstood.length > 0 ? record.notUnderstood : row.notUnderstood,
  };
  const { status } = record;
  if (status.kind === 'ready') return { state: 'ready', change: { ...change, problem: null, endedAt: now } };
  if (status.kind === 'failed') {
    return { state: 'failed', change: { ...change, problem: status.problem, endedAt: now } };
  }
  const stage = further(row.stage, status.kind === 'rendering' ? status.stage : 'FIRST_SUCCESS');
  if (row.state === 'rendering') {
    if (isLate && status.kind === 'without-audio') return withoutAudio(status.problem, change, now);
    if (isLate) return { state: 'failed', change: { ...change, problem: timedOut, endedAt: now } };
    const same =
      stage === row.stage && JSON.stringify(changed(row)) === JSON.stringify(changed({ ...row, ...change }));
    return same ? null : { state: 'rendering', change: { ...change, stage } };
  }
  // A task that timed out is opened again when someone asked, or when it has moved on by itself.
  if (row.state === 'failed' && !reopen && stage === row.stage) return null;
  return {
    state: 'rendering',
    change: {
      ...change,
      stage,
      problem: null,
      endedAt: null,
      deadlineAt: now + DEADLINE_MS,
      deadlineLeftMs: null,
    },
  };
}

/** When no address of audio came, a stream's is better than no sound. */
function withoutAudio(problem: Problem, change: TaskChange, now: number) {
  const streams = change.takes?.filter((take) => take.url !== null || take.streamUrl !== null) ?? [];
  if (streams.length === 0) return { state: 'failed' as const, change: { ...change, problem, endedAt: now } };
  const takes = streams.map((take) => ({
    ...take,
    url: take.url ?? take.streamUrl,
    expiresAt: take.expiresAt ?? now + LINK_LIFE_MS,
    nextTryAt: take.nextTryAt ?? (take.file === null ? now : null),
  }));
  return { state: 'ready' as const, change: { ...change, takes, problem: null, endedAt: now } };
}

const changed = ({ taskId, takes, title, heard, notUnderstood }: TaskRow) => [
  taskId,
  takes,
  title,
  heard,
  notUnderstood,
];

export const timedOut = {
  code: 'timed-out',
  message:
    'The vendor took the request but had not finished it within 30 minutes. It is asked again every hour.',
  charged: 'yes',
} as const;

export const samePrompt = (a: KnownRequest, b: KnownRequest): boolean =>
  a.prompt !== null && b.prompt !== null && a.prompt.trim() === b.prompt.trim();

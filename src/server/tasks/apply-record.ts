import type { KnownRequest, SoundRequest } from '#shared/sound-request.ts';
import { STAGES, type Stage, type TaskState } from '#shared/task.ts';

import type { TaskChange } from '../db/task-repository.ts';
import type { StoredTake, TaskRow } from '../db/task-row.ts';
import type { RecordFacts, RecordTake } from '../vendor/vendor.ts';

/** Vendors keep files for 14 days (upstream-api.md, section 7). */
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
        old.url = take.audioUrl;
        old.expiresAt ??= now + LINK_LIFE_MS;
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

/** What a record makes of a task. Null: nothing new. `final` is false for a read that must not re-open a timed-out task. */
export function applyRecord(
  entry: TaskRow,
  record: RecordFacts,
  now: number,
  { reopen }: { reopen: boolean },
): { state: TaskState; change: TaskChange } | null {
  const takes = mergeTakes(entry.takes, record.takes, now);
  const title = entry.title || (takes.find((take) => take.title !== '')?.title ?? '');
  const change: TaskChange = {
    taskId: record.taskId,
    takes,
    title,
    unkept: takes.some(({ nextTryAt }) => nextTryAt !== null),
    heard: record.heard.length > 0 ? record.heard : entry.heard,
    notUnderstood: record.notUnderstood.length > 0 ? record.notUnderstood : entry.notUnderstood,
  };
  const { status } = record;
  if (status.kind === 'ready') return { state: 'ready', change: { ...change, problem: null, endedAt: now } };
  if (status.kind === 'failed') {
    return { state: 'failed', change: { ...change, problem: status.problem, endedAt: now } };
  }
  const stage = further(entry.stage, status.kind === 'rendering' ? status.stage : 'FIRST_SUCCESS');
  if (entry.state === 'rendering') {
    if (entry.deadlineAt !== null && now >= entry.deadlineAt) {
      const problem = status.kind === 'without-audio' ? status.problem : timedOut;
      return { state: 'failed', change: { ...change, problem, endedAt: now } };
    }
    const same =
      stage === entry.stage &&
      JSON.stringify(changed(entry)) === JSON.stringify(changed({ ...entry, ...change }));
    return same ? null : { state: 'rendering', change: { ...change, stage } };
  }
  // A task that timed out is opened again when someone asked, or when it has moved on by itself.
  if (entry.state === 'failed' && !reopen && stage === entry.stage) return null;
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

/** The request as it can be sent again; null when the vendor's record left something out. */
export function sendable(request: KnownRequest): SoundRequest | null {
  const { prompt, model, soundLoop, soundTempo, soundKey, grabLyrics, callBackUrl } = request;
  if (prompt === null || model === null || soundLoop === null || soundKey === null || grabLyrics === null)
    return null;
  return {
    prompt,
    model,
    soundLoop,
    soundTempo,
    soundKey,
    grabLyrics,
    ...(callBackUrl !== undefined && { callBackUrl }),
  };
}

import type { TaskRow } from '../db/task-row.ts';
import type { Json } from '../vendor/parse-json.ts';
import { isTimedOut } from './polling/late-reader.ts';

/**
 * A task's record as far as we know it ourselves, for a program that asks while the vendor cannot be asked or has
 * forgotten it; null for a task of which only the vendor can tell.
 */
export function recordOfRow(row: TaskRow): Json | null {
  const { taskId, takes, request, createdAt, problem } = row;
  const status = statusOf(row);
  if (taskId === null || status === null) return null;
  const isFailed = row.state === 'failed';
  return {
    taskId,
    parentMusicId: '',
    param: JSON.stringify(Object.fromEntries(Object.entries(request).filter(([, value]) => value !== null))),
    response:
      takes.length === 0
        ? null
        : {
            taskId,
            sunoData: takes.map(({ audioId, url, streamUrl, title, durationS }) => ({
              id: audioId,
              audioUrl: url ?? '',
              sourceAudioUrl: url ?? '',
              streamAudioUrl: streamUrl ?? '',
              sourceStreamAudioUrl: streamUrl ?? '',
              imageUrl: '',
              prompt: request.prompt ?? '',
              modelName: '',
              title,
              tags: '',
              createTime: createdAt,
              duration: durationS,
            })),
          },
    status,
    type: 'GENERATE',
    operationType: 'sounds',
    errorCode: isFailed ? (problem?.vendorCode ?? null) : null,
    errorMessage: isFailed ? (problem?.vendorMessage ?? problem?.message ?? null) : null,
    createTime: createdAt,
  };
}

function statusOf(row: TaskRow): string | null {
  if (row.state === 'rendering') return row.stage ?? 'PENDING';
  if (row.state === 'ready') return 'SUCCESS';
  if (row.state !== 'failed' || isTimedOut(row)) return null;
  return row.problem?.code === 'moderated' ? 'SENSITIVE_WORD_ERROR' : 'GENERATE_AUDIO_FAILED';
}

import { namedTake, takeFileName } from '#shared/take-file-name.ts';
import { taskIdOf, type Take, type Task } from '#shared/task.ts';

import * as words from '../../strings/task-strings.ts';
import type { InspectedSound, Keep } from './inspected-sound.ts';

const KEPT = 'keep';
export const keepTag = (keep: Keep, take: number): string =>
  `${keep === 'kept' ? KEPT : 'reject'} ${String.fromCodePoint(64 + take)}`;
export const isKeepTag = (tag: string, take: number): boolean =>
  tag === keepTag('kept', take) || tag === keepTag('rejected', take);

/** A take as the inspector opens it. */
export function soundOf(task: Task, { n, audio, audioId }: Take): InspectedSound {
  const { prompt, soundTempo, soundKey, soundLoop, grabLyrics } = task.request;
  const { tags } = task;
  return {
    id: audio,
    source: audio,
    title: prompt || task.title || words.untitled,
    asked: { bpm: soundTempo, key: soundKey, loop: soundLoop === true },
    from: { id: task.id, taskId: taskIdOf(task) ?? '', take: n, audioId, hasLyrics: grabLyrics === true },
    keep: tags.includes(keepTag('kept', n))
      ? 'kept'
      : tags.includes(keepTag('rejected', n))
        ? 'rejected'
        : null,
  };
}

export const soundsOf = (task: Task): InspectedSound[] =>
  'takes' in task ? task.takes.map((take) => soundOf(task, take)) : [];

/** The name of a take's file as the vendor gave it. */
export const nameOfTake = (task: Task, { n }: Take): string =>
  takeFileName(namedTake({ ...task, taskId: taskIdOf(task) ?? null }, n), 'mp3');

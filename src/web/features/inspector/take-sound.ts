import { namedTake, takeFileName } from '#shared/take-file-name.ts';
import { taskIdOf, type Take, type Task } from '#shared/task.ts';

import * as words from '../../strings/task-strings.ts';
import type { InspectedSound } from './inspected-sound.ts';

/** A take as the inspector opens it. */
export function soundOf(task: Task, { n, audio, audioId, verdict }: Take): InspectedSound {
  const { prompt, soundTempo, soundKey, soundLoop, grabLyrics } = task.request;
  return {
    id: audio,
    source: audio,
    title: prompt || task.title || words.untitled,
    asked: { bpm: soundTempo, key: soundKey, loop: soundLoop === true },
    from: { id: task.id, taskId: taskIdOf(task) ?? '', take: n, audioId, hasLyrics: grabLyrics === true },
    keep: verdict,
  };
}

export const soundsOf = (task: Task): InspectedSound[] =>
  'takes' in task ? task.takes.map((take) => soundOf(task, take)) : [];

/** The name of a take's file as the vendor gave it. */
export const nameOfTake = (task: Task, { n }: Take): string =>
  takeFileName(namedTake({ ...task, taskId: taskIdOf(task) ?? null }, n), 'mp3');

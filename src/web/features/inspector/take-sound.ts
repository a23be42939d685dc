import { takesOf, taskIdOf, type Take, type Task } from '#shared/task.ts';

import { soundName } from '../tasks/card/task-status.ts';
import type { InspectedSound } from './inspected-sound.ts';

/** A take as the inspector opens it. */
export function soundOf(task: Task, { n, audio, audioId, verdict, edits }: Take): InspectedSound {
  const { soundTempo, soundKey, soundLoop, grabLyrics } = task.request;
  return {
    id: audio,
    source: audio,
    title: soundName(task),
    asked: { bpm: soundTempo, key: soundKey, loop: soundLoop === true },
    from: { id: task.id, taskId: taskIdOf(task) ?? '', take: n, audioId, hasLyrics: grabLyrics === true },
    keep: verdict,
    edits,
  };
}

export const soundsOf = (task: Task): InspectedSound[] => takesOf(task).map((take) => soundOf(task, take));

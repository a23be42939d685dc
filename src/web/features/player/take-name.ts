import { namedTake, takeFileName } from '#shared/take-file-name.ts';
import { taskIdOf, type Take, type Task } from '#shared/task.ts';

/** The name of a take's file as the vendor gave it. */
export const nameOfTake = (task: Task, { n }: Take): string =>
  takeFileName(namedTake({ ...task, taskId: taskIdOf(task) ?? null }, n), 'mp3');

import { namedTake, takeFileName } from '#shared/take-file-name.ts';
import { taskIdOf, type Take, type Task } from '#shared/task.ts';

/** Chromium's: a link dragged out of the page becomes the file behind it, under the take's own name. */
export function dragTake(data: DataTransfer, task: Task, { n, audio }: Take): void {
  const name = takeFileName(namedTake({ ...task, taskId: taskIdOf(task) ?? null }, n), 'mp3');
  data.setData('DownloadURL', `audio/mpeg:${name}:${new URL(`${audio}?download=1`, location.href).href}`);
}

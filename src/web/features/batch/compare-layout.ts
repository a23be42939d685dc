import type { KnownRequest } from '#shared/sound-request.ts';
import type { Task } from '#shared/task.ts';

export interface Column {
  id: string;
  request: KnownRequest;
}
export interface Row {
  prompt: string;
  /** One for each column; empty where the batch has none, several where one was sent again. */
  cells: (Column & { tasks: Task[] })[];
}

const columnOf = ({ soundKey, soundTempo, soundLoop, grabLyrics, model }: KnownRequest): string =>
  JSON.stringify([soundKey, soundTempo, soundLoop, grabLyrics, model]);
const promptOf = (task: Task): string => task.request.prompt ?? task.title;

/** Prompts down, ways they were asked for across, each in the order it was sent. */
export function layOut(tasks: readonly Task[]): { columns: Column[]; rows: Row[] } {
  const columns = new Map<string, KnownRequest>();
  const byPrompt = new Map<string, Task[]>();
  for (const task of tasks) {
    columns.set(columnOf(task.request), task.request);
    byPrompt.set(promptOf(task), [...(byPrompt.get(promptOf(task)) ?? []), task]);
  }
  const all = [...columns].map(([id, request]) => ({ id, request }));
  return {
    columns: all,
    rows: [...byPrompt].map(([prompt, each]) => ({
      prompt,
      cells: all.map((column) => ({
        ...column,
        tasks: each.filter((task) => columnOf(task.request) === column.id),
      })),
    })),
  };
}

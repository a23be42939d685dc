import type { Task } from '#shared/task.ts';

import type { OutboxRow } from '../../../state/outbox.ts';

/** A task, or a press that the server has not answered. */
export type ListItem =
  | { kind: 'task'; id: string; task: Task }
  | { kind: 'unanswered'; id: string; entry: OutboxRow };

/** Unanswered presses on top, then the tasks; each id once, whichever way it came. */
export function toListItems(tasks: readonly Task[], unanswered: readonly OutboxRow[]): ListItem[] {
  const seen = new Set<string>();
  const known = tasks.flatMap((task): ListItem[] => {
    if (seen.has(task.id)) return [];
    seen.add(task.id);
    return [{ kind: 'task', id: task.id, task }];
  });
  const open = unanswered
    .filter(({ id }) => !seen.has(id))
    .map((entry): ListItem => ({ kind: 'unanswered', id: entry.id, entry }));
  return [...open, ...known];
}

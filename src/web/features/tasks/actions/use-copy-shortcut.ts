import { taskIdOf, type Task } from '#shared/task.ts';

import { useShortcut } from '../../commands/shortcuts.ts';
import { focusedTaskId } from '../list/focused-task.ts';
import { press } from './list-presses.ts';

/** `C` copies the taskId of the card with the focus, or else of the newest that has one. */
export function useCopyShortcut(tasks: readonly Task[]): void {
  useShortcut('copyTaskId', () => {
    if (document.querySelector('dialog[open]')) return false;
    const focused = focusedTaskId();
    const task =
      focused === null
        ? tasks.find((each) => taskIdOf(each) !== undefined)
        : tasks.find(({ id }) => id === focused);
    const taskId = task && taskIdOf(task);
    press(({ copyTaskId, sayNoTaskId }) =>
      taskId === undefined ? sayNoTaskId(focused !== null) : copyTaskId(taskId),
    );
    return undefined;
  });
}

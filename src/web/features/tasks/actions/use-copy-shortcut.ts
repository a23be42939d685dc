import type { Task } from '#shared/task.ts';

import { useShortcut } from '../../commands/shortcuts.ts';
import { press } from './list-presses.ts';

/** `C` copies the taskId of the card with the focus, or else of the newest that has one. */
export function useCopyShortcut(tasks: readonly Task[]): void {
  useShortcut('copyTaskId', () => {
    if (document.querySelector('dialog[open]')) return false;
    press(({ copyFocusedTaskId }) => copyFocusedTaskId(tasks));
    return undefined;
  });
}

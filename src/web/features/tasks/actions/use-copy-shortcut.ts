import type { Task } from '#shared/task.ts';

import { useShortcut } from '../../commands/shortcuts.ts';
import { press } from './list-presses.ts';

/** `C`, see `copyFocusedTaskId`. */
export function useCopyShortcut(tasks: readonly Task[]): void {
  useShortcut('copyTaskId', () => {
    if (document.querySelector('dialog[open]')) return false;
    press(({ copyFocusedTaskId }) => copyFocusedTaskId(tasks));
    return undefined;
  });
}

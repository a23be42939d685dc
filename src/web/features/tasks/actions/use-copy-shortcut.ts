import { useEffect, useEffectEvent } from 'react';

import { taskIdOf, type Task } from '#shared/task.ts';

import { copyText } from '../../../lib/copy-text.ts';
import * as words from '../../../strings/task-strings.ts';
import { onCopyKey } from './copy-shortcut.ts';

/** `C` copies the taskId of the card with the focus, or else of the newest that has one. */
export function useCopyKey(tasks: readonly Task[], toast: (text: string) => void): void {
  const copy = useEffectEvent(async (focused: string | null) => {
    const task =
      focused === null
        ? tasks.find((each) => taskIdOf(each) !== undefined)
        : tasks.find(({ id }) => id === focused);
    const taskId = task && taskIdOf(task);
    if (taskId === undefined) return toast(focused === null ? words.nothingToCopy : words.hasNoTaskId);
    try {
      await copyText(taskId);
      toast(words.copied(taskId));
    } catch {
      toast(words.notCopied);
    }
  });
  useEffect(() => onCopyKey((focused) => void copy(focused)), []);
}

import { taskIdOf, type Task } from '#shared/task.ts';

import { announce } from '../../../lib/announce.ts';
import { ApiError } from '../../../lib/api-error.ts';
import { copyText } from '../../../lib/copy-text.ts';
import { showToast } from '../../../lib/toasts.ts';
import { notCopied } from '../../../strings/compose-strings.ts';
import * as words from '../../../strings/list-strings.ts';
import { errorText } from '../../../strings/problem-strings.ts';
import { focusedTaskId } from '../list/row-of.ts';

/**
 * Copies and says so, or that the browser allowed neither way.
 * @param onCopied shows it where it was pressed: no notice is drawn then, only said aloud
 */
async function copyAndSay(
  text: string | Promise<string>,
  said: () => string,
  onCopied?: () => void,
): Promise<void> {
  try {
    await copyText(text);
    await text;
  } catch (error) {
    // What was not copied can still be selected by hand.
    showToast(error instanceof ApiError ? errorText(error) : notCopied);
    return;
  }
  if (!onCopied) return void showToast(said());
  onCopied();
  announce(said());
}

export const copyTaskId = (taskId: string, onCopied?: () => void): Promise<void> =>
  copyAndSay(taskId, () => words.copied(taskId), onCopied);

/** Those of all these tasks, one per line; says how many have none. The tasks may still be on their way. */
export function copyTaskIds(tasks: readonly Task[] | Promise<readonly Task[]>): Promise<void> {
  let copied = 0;
  let without = 0;
  const textOf = (all: readonly Task[]) => {
    const taskIds = all.flatMap((task) => taskIdOf(task) ?? []);
    copied = taskIds.length;
    without = all.length - copied;
    return taskIds.join('\n');
  };
  const text = tasks instanceof Promise ? tasks.then(textOf) : textOf(tasks);
  return copyAndSay(text, () => words.copiedAll(copied, without));
}

/** That of the card with the focus, or else of the newest task that has one. */
export function copyFocusedTaskId(tasks: readonly Task[]): void {
  const focused = focusedTaskId();
  const task = tasks.find((each) => (focused === null ? taskIdOf(each) !== undefined : each.id === focused));
  const taskId = task && taskIdOf(task);
  if (taskId === undefined) showToast(focused === null ? words.nothingToCopy : words.hasNoTaskId);
  else void copyTaskId(taskId);
}

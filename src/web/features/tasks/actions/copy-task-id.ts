import { copyText } from '../../../lib/copy-text.ts';
import { showToast } from '../../../lib/toasts.ts';
import * as words from '../../../strings/task-strings.ts';

/** Copies and says so; false where the browser allowed neither way. */
async function copyAndSay(text: string, said: string): Promise<boolean> {
  try {
    await copyText(text);
  } catch {
    // The text can still be selected by hand.
    showToast(words.notCopied);
    return false;
  }
  showToast(said);
  return true;
}

export const copyTaskId = (taskId: string): Promise<boolean> => copyAndSay(taskId, words.copied(taskId));

export const copyTaskIds = (taskIds: readonly string[]): Promise<boolean> =>
  copyAndSay(taskIds.join('\n'), words.copiedAll(taskIds.length));

export const sayNoTaskId = (isOneCard: boolean): void =>
  showToast(isOneCard ? words.hasNoTaskId : words.nothingToCopy);

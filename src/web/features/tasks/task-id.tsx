import { useId, useState } from 'react';

import { buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useBoard } from './board-context.ts';
import { copyText } from './clipboard.ts';

const COPIED_MS = 1600;

/** Copies one taskId and says so. */
export function useCopyTaskId() {
  const { toast } = useBoard();
  return async (taskId: string): Promise<boolean> => {
    try {
      await copyText(taskId);
    } catch {
      // The clipboard was denied; the id can still be selected by hand.
      toast('The browser did not allow copying.');
      return false;
    }
    toast(`Copied taskId ${taskId}`);
    return true;
  };
}

/** The taskId and its Copy as one target. */
export function TaskId({ taskId }: { taskId: string }) {
  const codeId = useId();
  const copy = useCopyTaskId();
  const [isCopied, setIsCopied] = useState(false);
  const press = async () => {
    if (!(await copy(taskId))) return;
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), COPIED_MS);
  };
  return (
    <button
      type="button"
      aria-label="Copy taskId"
      aria-describedby={codeId}
      aria-keyshortcuts="C"
      title="Copy taskId (C)"
      className={buttonClass('quiet', 'copy-id -ml-2 max-w-full min-w-0 text-ink!')}
      onClick={() => void press()}
    >
      <code id={codeId} className="truncate select-text">
        {taskId}
      </code>
      <Icon name={isCopied ? 'check' : 'copy'} className={isCopied ? 'text-ok' : 'text-muted'} />
    </button>
  );
}

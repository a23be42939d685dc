import { useId, useState } from 'react';

import * as words from '../../../strings/task-strings.ts';
import { Icon } from '../../../ui/icon.tsx';
import { copyTaskId } from '../actions/copy-task-id.ts';

const COPIED_MS = 1600;

/** The taskId and its Copy as one target. */
export function TaskId({ taskId }: { taskId: string }) {
  const codeId = useId();
  const [isCopied, setIsCopied] = useState(false);
  const press = async () => {
    if (!(await copyTaskId(taskId))) return;
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), COPIED_MS);
  };
  return (
    <div className="group relative -ml-2 flex min-h-8 max-w-full min-w-0 items-center gap-2 rounded-control px-2 text-sm hover:bg-well">
      <code id={codeId} className="truncate">
        {taskId}
      </code>
      <Icon name={isCopied ? 'check' : 'copy'} className={isCopied ? 'text-ok' : 'text-muted'} />
      {/* Over both: one target, while the id stays text of its own to a screen reader. */}
      <button
        type="button"
        aria-label={words.copy}
        aria-describedby={codeId}
        aria-keyshortcuts="C"
        title={words.copyTitle}
        className="absolute inset-0 rounded-control"
        onClick={() => void press()}
      />
    </div>
  );
}

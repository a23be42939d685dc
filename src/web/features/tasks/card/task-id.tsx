import { use, useId, useState } from 'react';

import * as words from '../../../strings/task-strings.ts';
import { press } from '../actions/list-presses.ts';
import { RowTab } from './row-tab.ts';

const COPIED_MS = 1200;

/** The taskId and its Copy as one target. */
export function TaskId({ taskId }: { taskId: string }) {
  const codeId = useId();
  const tab = use(RowTab);
  const [isCopied, setIsCopied] = useState(false);
  const show = () => {
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), COPIED_MS);
  };
  return (
    <span className="task-id">
      <code id={codeId} className="truncate">
        {taskId}
      </code>
      {/* Over both: one target, while the id stays text of its own to a screen reader. */}
      <button
        type="button"
        data-icon={isCopied ? 'check' : 'copy'}
        aria-label={words.copy}
        aria-describedby={codeId}
        aria-keyshortcuts="C"
        title={words.copyTitle}
        tabIndex={tab}
        onClick={() => press(({ copyTaskId }) => copyTaskId(taskId, show))}
      />
    </span>
  );
}

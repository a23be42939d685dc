import { taskIdOf, type Task } from '#shared/task.ts';

import * as words from '../../../strings/task-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useButtonCommand } from '../../commands/use-button-command.ts';
import { copyTaskIds } from '../actions/copy-task-id.ts';

/** Copies the taskIds of all tasks shown; absent while there is none. */
export function CopyAll({ tasks }: { tasks: readonly Task[] }) {
  const taskIds = tasks.flatMap((task) => taskIdOf(task) ?? []);
  return taskIds.length === 0 ? null : <CopyButton taskIds={taskIds} />;
}

function CopyButton({ taskIds }: { taskIds: readonly string[] }) {
  const button = useButtonCommand(words.copyAllTaskIds);
  return (
    <Button
      look="quiet"
      ref={button}
      className="late"
      title={words.copyAllTitle}
      onClick={() => void copyTaskIds(taskIds)}
    >
      <Icon name="copy" />
      <span>
        {words.copyAll}
        <span className="max-sm:sr-only">{words.copyAllOf}</span>
      </span>
    </Button>
  );
}

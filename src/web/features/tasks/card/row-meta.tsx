import { SANDBOX_ID } from '#shared/connection.ts';
import { takesOf, taskIdOf, type Task } from '#shared/task.ts';

import * as words from '../../../strings/task-strings.ts';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { ConnectionName } from '../../connections/connection-name.tsx';
import { Age } from './age.tsx';
import { TaskId } from './task-id.tsx';
import { statusOf } from './task-status.ts';

const Expiry = lazyComponent(() => import('./expiry.tsx'), 'Expiry');

/** The taskId, and the state or the age. */
export function RowMeta({ task, isGone }: { task: Task; isGone: boolean }) {
  const { word, tone } = statusOf(task);
  // What stands in brackets is read whole or not at all (rows.css).
  const [state, more] = word.split(/(?=[(（])/);
  const taskId = taskIdOf(task);
  const isComing = task.state === 'sending' || task.state === 'held';
  const isLive = isComing || task.state === 'rendering';
  return (
    <div className="meta">
      {taskId === undefined ? (
        <span>{isComing ? words.taskIdFollows : words.noTaskId}</span>
      ) : (
        <TaskId taskId={taskId} />
      )}
      {!isGone && (
        <span className={task.state === 'ready' ? 'sr-only' : 'word'} data-tone={tone}>
          {state}
          {more && <span>{more}</span>}
        </span>
      )}
      <Age at={task.createdAt} isSpan={isLive} />
      {task.connection.id === SANDBOX_ID ? (
        <span className="maker">{task.connection.name}</span>
      ) : (
        <ConnectionName connection={task.connection} />
      )}
      {!isGone && takesOf(task).some(({ kept }) => !kept) && <Expiry task={task} />}
    </div>
  );
}

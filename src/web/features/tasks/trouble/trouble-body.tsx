import type { ReactNode } from 'react';

import type { FailedTask, Task } from '#shared/task.ts';

import { TakesRow } from '../card/takes-row.tsx';
import { wholeTakesOf } from '../card/task-status.ts';
import { CancelledRow } from './cancelled-row.tsx';
import { GoneRow } from './gone-row.tsx';
import { HeldRow } from './held-row.tsx';
import type { UnfollowedTask } from './next-step.ts';
import { ProblemRow } from './problem-row.tsx';
import { SlowRow } from './slow-row.tsx';

/** What stands in a row in place of its takes. Its code comes with the first row that waits or failed. */
export function TroubleBody({ task }: { task: Task }): ReactNode {
  switch (task.state) {
    case 'held':
      return <HeldRow task={task} />;
    case 'rendering':
      return <SlowRow id={task.id} since={task.createdAt} />;
    case 'ready':
      return <GoneRow task={task} />;
    case 'failed':
      return <EndedBody task={task} />;
    case 'dismissed':
      return task.taskId === undefined ? <ProblemRow task={task} /> : <EndedBody task={task} />;
    case 'refused':
    case 'unknown':
      return <ProblemRow task={task} />;
    case 'cancelled':
      return <CancelledRow task={task} />;
    case 'sending':
      return null;
    default:
      return task satisfies never;
  }
}

/** What came before it ended stays playable. */
function EndedBody({ task }: { task: FailedTask | UnfollowedTask }) {
  const takes = wholeTakesOf(task);
  return (
    <ProblemRow task={task}>
      {takes.length > 0 && <TakesRow task={{ ...task, takes, state: 'ready' }} />}
    </ProblemRow>
  );
}

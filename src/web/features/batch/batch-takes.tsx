import type { Task } from '#shared/task.ts';

import { sayProblem } from '../../strings/problem-strings.ts';
import { SendingRow, TakesRow } from '../tasks/card/takes-row.tsx';
import { statusOf, wholeTakesOf } from '../tasks/card/task-status.ts';

/** A task among others of its batch: its takes, or what became of it. */
export function BatchTakes({ task }: { task: Task }) {
  const { icon, word, tone } = statusOf(task);
  const takes = wholeTakesOf(task);
  if (task.state === 'ready' || task.state === 'rendering') return <TakesRow task={task} />;
  return (
    <>
      <p className="flex items-center gap-2 text-sm font-semibold">
        <span className="state" data-icon={icon} data-tone={tone} />
        {word}
      </p>
      {'problem' in task && task.problem && (
        <p className="text-sm">{sayProblem(task.problem.code, task.connection).what}</p>
      )}
      {task.state === 'sending' && <SendingRow />}
      {task.state === 'failed' && takes.length > 0 && <TakesRow task={{ ...task, takes, state: 'ready' }} />}
    </>
  );
}

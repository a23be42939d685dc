import type { Task } from '#contract/task.ts';

import { Icon } from '../../ui/icon.tsx';
import { sayProblem } from '../../words/problems.ts';
import { isWhole } from './take-row.tsx';
import { SendingRow, TakesRow } from './takes-row.tsx';
import { lookOf } from './task-look.ts';

/** A task among others of its batch: its takes, or what became of it. */
export function BatchTakes({ task }: { task: Task }) {
  const { icon, word, tone } = lookOf(task);
  const takes = 'takes' in task ? task.takes.filter(isWhole) : [];
  if (task.state === 'ready' || task.state === 'rendering') return <TakesRow task={task} />;
  return (
    <>
      <p className={`flex items-center gap-2 text-sm font-semibold ${tone}`}>
        <Icon name={icon} />
        {word}
      </p>
      {'problem' in task && task.problem && <p className="text-sm">{sayProblem(task.problem.code).what}</p>}
      {task.state === 'sending' && <SendingRow />}
      {task.state === 'failed' && takes.length > 0 && <TakesRow task={{ ...task, takes, state: 'ready' }} />}
    </>
  );
}

import type { Task } from '#shared/task.ts';

import { ownTitleOf, taskName } from './task-status.ts';

/** The headline: the person's own title and then the prompt, or the prompt alone. */
export function RowTitle({ id, task }: { id: string; task: Task }) {
  const own = ownTitleOf(task);
  const name = taskName(task);
  return (
    <h3 id={id} dir="auto" className="title" title={name}>
      {own === '' ? (
        name
      ) : (
        <>
          {own} {name !== own && <span dir="auto">{name}</span>}
        </>
      )}
    </h3>
  );
}

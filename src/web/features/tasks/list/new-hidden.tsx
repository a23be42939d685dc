import { useState } from 'react';

import type { Task } from '#shared/task.ts';

import { noFilters } from '../../../state/filters.ts';
import type { OutboxRow } from '../../../state/outbox.ts';
import { newHiddenTitle } from '../../../strings/list-strings.ts';
import { newAbove } from '../../../strings/task-strings.ts';
import { changeFilters } from '../filters/use-filters.ts';
import { UnderHead } from './under-head.tsx';

/** What was pressed while filters narrow the list, and is not in it; shows all tasks. One set of filters long. */
export function NewHidden({ pressed, tasks }: { pressed: readonly OutboxRow[]; tasks: readonly Task[] }) {
  const [known, setKnown] = useState<ReadonlySet<string>>(() => new Set(pressed.map(({ id }) => id)));
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const fresh = pressed.filter(({ id }) => !known.has(id)).map(({ id }) => id);
  if (fresh.length > 0) {
    setKnown(new Set([...known, ...fresh]));
    setHidden([...hidden, ...fresh]);
  }
  const count = hidden.filter((id) => !tasks.some((task) => task.id === id)).length;
  return count > 0 ? (
    <UnderHead
      title={newHiddenTitle}
      onClick={() => {
        changeFilters(noFilters);
        window.scrollTo({ top: 0 });
      }}
    >
      {newAbove(count)}
    </UnderHead>
  ) : null;
}

import { useEffect, useState } from 'react';

import type { Task } from '#shared/task.ts';

import { noFilters } from '../../../state/filters.ts';
import type { OutboxRow } from '../../../state/outbox.ts';
import * as words from '../../../strings/task-strings.ts';
import { changeFilters } from '../filters/use-filters.ts';
import type { ListItem } from './list-items.ts';

/** Says how many rows came above what is seen, and goes there. `offset`: of the list from the top of the page. */
export function NewAbove({ items, offset }: { items: readonly ListItem[]; offset: number }) {
  const top = items[0]?.id ?? null;
  const [isBelow, setIsBelow] = useState(false);
  const [seen, setSeen] = useState(top);
  useEffect(() => {
    const onScroll = () => setIsBelow(window.scrollY > offset);
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => window.removeEventListener('scroll', onScroll);
  }, [offset]);
  if (!isBelow && seen !== top) setSeen(top);
  const count = isBelow ? items.findIndex(({ id }) => id === seen) : 0;
  return count > 0 ? (
    <button type="button" className="new-above" onClick={() => window.scrollTo({ top: 0 })}>
      {words.newAbove(count)}
    </button>
  ) : null;
}

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
    <button
      type="button"
      className="new-above"
      title={words.newHiddenTitle}
      onClick={() => {
        changeFilters(noFilters);
        window.scrollTo({ top: 0 });
      }}
    >
      {words.newAbove(count)}
    </button>
  ) : null;
}

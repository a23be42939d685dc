import { useEffect, useState } from 'react';

import * as words from '../../../strings/task-strings.ts';
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

import { useEffect } from 'react';

import { announce } from '../../../lib/announce.ts';
import { isolate } from '../../../lib/isolate.ts';
import { countFilters, noFilters } from '../../../state/filters.ts';
import * as words from '../../../strings/list-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { ActionError } from '../actions/action-error.tsx';
import { useTrack } from '../actions/use-track.ts';
import { useFilters } from '../filters/use-filters.ts';

/** No task has the text; if it may be a taskId, it can be followed from here. */
const LIKE_A_TASK_ID = /^[\w.:-]{12,128}$/;

export function NothingFound() {
  const [filters, setFilters] = useFilters();
  const track = useTrack();
  const q = filters.q.trim();
  const count = countFilters(filters);
  const text =
    q !== ''
      ? words.nothingHas(isolate(q), count > 0)
      : filters.deleted && count === 1
        ? words.nothingDeleted
        : words.nothingFits;
  useEffect(() => announce(text), [text]);
  return (
    <div className="mt-4 grid justify-items-start gap-2">
      <p className="wrap-anywhere">{text}</p>
      {count > 0 && !filters.deleted && (
        <Button onClick={() => setFilters(noFilters)}>{words.showAllTasks}</Button>
      )}
      {LIKE_A_TASK_ID.test(q) && (
        <Button aria-busy={track.isPending} onClick={() => track.mutate(q)}>
          {words.trackIt}
        </Button>
      )}
      <ActionError error={track.error} />
    </div>
  );
}

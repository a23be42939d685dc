import { countFilters, type Filters } from '../../filters.ts';
import { Button } from '../../ui/button.tsx';
import { MoveError } from './move-error.tsx';
import { useTrack } from './track-form.tsx';

/** No task has the text; if it may be a taskId, it can be followed from here. */
const LIKE_A_TASK_ID = /^[\w.:-]{12,128}$/;

export function NothingFound({ filters, onClear }: { filters: Filters; onClear: () => void }) {
  const track = useTrack();
  const q = filters.q.trim();
  const count = countFilters(filters);
  return (
    <div className="mt-4 grid justify-items-start gap-2">
      <p className="wrap-anywhere">
        {q === ''
          ? 'No task fits these filters.'
          : `No task has “${q}” in its prompt, title, notes, tags or taskId${count > 0 ? ' and fits these filters' : ''}.`}
      </p>
      {count > 0 && <Button onClick={onClear}>Show all tasks</Button>}
      {LIKE_A_TASK_ID.test(q) && (
        <Button aria-busy={track.isPending} onClick={() => track.mutate(q)}>
          Track it as a taskId
        </Button>
      )}
      <MoveError error={track.error} />
    </div>
  );
}

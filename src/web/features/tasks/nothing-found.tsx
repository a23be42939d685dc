import { Button } from '../../ui/button.tsx';
import { MoveError } from './move-error.tsx';
import { useTrack } from './track-form.tsx';

/** No task has the text; if it may be a taskId, it can be followed from here. */
const LIKE_A_TASK_ID = /^[\w.:-]{12,128}$/;

export function NothingFound({ q }: { q: string }) {
  const track = useTrack();
  return (
    <div className="mt-4 grid justify-items-start gap-2">
      <p className="wrap-anywhere">No task has “{q}” in its prompt, notes, tags or taskId.</p>
      {LIKE_A_TASK_ID.test(q) && (
        <Button aria-busy={track.isPending} onClick={() => track.mutate(q)}>
          Track it as a taskId
        </Button>
      )}
      <MoveError error={track.error} />
    </div>
  );
}

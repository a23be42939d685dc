import { useApi } from '../../../api/api-context.ts';
import * as words from '../../../strings/task-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { ActionError } from '../actions/action-error.tsx';
import { useTaskAction } from '../actions/task-actions.ts';

/** Of a task that renders for longer than usual. */
export function SlowRow({ id }: { id: string }) {
  const api = useApi();
  const action = useTaskAction();
  return (
    <div className="flex flex-wrap items-center gap-2">
      <p className="me-2 text-sm text-warn">{words.isSlow}</p>
      <Button aria-busy={action.isPending} onClick={() => action.mutate(() => api.check(id))}>
        {words.checkNow}
      </Button>
      <Button
        look="quiet"
        title={words.stopFollowingTitle}
        aria-busy={action.isPending}
        onClick={() => action.mutate(() => api.dismiss(id))}
      >
        {words.stopFollowing}
      </Button>
      <ActionError error={action.error} />
    </div>
  );
}

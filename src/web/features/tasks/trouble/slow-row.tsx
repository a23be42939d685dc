import { useApi } from '../../../api/api-context.ts';
import * as calls from '../../../api/task-calls.ts';
import { useTicking } from '../../../lib/ticker.ts';
import { lasting as sayLasting } from '../../../strings/format/task-times.ts';
import * as words from '../../../strings/trouble-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { useTaskAction } from '../actions/task-actions.ts';
import { Trouble } from './trouble.tsx';

/** Of a task that renders for longer than usual. */
export function SlowRow({ id, since }: { id: string; since: string }) {
  const api = useApi();
  const action = useTaskAction();
  const time = Date.parse(since);
  const lasting = useTicking((now) => sayLasting(now - time));
  return (
    <Trouble
      error={action.error}
      buttons={
        <>
          <Button
            look="quiet"
            title={words.stopFollowingTitle}
            aria-busy={action.isPending}
            onClick={() => action.mutate(() => calls.dismiss(api, id))}
          >
            {words.stopFollowing}
          </Button>
          <Button
            look="primary"
            aria-busy={action.isPending}
            onClick={() => action.mutate(() => calls.check(api, id))}
          >
            {words.checkNow}
          </Button>
        </>
      }
    >
      <strong>{words.isSlow(lasting)}</strong> {words.isSlowNext}
    </Trouble>
  );
}

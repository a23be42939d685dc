import type { HeldTask } from '#shared/task.ts';

import { useApi } from '../../../api/api-context.ts';
import { useTicking } from '../../../lib/ticker.ts';
import { sayProblem } from '../../../strings/problem-strings.ts';
import * as words from '../../../strings/task-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { ActionError } from '../actions/action-error.tsx';
import { resend, useTaskAction } from '../actions/task-actions.ts';

/** A task that waits for its turn: its place, the expected wait, and Cancel, which costs nothing. */
export function HeldRow({ task }: { task: HeldTask }) {
  const api = useApi();
  const move = useTaskAction();
  const { position, sendAt } = task.queue;
  const until = task.problem?.retryAt ?? sendAt;
  const wait = useTicking((now) => (until === null ? '' : words.wait(Date.parse(until) - now)));
  const isElsewhere = sendAt === null;

  return (
    <div className="grid min-h-21 content-start gap-2">
      <p className="max-w-[70ch] text-sm">
        {task.problem && <strong className="font-semibold">{sayProblem(task.problem.code).what} </strong>}
        {isElsewhere
          ? words.elsewhere(task.upstream)
          : words.inLine(position, task.problem !== undefined, wait)}{' '}
        {words.nothingCharged}
      </p>
      <div className="flex flex-wrap gap-2">
        {isElsewhere && (
          <Button
            look="primary"
            aria-busy={move.isPending}
            onClick={() =>
              move.mutate(async () => {
                await api.cancel(task.id);
                return resend(api, task.id);
              })
            }
          >
            {words.sendAsNew}
          </Button>
        )}
        <Button aria-busy={move.isPending} onClick={() => move.mutate(() => api.cancel(task.id))}>
          {words.cancel}
        </Button>
      </div>
      <ActionError error={move.error} />
    </div>
  );
}

import { useState } from 'react';

import { isResendable } from '#shared/may-retry.ts';
import type { CancelledTask } from '#shared/task.ts';

import { useApi } from '../../../api/api-context.ts';
import * as words from '../../../strings/trouble-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { useIsRemoved } from '../../connections/connection-name.tsx';
import { resend, useTaskAction } from '../actions/task-actions.ts';
import { ChooseConnection } from './choose-connection.tsx';
import { Trouble } from './trouble.tsx';

/** Cancelled before it was sent: free, and sent as a new task by the same connection, else by one that is chosen. */
export function CancelledRow({ task }: { task: CancelledTask }) {
  const api = useApi();
  const action = useTaskAction();
  const isRemoved = useIsRemoved(task.connection.id);
  const [isChoosing, setIsChoosing] = useState(false);
  const run = (connection?: string) => {
    setIsChoosing(false);
    action.mutate(() => resend(api, task.id, connection));
  };
  return (
    <>
      <Trouble
        error={action.error}
        buttons={
          isResendable(task) && (
            <Button
              look="primary"
              aria-busy={action.isPending}
              {...(isRemoved && { 'aria-expanded': isChoosing })}
              onClick={() => (isRemoved ? setIsChoosing(!isChoosing) : run())}
            >
              {isRemoved ? words.chooseAnother : words.retry}
            </Button>
          )
        }
      >
        {words.cancelled}
      </Trouble>
      {isChoosing && (
        <div className="below">
          <ChooseConnection isBusy={action.isPending} onChoose={run} />
        </div>
      )}
    </>
  );
}

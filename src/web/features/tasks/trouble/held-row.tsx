import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import type { HeldTask } from '#shared/task.ts';

import { useApi } from '../../../api/api-context.ts';
import { changeBatch } from '../../../api/library-api.ts';
import * as calls from '../../../api/task-calls.ts';
import type { ApiError } from '../../../lib/api-error.ts';
import { useTicking } from '../../../lib/ticker.ts';
import { wait as sayWait } from '../../../strings/format/trouble-times.ts';
import { sayProblem } from '../../../strings/problem-strings.ts';
import * as words from '../../../strings/trouble-strings.ts';
import { putBatch } from '../../../sync/batch-cache.ts';
import { Button } from '../../../ui/button.tsx';
import { resend, useTaskAction } from '../actions/task-actions.ts';
import { ChooseConnection } from './choose-connection.tsx';
import { Trouble } from './trouble.tsx';

/** A task that waits: what for, its place in line, and Cancel, which costs nothing. */
export function HeldRow({ task }: { task: HeldTask }) {
  const api = useApi();
  const action = useTaskAction();
  const resume = useMutation<void, ApiError, string>({
    networkMode: 'always',
    mutationFn: async (batchId, { client }) => putBatch(client, await changeBatch(api, batchId, 'resume')),
  });
  const { waitsFor } = task.queue;
  const [isChoosing, setIsChoosing] = useState(false);
  const sendAsNew = async (connection: string) => {
    await calls.cancel(api, task.id);
    return resend(api, task.id, connection);
  };
  const isTurn = waitsFor === 'turn';
  return (
    <>
      <Trouble
        error={action.error ?? resume.error}
        buttons={
          <>
            <Button
              look={isTurn ? 'plain' : 'quiet'}
              aria-busy={action.isPending}
              onClick={() => action.mutate(() => calls.cancel(api, task.id))}
            >
              {words.cancel}
            </Button>
            {waitsFor === 'connection' && (
              <Button look="primary" aria-expanded={isChoosing} onClick={() => setIsChoosing(!isChoosing)}>
                {words.chooseAnother}
              </Button>
            )}
            {waitsFor === 'batch' && task.batch && (
              <ResumeButton
                isPending={resume.isPending}
                onPress={() => resume.mutate(task.batch?.id ?? '')}
              />
            )}
          </>
        }
      >
        {task.problem && <strong>{sayProblem(task.problem.code, task.connection).what} </strong>}
        <WaitText task={task} /> {words.nothingCharged}
      </Trouble>
      {isChoosing && (
        <div className="below">
          <ChooseConnection
            isBusy={action.isPending}
            onChoose={(connection) => action.mutate(() => sendAsNew(connection))}
          />
        </div>
      )}
    </>
  );
}

function ResumeButton({ isPending, onPress }: { isPending: boolean; onPress: () => void }) {
  return (
    <Button look="primary" aria-busy={isPending} onClick={onPress}>
      {words.resumeBatch}
    </Button>
  );
}

function WaitText({ task: { queue, problem, connection } }: { task: HeldTask }) {
  const until = problem?.retryAt ?? queue.sendAt;
  const wait = useTicking((now) => (until === null ? '' : sayWait(Date.parse(until) - now)));
  switch (queue.waitsFor) {
    case 'turn':
      return (
        <>
          <strong>{words.inLine(queue.position)}</strong> {words.sendsIn(problem !== undefined, wait)}
        </>
      );
    case 'batch':
      return words.batchPaused;
    case 'connection':
      return words.elsewhere(connection.name);
    default:
      return queue.waitsFor satisfies never;
  }
}

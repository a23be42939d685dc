import { useMutation } from '@tanstack/react-query';

import { DEFAULT_ID } from '#shared/connection.ts';
import type { HeldTask } from '#shared/task.ts';

import { useApi } from '../../../api/api-context.ts';
import { changeBatch } from '../../../api/library-api.ts';
import { useTicking } from '../../../lib/ticker.ts';
import { sayProblem } from '../../../strings/problem-strings.ts';
import * as words from '../../../strings/task-strings.ts';
import { putBatch } from '../../../sync/batch-cache.ts';
import { Button } from '../../../ui/button.tsx';
import { ActionError } from '../actions/action-error.tsx';
import { resend, useTaskAction } from '../actions/task-actions.ts';

/** A task that waits: what for, its place in line, and Cancel, which costs nothing. */
export function HeldRow({ task }: { task: HeldTask }) {
  const api = useApi();
  const action = useTaskAction();
  const { waitsFor } = task.queue;
  const sendAsNew = async () => {
    await api.cancel(task.id);
    return resend(api, task.id, DEFAULT_ID);
  };
  return (
    <div className="grid min-h-21 content-start gap-2">
      <p className="max-w-[70ch] text-sm">
        {task.problem && <strong className="font-semibold">{sayProblem(task.problem.code).what} </strong>}
        <WaitText task={task} /> {words.nothingCharged}
      </p>
      <div className="flex flex-wrap gap-2">
        {waitsFor === 'connection' && (
          <Button look="primary" aria-busy={action.isPending} onClick={() => action.mutate(sendAsNew)}>
            {words.sendAsNew}
          </Button>
        )}
        {waitsFor === 'batch' && task.batch && <ResumeButton batchId={task.batch.id} />}
        <Button aria-busy={action.isPending} onClick={() => action.mutate(() => api.cancel(task.id))}>
          {words.cancel}
        </Button>
      </div>
      <ActionError error={action.error} />
    </div>
  );
}

function WaitText({ task: { queue, problem, connection } }: { task: HeldTask }) {
  const until = problem?.retryAt ?? queue.sendAt;
  const wait = useTicking((now) => (until === null ? '' : words.wait(Date.parse(until) - now)));
  switch (queue.waitsFor) {
    case 'turn':
      return words.inLine(queue.position, problem !== undefined, wait);
    case 'batch':
      return words.batchPaused;
    case 'connection':
      return words.elsewhere(connection.name);
    default:
      return queue.waitsFor satisfies never;
  }
}

function ResumeButton({ batchId }: { batchId: string }) {
  const api = useApi();
  const resume = useMutation({
    networkMode: 'always',
    mutationFn: async (_nothing, { client }) => putBatch(client, await changeBatch(api, batchId, 'resume')),
  });
  return (
    <>
      <Button look="primary" aria-busy={resume.isPending} onClick={() => resume.mutate()}>
        {words.resumeBatch}
      </Button>
      <ActionError error={resume.error} />
    </>
  );
}

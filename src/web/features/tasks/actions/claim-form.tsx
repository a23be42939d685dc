import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';

import type { DismissedTask, Task, UnknownTask } from '#shared/task.ts';

import { connectionQuery } from '../../../api/api-client.ts';
import { useApi } from '../../../api/api-context.ts';
import * as calls from '../../../api/task-calls.ts';
import type { ApiError } from '../../../lib/api-error.ts';
import * as words from '../../../strings/trouble-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { ActionError } from './action-error.tsx';
import { Confirm } from './confirm.tsx';

/** Gives a task whose outcome is unknown the taskId that the vendor lists for it. */
export function ClaimForm({
  task,
  onClaimed,
}: {
  task: UnknownTask | DismissedTask;
  onClaimed: (task: Task) => void;
}) {
  const api = useApi();
  const id = useId();
  const { data: connection } = useQuery(connectionQuery(api));
  const [taskId, setTaskId] = useState(task.offeredTaskId ?? '');
  const claim = useMutation<Task, ApiError, { force: boolean }>({
    networkMode: 'always',
    mutationFn: ({ force }) => calls.claim(api, task.id, taskId.trim(), force),
    onSuccess: onClaimed,
  });
  const isMismatch = claim.error?.status === 409 && claim.error.code === 'invalid-request';

  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (taskId.trim() !== '') claim.mutate({ force: false });
      }}
    >
      <label htmlFor={id} className="text-sm text-muted">
        {task.offeredTaskId === undefined
          ? words.claimField(connection?.dialect ?? words.aVendor)
          : words.claimOffered}
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          id={id}
          value={taskId}
          onChange={(event) => {
            setTaskId(event.target.value);
            claim.reset();
          }}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={claim.isError}
          aria-describedby={claim.isError ? `${id}-error` : undefined}
          className="field min-h-(--ctl) min-w-0 flex-1 basis-48 px-3 font-mono text-sm"
        />
        <Button type="submit" look="primary" aria-busy={claim.isPending}>
          {words.claim}
        </Button>
      </div>
      {isMismatch ? (
        <Confirm
          question={words.claimAsk(claim.error?.message ?? '')}
          yes={words.claimAnyway}
          onYes={() => claim.mutate({ force: true })}
          onNo={() => claim.reset()}
        />
      ) : (
        <ActionError id={`${id}-error`} error={claim.error} />
      )}
    </form>
  );
}

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { RESTORE_MS } from '#shared/limits.ts';
import type { Task } from '#shared/task.ts';

import { useApi } from '../../../api/api-context.ts';
import { useTicking } from '../../../lib/ticker.ts';
import * as words from '../../../strings/task-strings.ts';
import { putTask, removeTask, taskCache } from '../../../sync/task-cache.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { keyTint } from '../../../ui/key-tint.ts';
import { ActionError } from '../actions/action-error.tsx';
import { Confirm } from '../actions/confirm.tsx';
import { Age } from '../card/age.tsx';
import { Chips } from '../card/chips.tsx';
import { PromptText } from '../card/prompt-text.tsx';
import { taskName } from '../card/task-status.ts';
import { focusBeside } from '../list/focused-task.ts';

/** A deleted task, for as long as it can be restored. */
export function DeletedCard({ task, deletedAt }: { task: Task; deletedAt: string }) {
  const api = useApi();
  const [isAsking, setIsAsking] = useState(false);
  const end = Date.parse(deletedAt) + RESTORE_MS;
  const left = useTicking((now) => words.goneIn(end - now));
  const restore = useMutation<Task>({
    networkMode: 'always',
    mutationFn: () => api.restore(task.id),
    onSuccess: (restored, _nothing, _result, { client }) => {
      focusBeside(task.id);
      taskCache(client).unforget(task.id);
      removeTask(client, task.id);
      taskCache(client).unforget(task.id);
      putTask(client, restored);
    },
  });
  const remove = useMutation({
    networkMode: 'always',
    mutationFn: () => api.remove(task.id, true),
    onSuccess: (_answer, _nothing, _result, { client }) => {
      focusBeside(task.id);
      removeTask(client, task.id);
    },
  });
  const headingId = `task-${task.id}`;
  return (
    <article
      aria-labelledby={headingId}
      tabIndex={-1}
      data-state="deleted"
      className="task-card relative grid gap-2 overflow-clip rounded-card border border-dashed border-edge bg-card p-4 pl-5"
      {...keyTint(task.request.soundKey)}
    >
      <div className="flex min-h-8 flex-wrap items-center gap-x-2">
        <p className="flex items-center gap-2 text-sm font-semibold text-muted">
          <Icon name="trash" />
          {words.isDeleted}
        </p>
        <Age at={deletedAt} />
        <p className="text-sm text-muted">{left}</p>
      </div>
      <Chips task={task} />
      <PromptText id={headingId} text={taskName(task)} />
      <div className="flex flex-wrap gap-2">
        <Button look="primary" aria-busy={restore.isPending} onClick={() => restore.mutate()}>
          {words.restore}
        </Button>
        <Button onClick={() => setIsAsking(true)}>{words.deleteForGood}</Button>
      </div>
      {isAsking && (
        <Confirm
          question={words.deleteForGoodAsk}
          yes={words.deleteForGood}
          onYes={() => remove.mutate()}
          onNo={() => setIsAsking(false)}
        />
      )}
      <ActionError error={restore.error ?? remove.error} />
    </article>
  );
}

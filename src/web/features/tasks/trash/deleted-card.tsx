import { useMutation } from '@tanstack/react-query';

import '../../../styles/trouble.css';
import { useState } from 'react';

import { RESTORE_MS } from '#shared/limits.ts';
import type { Task } from '#shared/task.ts';

import { useApi } from '../../../api/api-context.ts';
import * as calls from '../../../api/task-calls.ts';
import { useTicking } from '../../../lib/ticker.ts';
import { goneIn } from '../../../strings/format/trouble-times.ts';
import * as words from '../../../strings/trouble-strings.ts';
import { putTask, removeTask, taskCache } from '../../../sync/task-cache.ts';
import { Button } from '../../../ui/button.tsx';
import { DescribedBy } from '../../../ui/described-by.ts';
import { keyTint } from '../../../ui/key-tint.ts';
import { ActionError } from '../actions/action-error.tsx';
import { Confirm } from '../actions/confirm.tsx';
import { focusBeside } from '../actions/focus-beside.ts';
import { endUndo } from '../actions/task-actions.ts';
import { Age } from '../card/age.tsx';
import { Chips } from '../card/chips.tsx';
import { tabStop } from '../card/row-tab.ts';
import { RowTitle } from '../card/row-title.tsx';

/** Back into the list, or away for good. */
function useWayBack(task: Task) {
  const api = useApi();
  const restore = useMutation<Task>({
    networkMode: 'always',
    mutationFn: () => calls.restore(api, task.id),
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
    mutationFn: () => calls.remove(api, task.id, true),
    onSuccess: (_answer, _nothing, _result, { client }) => {
      focusBeside(task.id);
      removeTask(client, task.id);
      endUndo(task.id);
    },
  });
  return { restore, remove };
}

/** A deleted task, for as long as it can be restored. */
export function DeletedCard({
  task,
  deletedAt,
  isCurrent,
}: {
  task: Task;
  deletedAt: string;
  isCurrent: boolean;
}) {
  const [isAsking, setIsAsking] = useState(false);
  const end = Date.parse(deletedAt) + RESTORE_MS;
  const left = useTicking((now) => goneIn(end - now));
  const { restore, remove } = useWayBack(task);
  const headingId = `task-${task.id}`;
  const error = restore.error ?? remove.error;
  return (
    <DescribedBy value={headingId}>
      <article
        aria-labelledby={headingId}
        {...tabStop(isCurrent)}
        data-state="deleted"
        className="row"
        {...keyTint(task.request.soundKey)}
      >
        <div className="gutter">
          <span className="state" data-icon="trash" />
        </div>
        <RowTitle id={headingId} task={task} />
        <Chips task={task} />
        <div className="meta">
          <span className="word">{words.isDeleted}</span>
          <Age at={deletedAt} />
        </div>
        <div className="trouble">
          <p>{left}</p>
          <span>
            <Button look="quiet" onClick={() => setIsAsking(true)}>
              {words.deleteForGood}
            </Button>
            <Button look="primary" aria-busy={restore.isPending} onClick={() => restore.mutate()}>
              {words.restore}
            </Button>
          </span>
        </div>
        {(isAsking || error) && (
          <div className="below">
            {isAsking && (
              <Confirm
                question={words.deleteForGoodAsk}
                yes={words.deleteForGood}
                onYes={() => remove.mutate()}
                onNo={() => setIsAsking(false)}
              />
            )}
            <ActionError error={error} />
          </div>
        )}
      </article>
    </DescribedBy>
  );
}

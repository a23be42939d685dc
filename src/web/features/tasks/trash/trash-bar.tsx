import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { useApi } from '../../../api/api-context.ts';
import { readAll, runBulk } from '../../../api/library-api.ts';
import { taskKeys } from '../../../api/task-keys.ts';
import { noFilters } from '../../../state/filters.ts';
import { showAllTasks } from '../../../strings/list-strings.ts';
import * as words from '../../../strings/trouble-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { ActionError } from '../actions/action-error.tsx';
import { Confirm } from '../actions/confirm.tsx';
import { endUndo } from '../actions/task-actions.ts';
import { changeFilters } from '../filters/use-filters.ts';

/** Over the deleted tasks: for how long they stay, and Empty. */
export function TrashBar({ total, query }: { total: number; query: string }) {
  const api = useApi();
  const [isAsking, setIsAsking] = useState(false);
  const empty = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const ids = (await readAll(api, query)).map(({ id }) => id);
      if (ids.length === 0) return;
      const { error } = await runBulk(api, { action: 'delete', ids, forever: true });
      if (error) throw error;
      for (const id of ids) endUndo(id);
    },
    onSettled: (_answer, _error, _nothing, _result, { client }) => {
      void client.invalidateQueries({ queryKey: taskKeys.lists });
      void client.invalidateQueries({ queryKey: ['facets'] });
    },
  });
  return (
    <div className="mb-4 grid gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
        <Button onClick={() => changeFilters(noFilters)}>{showAllTasks}</Button>
        <p className="text-muted">{words.trashIs}</p>
        {total > 0 && (
          <Button title={words.emptyTrashTitle} aria-busy={empty.isPending} onClick={() => setIsAsking(true)}>
            {words.emptyTrash}
          </Button>
        )}
      </div>
      {isAsking && (
        <Confirm
          question={words.emptyTrashAsk(total)}
          yes={words.deleteForGood}
          onYes={() => {
            setIsAsking(false);
            empty.mutate();
          }}
          onNo={() => setIsAsking(false)}
        />
      )}
      <ActionError error={empty.error} />
    </div>
  );
}

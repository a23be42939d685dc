import { useMutation } from '@tanstack/react-query';

import { takeLetter, type Task } from '#shared/task.ts';

import { useApi } from '../../api/api-context.ts';
import * as calls from '../../api/task-calls.ts';
import type { ApiError } from '../../lib/api-error.ts';
import { compareStrings } from '../../strings/batch-strings.ts';
import { errorText } from '../../strings/problem-strings.ts';
import { putTask } from '../../sync/task-cache.ts';
import { Button } from '../../ui/button.tsx';

/** Which takes of a task are kept, each by itself; pressed again, it is undecided. */
export function KeepRow({ task }: { task: Task }) {
  const api = useApi();
  const keep = useMutation<Task, ApiError, { n: number; isKept: boolean }>({
    networkMode: 'always',
    mutationFn: ({ n, isKept }) => calls.setVerdict(api, task.id, n, isKept ? null : 'keep'),
    onSuccess: (answer, _wish, _result, { client }) => {
      putTask(client, answer);
      void client.invalidateQueries({ queryKey: ['batch-tasks'] });
    },
  });
  const takes = task.state === 'ready' || task.state === 'failed' ? task.takes : [];
  if (takes.length === 0) return null;
  return (
    <div className="keep-row">
      {takes.map(({ n, verdict }) => (
        <Button
          key={n}
          aria-pressed={verdict === 'keep'}
          aria-busy={keep.isPending && keep.variables.n === n}
          onClick={() => keep.mutate({ n, isKept: verdict === 'keep' })}
        >
          {compareStrings.keep(takeLetter(n))}
        </Button>
      ))}
      {keep.isError && <p role="alert">{errorText(keep.error)}</p>}
    </div>
  );
}

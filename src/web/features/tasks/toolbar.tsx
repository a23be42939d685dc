import { useId, useState } from 'react';

import { taskIdOf, type Task } from '#contract/task.ts';

import type { Api } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useBoard } from './board-context.ts';
import { copyText } from './clipboard.ts';
import { RetryAll } from './retry-all.tsx';
import { TrackForm } from './track-form.tsx';

/** The heading, find, and what can be done with all that is shown. */
export function Toolbar({
  api,
  tasks,
  total,
  typed,
  onType,
  isSearching,
}: {
  api: Api;
  tasks: readonly Task[];
  total: number;
  typed: string;
  onType: (text: string) => void;
  isSearching: boolean;
}) {
  const findId = useId();
  const [isTracking, setIsTracking] = useState(false);
  const taskIds = tasks.flatMap((task) => taskIdOf(task) ?? []);
  const isUsed = total > 0 || typed !== '';
  return (
    <div className="mb-4 grid gap-3">
      <div className="flex min-h-8 flex-wrap items-center gap-x-2 gap-y-3">
        <h2 id="tasks-heading" tabIndex={-1} className="text-lg font-semibold">
          Tasks
        </h2>
        {total > 0 && <span className="text-sm text-muted">{total.toLocaleString('en')}</span>}
        <div className="-mr-2 ml-auto flex flex-wrap justify-end gap-1">
          <RetryAll api={api} tasks={tasks} />
          {taskIds.length > 0 && <CopyAll taskIds={taskIds} />}
          <Button look="quiet" aria-expanded={isTracking} onClick={() => setIsTracking(!isTracking)}>
            <Icon name="link" />
            <span>
              Track<span className="max-sm:sr-only"> a taskId</span>
            </span>
          </Button>
        </div>
      </div>
      {isTracking && <TrackForm onClose={() => setIsTracking(false)} />}
      {isUsed && (
        <div className="relative">
          <label htmlFor={findId} className="sr-only">
            Find by text or taskId
          </label>
          <Icon name="search" className="pointer-events-none absolute top-3 left-3 text-muted" />
          <input
            id={findId}
            type="search"
            value={typed}
            onChange={(event) => onType(event.target.value)}
            aria-busy={isSearching}
            placeholder="Find by text or taskId"
            autoComplete="off"
            spellCheck={false}
            className="field min-h-10 w-full pr-3 pl-9"
          />
        </div>
      )}
    </div>
  );
}

function CopyAll({ taskIds }: { taskIds: string[] }) {
  const { toast } = useBoard();
  const copy = async () => {
    try {
      await copyText(taskIds.join('\n'));
      toast(taskIds.length === 1 ? 'Copied 1 taskId' : `Copied ${taskIds.length} taskIds`);
    } catch {
      toast('The browser did not allow copying.');
    }
  };
  return (
    <Button
      look="quiet"
      title="Copy the taskIds of all tasks shown, one per line"
      onClick={() => void copy()}
    >
      <Icon name="copy" />
      <span>
        Copy all<span className="max-sm:sr-only"> taskIds</span>
      </span>
    </Button>
  );
}

import type { Task } from '#shared/task.ts';

import { showToast } from '../../../lib/toasts.ts';
import * as words from '../../../strings/task-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useButtonCommand } from '../../commands/use-button-command.ts';
import { freeToRetry, useRetryTasks } from '../actions/retry-tasks.ts';

/** Sends again, as new tasks, what certainly cost nothing and was not sent again already. */
export function RetryAll({ tasks }: { tasks: readonly Task[] }) {
  const free = freeToRetry(tasks);
  return free.length < 2 ? null : <RetryButton tasks={free} />;
}

function RetryButton({ tasks }: { tasks: readonly Task[] }) {
  const name = words.retryAll(tasks.length);
  const button = useButtonCommand(name);
  const retry = useRetryTasks();
  const sayLeft = () => showToast(words.notAllRetried);
  return (
    <Button
      ref={button}
      look="quiet"
      className="late"
      aria-busy={retry.isPending}
      title={words.retryAllTitle}
      onClick={() => {
        if (retry.isPending) return;
        retry.mutate(tasks, {
          onSuccess: ({ results, error }) => {
            if (error || results.some(({ ok }) => !ok)) sayLeft();
          },
          onError: sayLeft,
        });
      }}
    >
      <Icon name="retry" /> {name}
    </Button>
  );
}

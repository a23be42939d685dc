import { showToast } from '../../../lib/toasts.ts';
import * as words from '../../../strings/list-strings.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useButtonCommand } from '../../commands/use-button-command.ts';
import { useRetryableCount, useRetryTasks } from '../actions/retry-tasks.ts';

/** Sends again, as new tasks, all of the list that certainly cost nothing and was not sent again already. */
export function RetryAll({ query }: { query: string }) {
  const count = useRetryableCount(query);
  return count < 2 ? null : <RetryButton count={count} query={query} />;
}

function RetryButton({ count, query }: { count: number; query: string }) {
  const name = words.retryAll(count);
  const button = useButtonCommand(name);
  const retry = useRetryTasks();
  const sayLeft = () => showToast(words.notAllRetried);
  return (
    <button
      ref={button}
      type="button"
      className="control quiet"
      aria-busy={retry.isPending}
      title={words.retryAllTitle}
      onClick={() => {
        if (retry.isPending) return;
        retry.mutate(
          { query },
          {
            onSuccess: ({ results, error }) => {
              if (error || results.some(({ ok }) => !ok)) sayLeft();
            },
            onError: sayLeft,
          },
        );
      }}
    >
      <Icon name="retry" />
      <span>{name}</span>
    </button>
  );
}

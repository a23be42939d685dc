import { useMutation } from '@tanstack/react-query';

import { isFreeToRetry } from '#shared/may-retry.ts';
import type { Task } from '#shared/task.ts';

import type { Api } from '../../../api/api-client.ts';
import type { ApiError } from '../../../lib/api-error.ts';
import * as words from '../../../strings/task-strings.ts';
import { putTask } from '../../../sync/task-cache.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useButtonCommand } from '../../commands/use-button-command.ts';
import { resend } from '../actions/task-actions.ts';
import { useBoard } from '../board-context.ts';

/** Sends again, as new tasks, what certainly cost nothing and was not sent again already. */
export function RetryAll({ api, tasks }: { api: Api; tasks: readonly Task[] }) {
  const { toast } = useBoard();
  const resent = new Set(tasks.map(({ resentFrom }) => resentFrom));
  const free = tasks.filter((task) => isFreeToRetry(task) && !resent.has(task.id));
  const retry = useMutation<number, ApiError, readonly Task[]>({
    networkMode: 'always',
    // Oldest first, so that the new tasks stand in the order of the old ones.
    mutationFn: async (each, { client }) => {
      for (const { id } of each.toReversed()) putTask(client, await resend(api, id));
      return each.length;
    },
    onError: () => toast(words.notAllRetried),
  });
  if (free.length < 2) return null;
  return <RetryButton count={free.length} isBusy={retry.isPending} onPress={() => retry.mutate(free)} />;
}

function RetryButton({ count, isBusy, onPress }: { count: number; isBusy: boolean; onPress: () => void }) {
  const button = useButtonCommand(words.retryAll(count));
  return (
    <Button
      ref={button}
      look="quiet"
      className="late"
      aria-busy={isBusy}
      title={words.retryAllTitle}
      onClick={() => {
        if (!isBusy) onPress();
      }}
    >
      <Icon name="retry" /> {words.retryAll(count)}
    </Button>
  );
}

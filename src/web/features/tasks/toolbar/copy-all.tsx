import { taskIdOf, type Task } from '#shared/task.ts';

import { useApi } from '../../../api/api-context.ts';
import * as words from '../../../strings/task-strings.ts';
import { press } from '../actions/list-presses.ts';
import { HeadButton } from './head-button.tsx';

interface CopyAllProps {
  /** Those loaded. */
  tasks: readonly Task[];
  /** How many match. */
  total: number;
  /** The list's filters as the server takes them. */
  query: string;
}

/** Copies the taskIds of all tasks that match, however many are loaded; absent while there is none. */
export function CopyAll(props: CopyAllProps) {
  const { tasks, total } = props;
  const hasTaskIds = tasks.length < total || tasks.some((task) => taskIdOf(task) !== undefined);
  return hasTaskIds ? <CopyButton {...props} /> : null;
}

function CopyButton({ tasks, total, query }: CopyAllProps) {
  const api = useApi();
  return (
    <HeadButton
      icon="copy"
      name={words.copyAllTaskIds}
      title={words.copyAllTitle}
      onPress={() =>
        press(({ copyTaskIds, readAll }) => copyTaskIds(tasks.length < total ? readAll(api, query) : tasks))
      }
    />
  );
}

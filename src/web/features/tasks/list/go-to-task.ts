import { taskIdOf, type Task } from '#shared/task.ts';

import { noFilters } from '../../../state/filters.ts';
import { filterList } from '../../../state/list-filters.ts';

/** Shows the row of that task with a ring around it; where it is not drawn, the list that holds it alone. */
export function goToTask(task: Task): void {
  const row = document.querySelector<HTMLElement>(`[data-task="${CSS.escape(task.id)}"] > article`);
  if (!row) return filterList({ ...noFilters, q: taskIdOf(task) ?? task.request.prompt ?? '' });
  row.scrollIntoView({ block: 'center' });
  row.focus({ preventScroll: true, focusVisible: true });
}

import { taskIdOf, type Task } from '#shared/task.ts';

import { noFilters } from '../../../state/filters.ts';
import { filterList } from '../../../state/list-filters.ts';
import { rowOf } from './row-of.ts';

/** The list of that task alone. */
export const showAlone = (task: Task): void =>
  filterList({ ...noFilters, q: taskIdOf(task) ?? task.request.prompt ?? '' });

/** Shows the row of that task with a ring around it; where it is not drawn, the list that holds it alone. */
export function goToTask(task: Task): void {
  const row = rowOf(task.id)?.querySelector('article');
  if (!row) return showAlone(task);
  row.scrollIntoView({ block: 'center' });
  row.focus({ preventScroll: true, focusVisible: true });
}

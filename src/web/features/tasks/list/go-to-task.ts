import { taskIdOf, type Task } from '#shared/task.ts';

import { noFilters } from '../../../state/filters.ts';
import { filterList } from '../../../state/list-filters.ts';
import { rowOf } from './row-of.ts';

/** The list of that task alone. */
export const showAlone = (task: Task): void =>
  filterList({ ...noFilters, q: taskIdOf(task) ?? task.request.prompt ?? '' });

/** Until then a list that was filtered is read and drawn. */
const DRAWN_MS = 5000;

function ringRow(id: string): boolean {
  const row = rowOf(id)?.querySelector('article');
  row?.scrollIntoView({ block: 'center' });
  row?.focus({ preventScroll: true, focusVisible: true });
  return Boolean(row);
}

/**
 * Shows the row of that task with a ring around it; where it is not drawn, the list that holds it alone.
 * @param onMissing called where that list does not show it either
 */
export function goToTask(task: Task, onMissing: () => void): void {
  if (ringRow(task.id)) return;
  showAlone(task);
  const ending = new AbortController();
  const { signal } = ending;
  const end = () => ending.abort();
  const watch = new MutationObserver(() => ringRow(task.id) && end());
  watch.observe(document.body, { childList: true, subtree: true });
  // Whoever goes on meanwhile keeps the focus.
  document.addEventListener('pointerdown', end, { signal });
  document.addEventListener('keydown', end, { signal });
  const timer = setTimeout(() => (end(), onMissing()), DRAWN_MS);
  signal.addEventListener('abort', () => (watch.disconnect(), clearTimeout(timer)));
}

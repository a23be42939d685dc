import '../../../styles/toasts.css';
import * as words from '../../../strings/task-strings.ts';
import type { ListItem } from './list-items.ts';

/** Says how many rows came above the one that was `seen` on top, and goes there. */
export function NewAbove({ items, seen }: { items: readonly ListItem[]; seen: string }) {
  const count = items.findIndex(({ id }) => id === seen);
  return count > 0 ? (
    <button type="button" className="new-above" onClick={() => window.scrollTo({ top: 0 })}>
      {words.newAbove(count)}
    </button>
  ) : null;
}

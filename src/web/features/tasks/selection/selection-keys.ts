import { isShortcut } from '../../commands/shortcuts.ts';
import { focusedTaskId } from '../list/focused-task.ts';
import { endSelecting, selectAll, selection, selectUpTo, toggleSelected } from './selection-store.ts';

const isSelected = (id: string): boolean => selection.get().ids.has(id);

/**
 * On a card: X selects it, Shift with up and down selects on the way, Ctrl or ⌘ with A selects all shown. Escape ends it.
 */
export function pressSelectionKey(event: KeyboardEvent, shownIds: () => readonly string[]): void {
  if (document.querySelector('dialog[open]')) return;
  if (event.key === 'Escape' && selection.get().isOn) return endSelecting();
  const id = focusedTaskId();
  if (id === null || event.altKey) return;
  if (isShortcut(event, 'selectAll')) {
    event.preventDefault();
    selectAll(shownIds());
  } else if (isShortcut(event, 'select')) {
    if (event.shiftKey) selectUpTo(id, shownIds());
    else toggleSelected(id);
  } else if (event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    if (!isSelected(id)) toggleSelected(id);
    // The list moves the focus on this same key, on the item's own listener or a frame later.
    requestAnimationFrame(() => {
      const next = focusedTaskId();
      if (next !== null && next !== id && !isSelected(next)) toggleSelected(next);
    });
  }
}

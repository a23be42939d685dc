import { useEffect, useEffectEvent } from 'react';

import { isTyping } from '../../../lib/is-typing.ts';
import { isShortcut } from '../../commands/shortcuts.ts';
import { focusedTaskId } from '../list/focused-task.ts';
import { useShownIds } from '../list/use-shown-ids.ts';
import { endSelecting, selectAll, selection, selectUpTo, toggleSelected } from './selection-store.ts';

const isSelected = (id: string): boolean => selection.get().ids.has(id);

/**
 * On a card: X selects it, Shift with up and down selects on the way, Ctrl or ⌘ with A selects all shown. Escape ends it.
 */
export function useSelectionKeys(): void {
  const shownIds = useShownIds();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isTyping(document.activeElement)) return;
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
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    // In the capture phase: the list answers the arrows itself, and prevents their default.
    document.addEventListener('keydown', listener, true);
    return () => document.removeEventListener('keydown', listener, true);
  }, []);
}

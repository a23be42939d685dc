import { useEffect, useEffectEvent } from 'react';

import { isTyping } from '../../../lib/is-typing.ts';
import { isShortcut } from '../../commands/shortcuts.ts';
import { focusedTaskId } from '../list/row-of.ts';
import { useShownIds } from '../list/use-shown-ids.ts';
import { selectAll, selection, selectUpTo, toggleSelected } from './selection-store.ts';

const isSelected = (id: string): boolean => selection.get().ids.has(id);

/** The row that the focus moves to by this key, now or once the code of the list's keys has come. */
function selectNext(): void {
  const stop = new AbortController();
  const end = ({ type }: Event) => {
    stop.abort();
    const next = focusedTaskId();
    if (type === 'focusin' && next !== null && !isSelected(next)) toggleSelected(next);
  };
  for (const type of ['focusin', 'keydown', 'pointerdown'])
    document.addEventListener(type, end, { signal: stop.signal, capture: true });
}

/**
 * On a card: X selects it, Shift with up and down selects on the way, Ctrl or ⌘ with A selects all shown.
 */
export function useSelectionKeys(): void {
  const shownIds = useShownIds();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isTyping(document.activeElement)) return;
    if (document.querySelector('dialog[open]')) return;
    const id = focusedTaskId();
    if (id === null || event.altKey) return;
    if (isShortcut(event, 'selectAll')) {
      event.preventDefault();
      selectAll(shownIds());
    } else if (isShortcut(event, 'select')) {
      if (event.shiftKey) selectUpTo(id, shownIds());
      else toggleSelected(id);
    } else if (event.shiftKey && /^Arrow(Up|Down)$/.test(event.key)) {
      if (!isSelected(id)) toggleSelected(id);
      selectNext();
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    // In the capture phase: the list answers the arrows itself, and prevents their default.
    document.addEventListener('keydown', listener, true);
    return () => document.removeEventListener('keydown', listener, true);
  }, []);
}

import type { QueryClient } from '@tanstack/react-query';

import { isTyping } from '../../../lib/is-typing.ts';
import { isShortcut } from '../../commands/shortcuts.ts';
import { focusedTaskId } from '../list/row-of.ts';
import { shownIds } from '../list/shown-ids.ts';
import { selectAll, selection, selectUpTo, toggleSelected } from './selection-store.ts';

const isSelected = (id: string): boolean => selection.get().ids.has(id);

/** The row that the focus moves to by this key, be it a frame later. */
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
 * @returns whether the key is answered; the arrows move on besides
 */
export function pressSelectionKey(client: QueryClient, event: KeyboardEvent): boolean {
  const id = focusedTaskId();
  if (id === null || event.altKey || isTyping(document.activeElement)) return false;
  if (document.querySelector('dialog[open]')) return false;
  if (isShortcut(event, 'selectAll')) {
    selectAll(shownIds(client));
    return true;
  }
  if (isShortcut(event, 'select')) {
    if (event.shiftKey) selectUpTo(id, shownIds(client));
    else toggleSelected(id);
    return true;
  }
  if (event.shiftKey && /^Arrow(Up|Down)$/.test(event.key)) {
    if (!isSelected(id)) toggleSelected(id);
    selectNext();
  }
  return false;
}

import { useEffect } from 'react';

import { isTyping } from '../../../lib/is-typing.ts';
import { isShortcut } from '../../commands/shortcuts.ts';
import type { Selection } from './selection-store.ts';

const rowOf = (element: Element | null): string | null =>
  element?.closest('[data-row]')?.getAttribute('data-row') ?? null;

/**
 * On a card: X picks it, Shift with up and down picks on the way, Ctrl or ⌘ with A picks all shown. Escape ends picking.
 * Letters stay letters while typing.
 */
export function useSelectionKeys(selection: Selection): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(document.activeElement)) return;
      if (document.querySelector('dialog[open]')) return;
      if (event.key === 'Escape' && selection.isOn()) return selection.end();
      const id = rowOf(document.activeElement);
      if (id === null || event.altKey) return;
      if (isShortcut(event, 'selectAll')) {
        event.preventDefault();
        selection.pickAll();
      } else if (isShortcut(event, 'select')) selection.pick(id, event.shiftKey);
      else if (event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
        if (!selection.has(id)) selection.pick(id);
        // The list moves the focus on this same key, on the row's own listener or a frame later.
        requestAnimationFrame(() => {
          const next = rowOf(document.activeElement);
          if (next !== null && next !== id && !selection.has(next)) selection.pick(next);
        });
      }
    };
    // In the capture phase: the list answers the arrows itself, and prevents their default.
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [selection]);
}

import { useEffect, useEffectEvent } from 'react';

import { isTyping } from '../../../lib/is-typing.ts';
import { press } from '../actions/list-presses.ts';
import { focusedTaskId } from '../list/focused-task.ts';
import { useShownIds } from '../list/use-shown-ids.ts';
import { selection } from './selection-store.ts';

/** Keys on a card, and while tasks are being selected; what they do is in selection-keys.ts. */
export function useSelectionKeys(): void {
  const shownIds = useShownIds();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isTyping(document.activeElement)) return;
    if (focusedTaskId() === null && !selection.get().isOn) return;
    press(({ pressSelectionKey }) => pressSelectionKey(event, shownIds));
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    // In the capture phase: the list answers the arrows itself, and prevents their default.
    document.addEventListener('keydown', listener, true);
    return () => document.removeEventListener('keydown', listener, true);
  }, []);
}

import { useEffect, useEffectEvent, type RefObject } from 'react';

import { isOnTop, type Cover } from './covers.ts';

/** Its own list hangs open, which the key closes. */
const isListOpen = (target: EventTarget | null): boolean =>
  target instanceof HTMLSelectElement && CSS.supports('selector(:open)') && target.matches(':open');

/** Closes it from wherever the focus is, while nothing lies over it. */
export function useEscape(isOpen: boolean, cover: RefObject<Cover | null>, onClose: () => void): void {
  const onEscape = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    if (!isOnTop(cover.current) || isListOpen(event.target)) return;
    event.preventDefault();
    onClose();
  });
  useEffect(() => {
    if (!isOpen) return;
    const onKey = (event: KeyboardEvent) => onEscape(event);
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOpen]);
}

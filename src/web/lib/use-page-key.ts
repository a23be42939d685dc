import { useEffect, useEffectEvent } from 'react';

const TYPING = 'input:not([type="range"], [type="checkbox"]), textarea, select, [contenteditable]';

export const isTyping = ({ target }: Event): boolean =>
  target instanceof Element && target.closest(TYPING) !== null;

/** Hears keys wherever the focus is. */
export function usePageKey(onKey: (event: KeyboardEvent) => void): void {
  const heard = useEffectEvent(onKey);
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (!event.repeat && !event.defaultPrevented) heard(event);
    };
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}

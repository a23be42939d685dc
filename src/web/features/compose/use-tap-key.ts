import { useEffect, useEffectEvent } from 'react';

const TYPING = 'input:not([type="range"], [type="checkbox"]), textarea, select, [contenteditable]';

/** `T` anywhere on the page but while typing. */
export function useTapKey(onTap: (now: number) => void): void {
  const tap = useEffectEvent(onTap);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 't' || event.repeat || event.ctrlKey || event.metaKey || event.altKey)
        return;
      if (event.target instanceof Element && event.target.closest(TYPING)) return;
      tap(event.timeStamp);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

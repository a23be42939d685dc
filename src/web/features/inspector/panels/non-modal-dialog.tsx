import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';

import { useCover } from '../../../lib/covers.ts';
import { useEscape } from '../../../lib/use-escape.ts';

/** What opens beside its button and closes by Esc, Back, a press elsewhere or the focus going elsewhere. */
export function NonModalDialog({
  label,
  className = '',
  onClose,
  children,
}: {
  label: string;
  className?: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const box = useRef<HTMLDialogElement>(null);
  const close = useEffectEvent(onClose);
  useEscape(true, useCover(true, onClose), onClose);
  useEffect(() => {
    const element = box.current;
    // By its state: in Safari a press gives a button no focus.
    const opener = element?.parentElement?.querySelector<HTMLElement>('[aria-expanded="true"]');
    const first = element?.querySelector<HTMLElement>('input, select, button');
    (first ?? element)?.focus({ preventScroll: true });
    const onElsewhere = ({ target }: Event) => {
      if (!(target instanceof Node) || !target.isConnected) return;
      if (!element?.contains(target) && !opener?.contains(target)) close();
    };
    document.addEventListener('pointerdown', onElsewhere);
    document.addEventListener('focusin', onElsewhere);
    return () => {
      document.removeEventListener('pointerdown', onElsewhere);
      document.removeEventListener('focusin', onElsewhere);
      // Where the focus has gone elsewhere, it stays.
      if (document.activeElement === document.body) opener?.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog ref={box} open aria-label={label} tabIndex={-1} className={`i-pop ${className}`}>
      {children}
    </dialog>
  );
}

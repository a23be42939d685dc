import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';

import { useCover } from '../../../lib/covers.ts';

/** What opens beside its button and closes by Esc, Back or a press elsewhere. */
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
  useCover(true, onClose);
  useEffect(() => {
    const element = box.current;
    const opener = document.activeElement;
    const first = element?.querySelector<HTMLElement>('input, select, button');
    (first ?? element)?.focus({ preventScroll: true });
    const onPress = ({ target }: PointerEvent) => {
      if (!(target instanceof Node) || element?.contains(target) || opener?.contains(target)) return;
      close();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      close();
    };
    document.addEventListener('pointerdown', onPress);
    element?.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPress);
      element?.removeEventListener('keydown', onKey);
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog ref={box} open aria-label={label} tabIndex={-1} className={`i-pop ${className}`}>
      {children}
    </dialog>
  );
}

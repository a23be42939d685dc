import '../styles/popover.css';
import { useEffectEvent, useLayoutEffect, useRef, type ReactNode } from 'react';

import { addCover } from '../lib/covers.ts';

/** What opens under a button: Escape, Back, a press elsewhere or the focus going elsewhere closes it. */
export function Popover({
  label,
  className = '',
  isUnderOpener = false,
  onClose,
  children,
}: {
  label: string;
  className?: string;
  /** Begins where its button does, as far as there is room; else it ends with what it stands in. */
  isUnderOpener?: boolean;
  /** False where it stays: it is busy. */
  onClose: () => boolean | void;
  children: ReactNode;
}) {
  const panel = useRef<HTMLFieldSetElement>(null);
  const openerOf = () =>
    panel.current?.parentElement?.querySelector<HTMLElement>('[aria-expanded="true"]') ?? null;
  const align = useEffectEvent(() => {
    const place = panel.current?.offsetParent;
    const opener = openerOf();
    if (!isUnderOpener || !panel.current || !place || !opener) return;
    const [around, button] = [place.getBoundingClientRect(), opener.getBoundingClientRect()];
    const isMirrored = getComputedStyle(place).direction === 'rtl';
    const start = isMirrored ? around.right - button.right : button.left - around.left;
    const room = place.clientWidth - panel.current.offsetWidth;
    panel.current.style.insetInline = `${Math.max(0, Math.min(start, room))}px auto`;
  });
  useLayoutEffect(() => align(), []);
  const close = useEffectEvent((isByKey: boolean) => {
    const opener = openerOf();
    const isClosed = onClose() !== false;
    if (isByKey && isClosed) opener?.focus();
    return isClosed;
  });
  useLayoutEffect(() => {
    const isOutside = (target: EventTarget | null) =>
      target instanceof Node && target.isConnected && !panel.current?.parentElement?.contains(target);
    const onPress = ({ target }: Event) => {
      if (isOutside(target)) close(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      close(true);
    };
    const uncover = addCover({ onBack: () => close(true) });
    document.addEventListener('pointerdown', onPress);
    document.addEventListener('focusin', onPress);
    document.addEventListener('keydown', onKey);
    return () => {
      uncover();
      document.removeEventListener('pointerdown', onPress);
      document.removeEventListener('focusin', onPress);
      document.removeEventListener('keydown', onKey);
    };
  }, []);
  return (
    <fieldset ref={panel} aria-label={label} className={`popover ${className}`}>
      {children}
    </fieldset>
  );
}

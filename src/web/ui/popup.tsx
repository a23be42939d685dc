import '../styles/popup.css';
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';

/** What opens under a button: Escape, a press elsewhere or the focus going elsewhere closes it. */
export function Popup({
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
  const panel = useRef<HTMLFieldSetElement>(null);
  const close = useEffectEvent((isByKey: boolean) => {
    const opener = panel.current?.parentElement?.querySelector<HTMLElement>('[aria-expanded="true"]');
    onClose();
    if (isByKey) opener?.focus();
  });
  useEffect(() => {
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
    document.addEventListener('pointerdown', onPress);
    document.addEventListener('focusin', onPress);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPress);
      document.removeEventListener('focusin', onPress);
      document.removeEventListener('keydown', onKey);
    };
  }, []);
  return (
    <fieldset ref={panel} aria-label={label} className={`popup ${className}`}>
      {children}
    </fieldset>
  );
}

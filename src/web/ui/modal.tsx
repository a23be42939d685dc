import '../styles/dialogs.css';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';

import { addCover, type Cover } from '../lib/covers.ts';
import { useEscape } from '../lib/use-escape.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

/** The browser's own modal: Escape and Back close it, focus stays inside and goes back where it came from. */
export function Modal({
  heading,
  closeName,
  onClose,
  children,
  foot,
  beside,
  size = 'normal',
}: {
  heading: string;
  closeName: string;
  onClose: () => void;
  children: ReactNode;
  foot?: ReactNode;
  /** Beside the heading. */
  beside?: ReactNode;
  /** `palette` has no title bar: its heading is only its name. */
  size?: 'normal' | 'wide' | 'full' | 'palette';
}) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const cover = useRef<Cover>(null);
  const close = () => dialog.current?.close();
  // Layout: closed while it still stands in the page, so that focus goes back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    cover.current = { onBack: () => element?.close() };
    const uncover = addCover(cover.current);
    return () => {
      uncover();
      element?.close();
    };
  }, []);
  // A browser may not answer the key while the dialog has only just opened.
  useEscape(true, cover, close);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      // Closed and opened again at once by a double effect: its first event comes late.
      onClose={() => {
        if (dialog.current?.open !== true) onClose();
      }}
      onCancel={(event) => {
        // A file picker's own cancel bubbles up to here.
        if (event.target !== event.currentTarget) event.stopPropagation();
      }}
      className={`dialog is-${size}`}
    >
      <div className={size === 'palette' ? 'sr-only' : 'dialog-head'}>
        <h2 id={id}>{heading}</h2>
        {beside}
        <Button look="icon" aria-label={closeName} onClick={close}>
          <Icon name="close" />
        </Button>
      </div>
      <div className="dialog-body">{children}</div>
      {foot && <div className="dialog-foot">{foot}</div>}
    </dialog>
  );
}

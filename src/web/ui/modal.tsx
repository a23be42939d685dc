import '../styles/dialogs.css';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';

import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

/** The browser's own modal: Escape closes it, focus stays inside and goes back where it came from. */
export function Modal({
  heading,
  closeName,
  onClose,
  children,
  foot,
  isWide = false,
}: {
  heading: string;
  closeName: string;
  onClose: () => void;
  children: ReactNode;
  foot?: ReactNode;
  isWide?: boolean;
}) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // Layout: closed while it still stands in the page, so that focus goes back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
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
      className={`m-auto max-sm:mb-2 max-h-[92dvh] max-w-none ${isWide ? 'w-[min(88rem,100vw-1rem)]' : 'w-[min(52rem,100vw-1rem)]'} overflow-clip rounded-card border border-line bg-card text-ink shadow-float backdrop:bg-[oklch(0.15_0.01_265/0.5)] open:flex open:flex-col`}
    >
      <div className="flex shrink-0 items-center justify-between gap-4 border-b border-line py-2 pr-2 pl-4">
        <h2 id={id} className="min-w-0 truncate text-lg font-semibold">
          {heading}
        </h2>
        <Button look="icon" aria-label={closeName} onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </Button>
      </div>
      <div className="grid min-h-0 grid-cols-1 gap-6 overflow-y-auto p-4">{children}</div>
      {foot && <div className="grid shrink-0 gap-3 border-t border-line p-4">{foot}</div>}
    </dialog>
  );
}

import '../styles/toasts.css';
import { useEffect, useRef } from 'react';

import { useStore } from '../lib/create-store.ts';
import { closeToast, toasts, type Toast } from '../lib/toasts.ts';
import * as words from '../strings/list-strings.ts';
import { Button } from './button.tsx';

const STAY_MS = 6000;
/** Undo must be found and reached. */
const UNDO_STAY_MS = 10_000;
/** While somebody reads it, or is about to press Undo. */
const READ_AGAIN_MS = 1000;

/** Confirms what leaves no trace. The live region says it aloud, so it is silent here. */
export function Toasts() {
  const shown = useStore(toasts);
  const region = useRef<HTMLElement>(null);
  const [oldest] = shown;
  useEffect(() => {
    if (!oldest) return;
    let timer = setTimeout(end, oldest.undo ? UNDO_STAY_MS : STAY_MS);
    function end() {
      if (region.current?.matches(':hover, :focus-within')) timer = setTimeout(end, READ_AGAIN_MS);
      else if (oldest) closeToast(oldest.id);
    }
    return () => clearTimeout(timer);
  }, [oldest]);

  if (shown.length === 0) return null;
  return (
    <section
      ref={region}
      aria-label={words.notices}
      className="fixed inset-x-4 bottom-24 z-20 mx-auto grid w-fit max-w-[calc(100vw-2rem)] gap-2 sm:bottom-20"
    >
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastCard({ toast: { id, text, undo, more } }: { toast: Toast }) {
  return (
    <div className="toast flex flex-wrap items-center gap-2 rounded-card bg-ink py-1 ps-4 pe-1 text-sm text-paper shadow-float">
      <span className="me-2">{text}</span>
      {more && <Button onClick={more.go}>{more.name}</Button>}
      {undo && (
        <Button
          className="font-semibold"
          onClick={() => {
            closeToast(id);
            undo();
          }}
        >
          {words.undo}
        </Button>
      )}
      <Button look="icon" data-icon="close" aria-label={words.closeNotice} onClick={() => closeToast(id)} />
    </div>
  );
}

import { useCallback, useEffect, useState } from 'react';

import { announce } from '../lib/announce.ts';
import * as words from '../strings/task-strings.ts';
import type { Toast } from './toasts.tsx';

const STAY_MS = 5000;
/** Undo must be found and reached. */
const UNDO_STAY_MS = 10_000;

let lastId = 0;

export interface ToastControl {
  toasts: readonly Toast[];
  show: (text: string, undo?: () => void) => void;
  close: (id: number) => void;
}

export function useToasts(): ToastControl {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);

  const show = useCallback((text: string, undo?: () => void) => {
    lastId += 1;
    const toast: Toast = { id: lastId, text, ...(undo && { undo }) };
    announce(undo ? words.undoable(text) : text);
    // A newer confirmation says all that an older one without Undo could.
    setToasts((now) => [...now.filter((old) => old.undo), toast].slice(-3));
  }, []);
  const close = useCallback((id: number) => {
    setToasts((now) => now.filter((toast) => toast.id !== id));
  }, []);

  const [oldest] = toasts;
  useEffect(() => {
    if (!oldest) return;
    let timer = setTimeout(end, oldest.undo ? UNDO_STAY_MS : STAY_MS);
    function end() {
      // Somebody reads it, or is about to press Undo.
      if (document.querySelector('[data-toasts]:is(:hover, :focus-within)')) timer = setTimeout(end, 1000);
      else if (oldest) close(oldest.id);
    }
    return () => clearTimeout(timer);
  }, [oldest, close]);

  return { toasts, show, close };
}

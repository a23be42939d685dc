import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { listPresses } from '../actions/list-presses.ts';

/** Keys of the list and the player. Their code comes with the first touch of a key or the pointer. */
export function useRowKeys(): void {
  const client = useQueryClient();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (listPresses.here()?.pressRowKey(client, event)) event.preventDefault();
    };
    const onFocus = ({ target }: FocusEvent) => {
      const row =
        target instanceof Element && target.matches('article') ? target.closest('[data-task]') : null;
      const id = row?.getAttribute('data-task');
      if (id) listPresses.here()?.auditionRow(client, id);
    };
    const stop = new AbortController();
    const { signal } = stop;
    document.addEventListener('pointerdown', listPresses.prefetch, { once: true, signal });
    document.addEventListener('keydown', listPresses.prefetch, { once: true, signal });
    document.addEventListener('keydown', onKey, { signal });
    document.addEventListener('focusin', onFocus, { signal });
    return () => stop.abort();
  }, [client]);
}

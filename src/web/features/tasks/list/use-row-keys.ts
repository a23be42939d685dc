import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import type * as RowKeys from './row-keys.ts';

/** Keys of the list and the player. Their code comes with the first touch of a key or the pointer. */
export function useRowKeys(): void {
  const client = useQueryClient();
  useEffect(() => {
    let keys: typeof RowKeys | null = null;
    const load = async () => (keys ??= await import('./row-keys.ts'));
    const onFirst = () => void load().catch(() => undefined);
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (keys?.pressRowKey(client, event)) event.preventDefault();
    };
    const onFocus = ({ target }: FocusEvent) => {
      const row =
        target instanceof Element && target.matches('article') ? target.closest('[data-task]') : null;
      const id = row?.getAttribute('data-task');
      if (id) keys?.auditionRow(client, id);
    };
    const stop = new AbortController();
    const { signal } = stop;
    document.addEventListener('pointerdown', onFirst, { once: true, signal });
    document.addEventListener('keydown', onFirst, { once: true, signal });
    document.addEventListener('keydown', onKey, { signal });
    document.addEventListener('focusin', onFocus, { signal });
    return () => stop.abort();
  }, [client]);
}

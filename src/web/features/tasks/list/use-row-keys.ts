import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { listPresses, press } from '../actions/list-presses.ts';

const isRow = (target: EventTarget | null): target is Element =>
  target instanceof Element && target.matches('article');

/** Keys of the list and the player. Their code comes with the first touch of a key or the pointer. */
export function useRowKeys(): void {
  const client = useQueryClient();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const handlers = listPresses.here();
      if (handlers?.pressRowKey(client, event)) event.preventDefault();
      const isPlay = event.key === ' ' && event.target === document.body;
      if (handlers || !(isPlay || event.key === 'Escape' || isRow(event.target))) return;
      if (/^( |Arrow(Up|Down))$/.test(event.key)) event.preventDefault();
      press(({ pressRowKey }) => pressRowKey(client, event));
    };
    const stop = new AbortController();
    const { signal } = stop;
    document.addEventListener('pointerdown', listPresses.prefetch, { once: true, signal });
    document.addEventListener('keydown', listPresses.prefetch, { once: true, signal });
    document.addEventListener('keydown', onKey, { signal });
    return () => stop.abort();
  }, [client]);
}

import { useEffect, useInsertionEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

import type { createRowWindow, RowWindow, RowWindowOptions } from './row-window.ts';

/** Without it the list is whole and slow; it is asked for again this often while it cannot be had. */
const RETRY_MS = 5000;

/** Which rows of a long list to draw; null for a short one, or until what decides that has come: then all. */
export function useRowWindow(
  isLong: boolean,
  options: RowWindowOptions & { list: RefObject<HTMLElement | null> },
): RowWindow | null {
  const { count, keyOf, offset, kept, rowHeight, list } = options;
  const windowing = useRef<ReturnType<typeof createRowWindow> | null>(null);
  const latest = useRef<RowWindowOptions>(options);
  const [shown, setShown] = useState<RowWindow | null>(null);

  // Before the rows' refs measure: a new row's height must not be stored under the key that its place had before.
  useInsertionEffect(() => {
    latest.current = { count, keyOf, offset, kept, rowHeight };
    windowing.current?.setOptions(latest.current);
  }, [count, keyOf, offset, kept, rowHeight]);
  useLayoutEffect(
    () => windowing.current?.show({ count, keyOf, offset, kept, rowHeight }),
    [count, keyOf, offset, kept, rowHeight],
  );

  useEffect(() => {
    if (!isLong) return;
    let isWanted = true;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const start = async () => {
      const module = await import('./row-window.ts').catch(() => null);
      if (!isWanted) return;
      if (module === null) {
        retry = setTimeout(() => void start(), RETRY_MS);
        return;
      }
      const { createRowWindow } = module;
      windowing.current = createRowWindow(latest.current, heightsIn(list.current), setShown);
      windowing.current.show(latest.current);
    };
    void start();
    return () => {
      isWanted = false;
      clearTimeout(retry);
      windowing.current?.stop();
      windowing.current = null;
      setShown(null);
    };
  }, [isLong, list]);

  return isLong ? shown : null;
}

/** Of the rows drawn so far, by their ids: they stay where they are when the window takes over. */
const heightsIn = (list: HTMLElement | null): Map<string, number> =>
  new Map(
    [...(list?.querySelectorAll<HTMLElement>('[data-task]') ?? [])].map((row) => [
      row.dataset['task'] ?? '',
      row.getBoundingClientRect().height,
    ]),
  );

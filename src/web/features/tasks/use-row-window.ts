import { useEffect, useLayoutEffect, useRef, useState } from 'react';

import type { createRowWindow, RowWindow, RowWindowOptions } from './row-window.ts';

/** Which rows of a long list to draw; null for a short one, or until what decides that has come: then all. */
export function useRowWindow(isLong: boolean, options: RowWindowOptions): RowWindow | null {
  const { count, keyOf, offset, kept } = options;
  const windowing = useRef<ReturnType<typeof createRowWindow> | null>(null);
  const latest = useRef(options);
  const [shown, setShown] = useState<RowWindow | null>(null);

  useLayoutEffect(() => {
    latest.current = { count, keyOf, offset, kept };
    windowing.current?.update(latest.current);
  }, [count, keyOf, offset, kept]);

  useEffect(() => {
    if (!isLong) return;
    let isWanted = true;
    const start = async () => {
      const { createRowWindow } = await import('./row-window.ts');
      if (!isWanted) return;
      windowing.current = createRowWindow(latest.current, setShown);
      windowing.current.update(latest.current);
    };
    void start();
    return () => {
      isWanted = false;
      windowing.current?.stop();
      windowing.current = null;
      setShown(null);
    };
  }, [isLong]);

  return isLong ? shown : null;
}

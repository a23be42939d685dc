import { useEffect, useRef, useState } from 'react';

const WAIT_MS = 400;
const STAY_MS = 300;

/** True once `pending` has lasted 400 ms, then for 300 ms at least: quick answers show no flicker. */
export function usePendingLook(pending: boolean): boolean {
  const [shown, setShown] = useState(false);
  const shownAt = useRef(0);
  useEffect(() => {
    if (pending === shown) return;
    const wait = pending ? WAIT_MS : Math.max(0, shownAt.current + STAY_MS - performance.now());
    const timer = setTimeout(() => {
      shownAt.current = performance.now();
      setShown(pending);
    }, wait);
    return () => clearTimeout(timer);
  }, [pending, shown]);
  return shown;
}

import { useEffect, useState } from 'react';

const SHOWN_MS = 1200;

/** A tick in place of an icon, for a moment after what it stands for was done. */
export function useTick(): [isShown: boolean, tick: () => void] {
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (count === 0) return;
    const timer = setTimeout(() => setCount(0), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [count]);
  return [count > 0, () => setCount((before) => before + 1)];
}

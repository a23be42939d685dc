import { useSyncExternalStore } from 'react';

/** One clock for every age and countdown on the page; it runs only while something shows one. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Words that depend on the time. What shows them is drawn again only when they change. */
export const useTicking = (say: (now: number) => string): string =>
  useSyncExternalStore(
    subscribe,
    () => say(Date.now()),
    () => '',
  );

/** `0:07`, `1:05`. */
export function sayTime(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

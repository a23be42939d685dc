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

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `now`, `40 s`, `12 min`, `3 h`, `2 d`; ten-second steps, so that a list of new tasks does not flicker. */
export function sayAge(ms: number): string {
  if (ms < 10_000) return 'now';
  if (ms < MINUTE) return `${Math.floor(ms / 10_000) * 10} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`;
  return `${Math.floor(ms / DAY)} d`;
}

/** `8 s`, `2 min`, `a moment`: how long until then. */
export function sayWait(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds <= 0) return 'a moment';
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** `0:07`, `1:05`. */
export function sayTime(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

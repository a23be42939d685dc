import { createStore } from './create-store.ts';

/** When the server was reached again after it was away, of `performance.now()`: what failed before has lost its cause. */
export const serverBackAt = createStore(0);

/** How far the server's clock is ahead of this browser's. */
let offsetMs = 0;

/** Now, by the server's clock: milliseconds since 1970. Every age and expiry of a task is reckoned on it. */
export const serverNow = (): number => Date.now() + offsetMs;

/**
 * Learns from an answer's `Date` header, which has whole seconds: the offset lies between two bounds, and one that is
 * within them already stays, so that ages do not jump about.
 */
export function noteServerDate(date: string | null, askedAt: number, answeredAt: number): void {
  const at = Date.parse(date ?? '');
  if (Number.isNaN(at)) return;
  const least = at - answeredAt;
  const most = at + 1000 - askedAt;
  if (offsetMs < least || offsetMs > most) offsetMs = Math.round((least + most) / 2);
}

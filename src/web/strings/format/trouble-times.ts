import * as lengths from '../duration-strings.ts';
import * as words from '../trouble-strings.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export function goneIn(leftMs: number): string {
  if (leftMs <= HOUR_MS) return words.goneWithinHour;
  if (leftMs < 2 * DAY_MS) return words.goneInHours(Math.floor(leftMs / HOUR_MS));
  // Of a task that was just deleted all days are left.
  return words.goneInDays(Math.floor((leftMs + HOUR_MS) / DAY_MS));
}

export function wait(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds <= 0) return words.aMoment;
  return seconds < 90 ? lengths.seconds(seconds) : lengths.minutes(Math.round(seconds / 60));
}

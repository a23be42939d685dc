import * as lengths from '../duration-strings.ts';
import { LANGUAGE } from '../language.ts';
import * as words from '../task-strings.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** In ten-second steps below a minute, so that a list of new tasks does not flicker. */
export function lasting(ms: number): string {
  if (ms < 10_000) return words.now;
  if (ms < MINUTE_MS) return lengths.seconds(Math.floor(ms / 10_000) * 10);
  if (ms < HOUR_MS) return lengths.minutes(Math.floor(ms / MINUTE_MS));
  if (ms < DAY_MS) return lengths.hours(Math.floor(ms / HOUR_MS));
  return lengths.days(Math.floor(ms / DAY_MS));
}

export const age = (ms: number): string => (ms < 10_000 ? words.now : words.ago(lasting(ms)));

/** Date and time of `at`. The first use of `Intl` costs a slow phone 60 ms: not while the list comes alive. */
export const exactTime = (at: string): string =>
  new Date(at).toLocaleString(LANGUAGE, { dateStyle: 'medium', timeStyle: 'medium' });

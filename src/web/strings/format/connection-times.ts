import * as words from '../connection-dialog-strings.ts';

const MINUTE_S = 60;
const HOUR_S = 3600;

export function ago(seconds: number): string {
  if (seconds < MINUTE_S) return words.justNow;
  if (seconds < HOUR_S) return words.minutesAgo(Math.floor(seconds / MINUTE_S));
  return words.hoursAgo(Math.floor(seconds / HOUR_S));
}

import * as words from '../duration-strings.ts';

/** About how long: `12 s`, `40 s`, `4 min`, `1 h 20 min`. */
export function sayDuration(ms: number): string {
  const exact = Math.ceil(ms / 1000);
  const seconds = exact > 20 ? Math.ceil(exact / 5) * 5 : exact;
  if (seconds < 60) return words.seconds(seconds);
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return words.minutes(minutes);
  const left = minutes % 60;
  const hours = Math.floor(minutes / 60);
  return left === 0 ? words.hours(hours) : words.hoursMinutes(hours, left);
}

import { many, n } from './plurals.ts';

/** No line breaks between a number and its unit. */
const SPACE = '\u00A0';
const of = (count: number, unit: string): string => `${count}${SPACE}${unit}`;

/** About how long: `12 s`, `40 s`, `4 min`, `1 h 20 min`. */
export function sayDuration(ms: number): string {
  const exact = Math.ceil(ms / 1000);
  const seconds = exact > 20 ? Math.ceil(exact / 5) * 5 : exact;
  if (seconds < 60) return of(seconds, 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return of(minutes, 'min');
  const left = minutes % 60;
  const hours = of(Math.floor(minutes / 60), 'h');
  return left === 0 ? hours : `${hours}${SPACE}${of(left, 'min')}`;
}

/** Money of the sandbox is never called by the same name as real money. */
const money = (vendor: string): string => (vendor === 'sandbox' ? 'practice credits' : 'credits');

/** `2.5 of 995 practice credits`; where the price is not known, what is left. */
export function sayCost(
  { credits, short }: { credits: number | null; short: number | null },
  { vendor, credits: left }: { vendor: string; credits: number | null },
): string {
  if (short !== null) return `${n(credits ?? 0)} needed, ${n(short)} ${money(vendor)} left`;
  if (credits === null) return left === null ? '' : `${n(left)} ${money(vendor)} left`;
  return `${n(credits)}${left === null ? '' : ` of ${n(left)}`} ${money(vendor)}`;
}

export const sayReadyIn = (ms: number): string => `ready in about ${sayDuration(ms)}`;

export const variationStrings = {
  label: 'Variations',
  title: 'How many sounds one press of Generate makes',
  times: (count: number) => `×${count}`,
  name: (count: number) => many(count, { one: 'sound', other: 'sounds' }),
} as const;

import { LANGUAGE } from '../language.ts';
import { withMinus } from './fixed.ts';
import { n } from './plurals.ts';

let percents: Intl.NumberFormat | undefined;
/** `85%` of 0.85 */
export function percent(value: number): string {
  percents ??= new Intl.NumberFormat(LANGUAGE, { style: 'percent' });
  return withMinus(percents.format(value));
}

/** `+3`, `−14`, `0` */
export function signed(value: number): string {
  const number = n(value);
  return value > 0 && number !== '0' ? `+${number}` : withMinus(number);
}

import { LANGUAGE } from '../language.ts';
import { localized, n } from './plurals.ts';

/** A true minus sign, as wide as the plus. */
const withMinus = (number: string): string => number.replace('-', '−');

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

/** With so many figures after the decimal sign. */
export const fixed = (value: number, digits: number): string => withMinus(localized(value.toFixed(digits)));
export const tenths = (value: number): string => fixed(value, 1);
export const integer = (value: number): string => fixed(value, 0);

import { LANGUAGE } from '../language.ts';
import { n } from './plurals.ts';

const writer = (options: Intl.NumberFormatOptions) => {
  let format: Intl.NumberFormat | undefined;
  return (value: number): string => {
    format ??= new Intl.NumberFormat(LANGUAGE, options);
    return withMinus(format.format(value));
  };
};

/** A true minus sign, as wide as the plus. */
const withMinus = (number: string): string => number.replace('-', '−');

/** `85%` of 0.85 */
export const percent = writer({ style: 'percent' });
export const integer = (value: number): string => withMinus(n(Math.round(value)));
/** `+3`, `−14`, `0` */
export const signed = writer({ signDisplay: 'exceptZero', maximumFractionDigits: 2 });
export const tenths = writer({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
const writers = new Map<number, (value: number) => string>();
/** With so many figures after the decimal sign. */
export function fixed(value: number, digits: number): string {
  const write =
    writers.get(digits) ?? writer({ minimumFractionDigits: digits, maximumFractionDigits: digits });
  writers.set(digits, write);
  return write(value);
}

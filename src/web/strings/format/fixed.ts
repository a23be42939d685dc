import { localized } from './plurals.ts';

/** A true minus sign, as wide as the plus. */
export const withMinus = (number: string): string => number.replace('-', '−');

/** With so many figures after the decimal sign. Halves go away from zero, though a computer holds some a little short. */
export const fixed = (value: number, digits: number): string =>
  withMinus(localized((value * (1 + Number.EPSILON)).toFixed(digits)));
export const tenths = (value: number): string => fixed(value, 1);
export const integer = (value: number): string => fixed(value, 0);

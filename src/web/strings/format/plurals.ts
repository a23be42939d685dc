import { LANGUAGE } from '../language.ts';

// The first of them costs a slow phone 50 ms: not while the form comes alive.
let rules: Intl.PluralRules | undefined;
let numbers: Intl.NumberFormat | undefined;

/** Whole numbers below this have no grouping; every language here writes them alike. */
const PLAIN_BELOW = 1000;

/** A number as the page's language writes it. */
export function n(value: number): string {
  if (Number.isInteger(value) && value >= 0 && value < PLAIN_BELOW) return String(value);
  numbers ??= new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 2 });
  return numbers.format(value);
}

export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** The form that goes with a count, where that is not plain to see from the number. */
export function form(count: number, forms: Forms): string {
  rules ??= new Intl.PluralRules(LANGUAGE);
  return forms[rules.select(count)] ?? forms.other;
}

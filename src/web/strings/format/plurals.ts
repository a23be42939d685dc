import { LANGUAGE, SEPARATOR, THOUSANDS } from '../language.ts';

// The first of them costs a slow phone 60 ms: not while the form and the list come alive, which say whole numbers.
let rules: Intl.PluralRules | undefined;
let numbers: Intl.NumberFormat | undefined;

/** A number as the page's language writes it. */
export function n(value: number): string {
  const digits = String(value);
  if (/^\d+$/.test(digits)) return digits.replaceAll(THOUSANDS, SEPARATOR);
  numbers ??= new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 2 });
  return numbers.format(value);
}

export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** The form that goes with a count, where that is not plain to see from the number. */
export function form(count: number, forms: Forms): string {
  rules ??= new Intl.PluralRules(LANGUAGE);
  return forms[rules.select(count)] ?? forms.other;
}

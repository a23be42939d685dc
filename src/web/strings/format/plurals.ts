import { DECIMAL, LANGUAGE, SEPARATOR, THOUSANDS } from '../language.ts';

let rules: Intl.PluralRules | undefined;

/** A number as the page's language writes it, to two places. */
export const n = (value: number): string => localized(String(Math.round(value * 100) / 100));

/**
 * `digits` with the marks of the page's language. The first use of `Intl` costs a slow phone 60 ms: not while the form and
 * the list come alive.
 */
export function localized(digits: string): string {
  const [whole = '', ...fraction] = digits.split('.');
  return [whole.replaceAll(THOUSANDS, SEPARATOR), ...fraction].join(DECIMAL);
}

export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** The form that goes with a count, where that is not plain to see from the number. */
export function form(count: number, forms: Forms): string {
  rules ??= new Intl.PluralRules(LANGUAGE);
  return forms[rules.select(count)] ?? forms.other;
}

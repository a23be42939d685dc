import { LANGUAGE } from '../language.ts';

const rules = new Intl.PluralRules(LANGUAGE);
const numbers = new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 2 });

/** A number as the page's language writes it. */
export const n = (value: number): string => numbers.format(value);

export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** The form that goes with a count, where that is not plain to see from the number. */
export const form = (count: number, forms: Forms): string => forms[rules.select(count)] ?? forms.other;

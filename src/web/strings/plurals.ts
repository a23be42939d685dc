/** What the sentences are written in; numbers and dates follow the browser. */
const LANGUAGE = 'en';
const rules = new Intl.PluralRules(LANGUAGE);
const numbers = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });

/** A number as the browser's locale writes it. */
export const n = (value: number): string => numbers.format(value);

export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** The form that goes with a count. Another language may have more than these two. */
export const form = (count: number, forms: Forms): string => forms[rules.select(count)] ?? forms.other;

/** `1 task`, `2,000 tasks`. */
export const many = (count: number, forms: Forms): string => `${n(count)} ${form(count, forms)}`;

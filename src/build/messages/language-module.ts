const EVERY_THREE = /\B(?=(\d{3})+$)/g;
/** As some languages have it: 1234, but 12.345. */
const FROM_FIVE_DIGITS = /(?<=^-?\d{2,}|^-?\d(?=\d{4}))\B(?=(\d{3})+$)/g;

interface NumberMarks {
  thousands: RegExp;
  separator: string;
  decimal: string;
}

/** How `locale` writes a number of Western digits: where it parts the whole ones and by what, and what stands before the others. */
export function numberMarksOf(locale: string): NumberMarks {
  const numbers = new Intl.NumberFormat(locale);
  const partOf = (value: number, wanted: string) =>
    numbers.formatToParts(value).find(({ type }) => type === wanted)?.value;
  const separator = partOf(1_000_000, 'group');
  const decimal = partOf(0.5, 'decimal');
  if (separator === undefined || decimal === undefined) throw new Error(`${locale} has no marks in numbers`);
  return {
    thousands: partOf(1000, 'group') === undefined ? FROM_FIVE_DIGITS : EVERY_THREE,
    separator,
    decimal,
  };
}

/** What stands in the place of `src/web/strings/language.ts` in another language's build. */
export function languageModule(locale: string): string {
  const { thousands, separator, decimal } = numberMarksOf(locale);
  return [
    `export const LANGUAGE = ${JSON.stringify(locale)};`,
    `export const THOUSANDS = ${String(thousands)};`,
    `export const SEPARATOR = ${JSON.stringify(separator)};`,
    `export const DECIMAL = ${JSON.stringify(decimal)};`,
  ].join('\n');
}

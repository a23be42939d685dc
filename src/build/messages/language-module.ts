const EVERY_THREE = /\B(?=(\d{3})+$)/g;
/** As some languages have it: 1234, but 12.345. */
const FROM_FIVE_DIGITS = /(?<=^\d{2,}|^\d(?=\d{4}))\B(?=(\d{3})+$)/g;

/** How `locale` writes a whole number of Western digits: where it parts them, and by what. */
export function groupingOf(locale: string): { thousands: RegExp; separator: string } {
  const numbers = new Intl.NumberFormat(locale);
  const groupOf = (value: number) => numbers.formatToParts(value).find(({ type }) => type === 'group')?.value;
  const separator = groupOf(1_000_000);
  if (separator === undefined) throw new Error(`${locale} groups no thousands`);
  return { thousands: groupOf(1000) === undefined ? FROM_FIVE_DIGITS : EVERY_THREE, separator };
}

/** What stands in the place of `src/web/strings/language.ts` in another language's build. */
export function languageModule(locale: string): string {
  const { thousands, separator } = groupingOf(locale);
  return [
    `export const LANGUAGE = ${JSON.stringify(locale)};`,
    `export const THOUSANDS = ${String(thousands)};`,
    `export const SEPARATOR = ${JSON.stringify(separator)};`,
  ].join('\n');
}

import { afterEach, expect, test, vi } from 'vitest';

import { LOCALES } from '../../shared/messages/locale.ts';
import { DECIMAL, LANGUAGE, SEPARATOR, THOUSANDS } from '../../web/strings/language.ts';
import { numberMarksOf } from './language-module.ts';

const WHOLE = [0, 7, 999, 1000, 1234, 9999, 10_000, 99_999, 123_456, 1_000_000, 987_654_321_012];
const PARTS = [0.01, 0.4, 997.6, 1000.25, 1234.567, 12_345.6, 999_999.999];
const HALVES = [0.125, 0.85, 2.5, 5.35];
const NUMBERS = [...WHOLE, ...PARTS].flatMap((value) => (value === 0 ? [0] : [value, -value])).concat(HALVES);

afterEach(() => {
  vi.doUnmock('../../web/strings/language.ts');
  vi.resetModules();
});

test.each(LOCALES)('numbers are written in %s as Intl writes them', async (locale) => {
  const { thousands, separator, decimal } = numberMarksOf(locale);
  vi.doMock('../../web/strings/language.ts', () => ({
    LANGUAGE: locale,
    THOUSANDS: thousands,
    SEPARATOR: separator,
    DECIMAL: decimal,
  }));
  vi.resetModules();
  const { n } = await import('../../web/strings/format/plurals.ts');
  const { fixed, integer, tenths } = await import('../../web/strings/format/fixed.ts');
  const { signed } = await import('../../web/strings/format/number-styles.ts');
  const byIntl = (options: Intl.NumberFormatOptions) => {
    const intl = new Intl.NumberFormat(locale, options);
    return NUMBERS.map((value) => intl.format(value));
  };
  const withMinus = (numbers: string[]) => numbers.map((number) => number.replace('-', '−'));
  const places = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });
  expect(NUMBERS.map(n)).toEqual(byIntl({ maximumFractionDigits: 2 }));
  expect(n(Number.MAX_SAFE_INTEGER)).toBe(new Intl.NumberFormat(locale).format(Number.MAX_SAFE_INTEGER));
  expect(NUMBERS.map(integer)).toEqual(withMinus(byIntl(places(0))));
  expect(NUMBERS.map(tenths)).toEqual(withMinus(byIntl(places(1))));
  expect(NUMBERS.map((value) => fixed(value, 3))).toEqual(withMinus(byIntl(places(3))));
  expect(NUMBERS.map(signed)).toEqual(
    withMinus(byIntl({ signDisplay: 'exceptZero', maximumFractionDigits: 2 })),
  );
});

test('the page of the source is written by the same rule', () => {
  expect({ thousands: THOUSANDS, separator: SEPARATOR, decimal: DECIMAL }).toEqual(numberMarksOf(LANGUAGE));
});

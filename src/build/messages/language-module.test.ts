import { expect, test } from 'vitest';

import { LOCALES } from '../../shared/messages/locale.ts';
import { LANGUAGE, SEPARATOR, THOUSANDS } from '../../web/strings/language.ts';
import { groupingOf } from './language-module.ts';

const NUMBERS = [0, 7, 999, 1000, 1234, 9999, 10_000, 99_999, 123_456, 1_000_000, 9_007_199_254_740_991];

test.each(LOCALES)('whole numbers are written in %s as Intl writes them', (locale) => {
  const { thousands, separator } = groupingOf(locale);
  const intl = new Intl.NumberFormat(locale);
  expect(NUMBERS.map((value) => String(value).replaceAll(thousands, separator))).toEqual(
    NUMBERS.map((value) => intl.format(value)),
  );
});

test('the page of the source is written by the same rule', () => {
  expect({ thousands: THOUSANDS, separator: SEPARATOR }).toEqual(groupingOf(LANGUAGE));
});

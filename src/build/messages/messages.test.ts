import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it, test } from 'vitest';

import { LOCALES } from '#shared/messages/locale.ts';

import { argumentsOf, parseMessage } from './compile-message.ts';
import { compileTable, readMessages, tablesOf } from './compile-tables.ts';
import { englishTables, loginTable, reasonTable } from './generate-messages.ts';

test('the English tables are those of en.json: npm run messages', async () => {
  for (const { path, text } of [...(await englishTables()), await loginTable(), await reasonTable()])
    expect(readFileSync(path, 'utf8'), basename(path)).toBe(text);
});

/** Counts that the page can show. */
const COUNTS = Array.from({ length: 100_000 }, (_, count) => count);

function pluralsOf(elements: readonly MessageFormatElement[]): string[][] {
  return elements.flatMap((element) => {
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
    const inner = Object.values(element.options).flatMap(({ value }) => pluralsOf(value));
    return element.type === TYPE.plural ? [Object.keys(element.options), ...inner] : inner;
  });
}

describe.each(LOCALES.filter((locale) => locale !== 'en'))('%s', (locale) => {
  const english = readMessages('en');
  const own = readMessages(locale);
  const keys = Object.keys(own).filter((key) => key in english);
  const rules = new Intl.PluralRules(locale);
  const categories = [...new Set(COUNTS.map((count) => rules.select(count)))];

  it('lacks at most one message in a hundred, which are said in English, and has none that English has not', () => {
    const lacking = Object.keys(english).filter((key) => !(key in own));
    expect(lacking.length, lacking.join(', ')).toBeLessThan(Object.keys(english).length / 100);
    expect(Object.keys(own).filter((key) => !(key in english))).toEqual([]);
  });

  it('says all that is passed to a message, and asks for nothing else', () => {
    for (const key of keys) {
      const names = [...argumentsOf(parseMessage(own[key] ?? '')).keys()].toSorted();
      expect([key, names]).toEqual([
        key,
        [...argumentsOf(parseMessage(english[key] ?? '')).keys()].toSorted(),
      ]);
    }
  });

  it('has the plural forms of its language', () => {
    for (const key of keys) {
      const hasForms = pluralsOf(parseMessage(english[key] ?? '')).some((forms) => forms.includes('one'));
      for (const forms of hasForms ? pluralsOf(parseMessage(own[key] ?? '')) : [])
        if (forms.some((form) => !/^=|other/.test(form)) || !forms.some((form) => form.startsWith('=')))
          expect([key, categories.filter((category) => !forms.includes(category))]).toEqual([key, []]);
    }
  });

  it('compiles, holds no markup, and keeps the words that are the same everywhere', () => {
    for (const table of tablesOf(english)) compileTable(table, english, own, locale);
    for (const key of keys) {
      expect(own[key], key).not.toMatch(/<\w/);
      for (const word of ['taskId', 'BPM', 'LUFS', 'dBTP', 'Cuesmith', 'https://', 'JSON', 'CSV'])
        expect([key, own[key]?.includes(word)]).toEqual([key, english[key]?.includes(word)]);
    }
  });

  it('is a translation: what reads as English is a name, a unit or a sample prompt', () => {
    const same = keys.filter(
      (key) => own[key] === english[key] && /[a-z]{3,} [a-z]{2,} [a-z]{2,}/.test(own[key] ?? ''),
    );
    expect(same.filter((key) => !/^task\.examples\.|csvSample|page\.promptSample/.test(key))).toEqual([]);
  });
});

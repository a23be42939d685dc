import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { expect, it } from 'vitest';

import { LOCALES } from '#shared/messages/locale.ts';

import { readMessages } from './compile-tables.ts';
import { translateManifest, type Manifest } from './web-manifest.ts';

const path = resolve(import.meta.dirname, '../../../public/manifest.webmanifest');
const english = JSON.parse(readFileSync(path, 'utf8')) as Manifest;

it('says in English what the English messages say', () => {
  expect(translateManifest(english, 'en', readMessages('en'))).toEqual(english);
});

it.each(LOCALES.filter((locale) => locale !== 'en'))(
  '%s: nothing stays English, no icon is lost',
  (locale) => {
    const own = translateManifest(english, locale, readMessages(locale));
    const texts = ({ description, screenshots }: Manifest) => [
      description,
      ...screenshots.map(({ label }) => label),
    ];
    expect(texts(own).filter((text) => texts(english).includes(text))).toEqual([]);
    expect(own.shortcuts.map(({ name }) => name)).toEqual([
      readMessages(locale)['batch.strings.heading'],
      readMessages(locale)['inspector.words.heading'],
    ]);
    expect({ ...own, ...english }).toEqual({ ...english });
    expect(own.lang).toBe(locale);
  },
);

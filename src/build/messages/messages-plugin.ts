import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { Plugin } from 'vite';

import { compileTable, fileOfTable, readMessages, tablesOf, type Messages } from './compile-tables.ts';
import { languageModule } from './language-module.ts';
import { pseudoMessages } from './pseudo-locale.ts';
import { manifestOf, translateManifest, type Manifest } from './web-manifest.ts';

const TABLE = /\/src\/web\/strings\/[a-z-]+\.ts$/;

const ENGLISH_MANIFEST = join(import.meta.dirname, '../../../public', manifestOf('en'));

const messagesOf = (locale: string, english: Messages): Messages =>
  locale === 'en-XA' ? pseudoMessages(english) : readMessages(locale);

/** Puts the tables of another language in place of the English ones. */
export function messages(locale: string): Plugin {
  const english = readMessages('en');
  const translated = messagesOf(locale, english);
  const tables = new Map(tablesOf(english).map((table) => [fileOfTable(table), table]));
  return {
    name: 'cuesmith:messages',
    enforce: 'pre',
    load(id) {
      const [path = ''] = id.split('?');
      if (locale === 'en' || !TABLE.test(path.replaceAll('\\', '/'))) return null;
      const name = basename(path);
      if (name === 'language.ts') return languageModule(locale);
      const table = tables.get(name);
      return table === undefined ? null : compileTable(table, english, translated, locale);
    },
    generateBundle() {
      // The English one is a file of public/.
      if (locale === 'en') return;
      const manifest = JSON.parse(readFileSync(ENGLISH_MANIFEST, 'utf8')) as Manifest;
      const source = JSON.stringify(translateManifest(manifest, locale, translated));
      this.emitFile({ type: 'asset', fileName: manifestOf(locale), source });
    },
    transformIndexHtml: (html) =>
      html
        .replace('<html lang="en"', `<html lang="${locale}"`)
        .replace(`./${manifestOf('en')}`, `./${manifestOf(locale)}`)
        .replace(/(<meta name="description" content=")[^"]*/, `$1${translated['html.description'] ?? ''}`),
  };
}

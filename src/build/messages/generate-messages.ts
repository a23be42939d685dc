import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { format } from 'oxfmt';

import { LOCALES } from '#shared/messages/locale.ts';

import formatting from '../../../oxfmt.config.ts';
import { compileTable, fileOfTable, readMessages, tablesOf } from './compile-tables.ts';

const STRINGS = join(import.meta.dirname, '../../web/strings');
const HEAD = '// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.\n';

/** The English tables as they stand in web/strings: path and text of each. */
export async function englishTables(): Promise<{ path: string; text: string }[]> {
  const english = readMessages('en');
  return Promise.all(
    tablesOf(english).map(async (table) => {
      const path = join(STRINGS, fileOfTable(table));
      const { ignorePatterns: _, ...options } = formatting;
      const { code, errors } = await format(
        path,
        HEAD + compileTable(table, english, english, 'en'),
        options,
      );
      if (errors.length > 0) throw new Error(`${path}: ${JSON.stringify(errors)}`);
      return { path, text: code };
    }),
  );
}

const LOGIN = join(import.meta.dirname, '../../server/http/routes/login-messages.ts');

/** The login page is written by the server, which reads no files: all languages in one table. */
export async function loginTable(): Promise<{ path: string; text: string }> {
  const english = readMessages('en');
  const keys = Object.keys(english).filter((key) => key.startsWith('login.'));
  const table = LOCALES.map((locale) => {
    const own = readMessages(locale);
    const entries = keys.map(
      (key) => `${key.slice('login.'.length)}: ${JSON.stringify(own[key] ?? english[key])}`,
    );
    return `${JSON.stringify(locale)}: { ${entries.join(', ')} }`;
  });
  const text = `${HEAD.replace('en.json', '*.json')}export const loginMessages = { ${table.join(', ')} } as const;\n`;
  return { path: LOGIN, text: await formatted(LOGIN, text) };
}

const REASONS = join(import.meta.dirname, '../../shared/messages/reason-sentences.ts');

/** What the server says in English, for the wire: it fills in the values itself. */
export async function reasonTable(): Promise<{ path: string; text: string }> {
  const english = readMessages('en');
  const table = (name: string, prefix: string) => {
    const entries = Object.entries(english)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, sentence]) => `${key.slice(prefix.length)}: ${JSON.stringify(sentence)}`);
    return `export const ${name} = { ${entries.join(', ')} } as const;\n`;
  };
  const text = [
    HEAD,
    table('fieldSentences', 'reason.fields.'),
    table('refusalSentences', 'reason.refusals.'),
    table('notKeptSentences', 'notKept.why.'),
  ].join('');
  return { path: REASONS, text: await formatted(REASONS, text) };
}

async function formatted(path: string, text: string): Promise<string> {
  const { ignorePatterns: _, ...options } = formatting;
  const { code, errors } = await format(path, text, options);
  if (errors.length > 0) throw new Error(`${path}: ${JSON.stringify(errors)}`);
  return code;
}

/** `npm run messages`. */
if (import.meta.main) {
  for (const { path, text } of [...(await englishTables()), await loginTable(), await reasonTable()])
    if (readFileSync(path, { encoding: 'utf8', flag: 'a+' }) !== text) writeFileSync(path, text);
}

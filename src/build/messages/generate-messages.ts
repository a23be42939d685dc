import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { format } from 'oxfmt';

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

/** `npm run messages`. */
if (import.meta.main) {
  for (const { path, text } of await englishTables())
    if (readFileSync(path, { encoding: 'utf8', flag: 'a+' }) !== text) writeFileSync(path, text);
}

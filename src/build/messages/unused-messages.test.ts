import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { expect, test } from 'vitest';

import { fileOfTable, readMessages, tablesOf } from './compile-tables.ts';

const SRC = resolve(import.meta.dirname, '../..');
const TABLE = /web\/strings\/[a-z-]+-strings\.ts$|login-messages\.ts$|reason-sentences\.ts$/;
/** Filled into the HTML by `messages-plugin.ts`, and into the page before it by the server. */
const OF_NO_MODULE = /^(?:html|login)\./;
/** Exports that hold a whole table: nothing is looked up in them by a value. */
const WHOLE = /^(?:words|strings|\w+Strings)$/;

const wordsIn = (code: string): ReadonlySet<string> => new Set(code.match(/[\w$-]+/g));
const code = globSync('**/*.{ts,tsx}', { cwd: SRC })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !path.includes('.test.') && (!TABLE.test(path) || path.endsWith('/problem-strings.ts')))
  .map((path) => readFileSync(resolve(SRC, path), 'utf8'));
const everywhere = wordsIn(code.join('\n'));

/** The words of all files that import that table. */
const wordsBeside = new Map(
  tablesOf(readMessages('en')).map((table) => {
    const file = `/${fileOfTable(table)}'`;
    return [table, wordsIn(code.filter((each) => each.includes(file)).join('\n'))];
  }),
);

function isUsed(key: string): boolean {
  const [table = '', ...path] = key.split('.');
  const [name = '', group = ''] = path.reverse();
  const beside = wordsBeside.get(table);
  if (beside?.has(name)) return true;
  // A message for each value of a union: its group is named there, the value wherever it is made.
  const isNamed = everywhere.has(name) || code.some((each) => each.includes(`'${name}'`));
  return isNamed && (OF_NO_MODULE.test(key) || (!WHOLE.test(group) && beside?.has(group) === true));
}

test('every message is used by a file that imports its table', () => {
  const keys = Object.keys(readMessages('en')).filter((key) => !key.startsWith('html.'));
  expect(keys.filter((key) => !isUsed(key))).toEqual([]);
});

test('no message is a piece of a sentence: none begins or ends with a blank', () => {
  const english = readMessages('en');
  expect(Object.keys(english).filter((key) => english[key] !== english[key]?.trim())).toEqual([]);
});

import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { expect, test } from 'vitest';

import { readMessages } from './compile-tables.ts';

const SRC = resolve(import.meta.dirname, '../..');
const TABLE = /web\/strings\/[a-z-]+-strings\.ts$|login-messages\.ts$|reason-sentences\.ts$/;
/** Filled into the HTML by `messages-plugin.ts`. */
const IN_HTML = /^html\./;

const code = globSync('**/*.{ts,tsx}', { cwd: SRC })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !path.includes('.test.') && (!TABLE.test(path) || path.endsWith('/problem-strings.ts')))
  .map((path) => readFileSync(resolve(SRC, path), 'utf8'))
  .join('\n');
const words = new Set(code.match(/[\w$-]+/g));

test('every message is named somewhere in the code', () => {
  const keys = Object.keys(readMessages('en')).filter((key) => !IN_HTML.test(key));
  const isNamed = (name: string) => words.has(name) || code.includes(`'${name}'`);
  expect(keys.filter((key) => !isNamed(key.split('.').at(-1) ?? ''))).toEqual([]);
});

test('no message is a piece of a sentence: none begins or ends with a blank', () => {
  const english = readMessages('en');
  expect(Object.keys(english).filter((key) => english[key] !== english[key]?.trim())).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { argumentsOf, compileMessage, parseMessage, type Kind, type Signature } from './compile-message.ts';

const FOLDER = join(import.meta.dirname, '../../shared/messages');

/** Flat: `page.surplus`, `inspector.words.trouble.gone`. The first part is the table, the second its export. */
export type Messages = Readonly<Record<string, string>>;

export const readMessages = (locale: string): Messages =>
  JSON.parse(readFileSync(join(FOLDER, `${locale}.json`), 'utf8')) as Messages;

/** Arguments that the English message does not tell: their order where it is another, lists and durations. */
const declared = JSON.parse(readFileSync(join(FOLDER, 'arguments.json'), 'utf8')) as Readonly<
  Record<string, Record<string, Kind>>
>;

function signatureOf(key: string, english: Messages): Signature {
  const text = english[key];
  if (text === undefined) throw new Error(`${key} is not in en.json`);
  const inferred = Object.fromEntries(argumentsOf(parseMessage(text)));
  return { ...declared[key], ...inferred, ...declared[key] };
}

/** The module that holds a table: `connectionDialog` is in `connection-dialog-strings.ts`. */
export const fileOfTable = (table: string): string =>
  `${table.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}-strings.ts`;

/** What stands in the HTML itself, and what the server says before there is a page. */
const NOT_OF_THE_SCRIPT: readonly string[] = ['html', 'login'];

export const tablesOf = (messages: Messages): string[] => [
  ...new Set(
    Object.keys(messages)
      .map((key) => key.split('.')[0] ?? '')
      .filter((table) => !NOT_OF_THE_SCRIPT.includes(table)),
  ),
];

/** Where the functions come from that a compiled message calls. */
const MODULES: Readonly<Record<string, string>> = {
  n: 'format/plurals.ts',
  form: 'format/plurals.ts',
  unitList: 'format/lists.ts',
  andList: 'format/lists.ts',
  orList: 'format/lists.ts',
  percent: 'format/number-styles.ts',
  integer: 'format/fixed.ts',
  signed: 'format/number-styles.ts',
  tenths: 'format/fixed.ts',
  sayDuration: 'format/durations.ts',
};

type Tree = Map<string, Tree | string>;

function plant(tree: Tree, path: readonly string[], code: string): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) return void tree.set(name, code);
  const inner = tree.get(name) ?? new Map<string, Tree | string>();
  if (typeof inner === 'string') throw new Error(`${name} is a message and a table`);
  tree.set(name, inner);
  plant(inner, rest, code);
}

const property = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));
const print = (value: Tree | string): string =>
  typeof value === 'string'
    ? value
    : `{ ${[...value].map(([name, inner]) => `${property(name)}: ${print(inner)}`).join(', ')} }`;

/** The server says these in English itself; the page needs them in the other languages only. */
const SAID_BY_SERVER: Readonly<Record<string, readonly string[]>> = {
  reason: ['fields', 'refusals'],
  notKept: ['why'],
};
const SAYINGS = 'Readonly<Record<string, string | ((...values: never[]) => string)>>';

/** TypeScript of one table. What a language lacks is said in English. */
export function compileTable(table: string, english: Messages, translated: Messages, locale: string): string {
  const saidByServer = locale === 'en' && SAID_BY_SERVER[table];
  if (saidByServer) return saidByServer.map((name) => `export const ${name}: ${SAYINGS} = {};\n`).join('');
  const exports: Tree = new Map();
  const uses = new Set<string>();
  for (const key of Object.keys(english)) {
    const [first, ...path] = key.split('.');
    if (first !== table) continue;
    const own = translated[key];
    const text = own ?? english[key] ?? '';
    try {
      const compiled = compileMessage(text, signatureOf(key, english), own === undefined ? 'en' : locale);
      for (const name of compiled.uses) uses.add(name);
      plant(exports, path, compiled.code);
    } catch (cause) {
      throw new Error(`${locale}.json, ${key}: ${cause instanceof Error ? cause.message : 'wrong'}`, {
        cause,
      });
    }
  }
  const imports = [...new Set([...uses].map((name) => MODULES[name] ?? ''))].toSorted().map((module) => {
    const names = [...uses].filter((name) => MODULES[name] === module).toSorted();
    return `import { ${names.join(', ')} } from './${module}';`;
  });
  const statements = [...exports].map(
    ([name, value]) =>
      `export const ${name} = ${print(value)}${typeof value === 'string' ? '' : ' as const'};`,
  );
  return [...imports, '', ...statements, ''].join('\n');
}

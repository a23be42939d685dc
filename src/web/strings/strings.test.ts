import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { LOCALES } from '#shared/messages/locale.ts';

import { strings as words } from './batch-strings.ts';
import { form, n } from './format/plurals.ts';

const WEB = resolve(import.meta.dirname, '..');
/** What is no sentence of the page's: prompts to begin with, a sample of the vendor's post, an error for `catch`. */
const CONTENT = [
  'features/compose/prompt/artists.ts',
  'features/compose/prompt/prompt-library.ts',
  'features/code/check-callback.ts',
  'lib/copy-text.ts',
];

/** `'Two words'`, `? 'Word' : 'Other'` and `say('Word')`: what somebody would read. */
const SENTENCE = /(['"`])[A-Z][a-z’]+ [a-z][^'"`]*\1/g;
const CHOICE = /[?:] '(?!Any'|Cuesmith'|True'|False')[A-Z][a-z]+'(?=\s*(?::|\}|\)))/g;
const SAID = /\b(?:announce|toast|setSaid|setText)\(\s*['"`][A-Z]/g;

const sources = globSync('**/*.{ts,tsx}', { cwd: WEB }).filter(
  (path) => !path.includes('.test.') && !path.startsWith('strings/') && !CONTENT.includes(path),
);

describe('sentences', () => {
  it.each([SENTENCE, CHOICE, SAID])('stand in the tables only: %s', (pattern) => {
    const found = sources.flatMap((path) => {
      const code = readFileSync(resolve(WEB, path), 'utf8').replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '');
      return [...code.matchAll(pattern)].map(([text]) => `${path}: ${text}`);
    });
    expect(found).toEqual([]);
  });
});

describe('counts', () => {
  it('take the form of their number, and are written as the page’s language does', () => {
    expect([0, 1, 2, 2000].map((count) => words.promptCount(count))).toEqual([
      '0 prompts',
      '1 prompt',
      '2 prompts',
      '2,000 prompts',
    ]);
    expect([form(1, { one: 'once', other: 'often' }), form(1, { other: 'always' })]).toEqual([
      'once',
      'always',
    ]);
  });
});

describe('numbers', () => {
  it.each(LOCALES)('below a thousand are written the same in %s as by its own rules', (locale) => {
    const own = new Intl.NumberFormat(locale);
    for (let number = 0; number < 1000; number++) expect(n(number)).toBe(own.format(number));
  });

  it('are grouped above', () => {
    expect([n(1000), n(1234.567), n(-3)]).toEqual(['1,000', '1,234.57', '-3']);
  });
});

import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { expect, it, test } from 'vitest';

const WEB = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(resolve(WEB, path), 'utf8');

/** What names a side of the screen, which is the other one on a page from right to left. */
const PHYSICAL_CSS =
  /(?:^|[;{\s])(?:(?:margin|padding|border|scroll-margin|scroll-padding|inset)-(?:left|right)[\w-]*|border-(?:top|bottom)-(?:left|right)-radius|left|right)\s*:|\b(?:text-align|float|clear)\s*:\s*(?:left|right)\b|(?<!--to-end, )\bto (?:left|right)\b/g;
const PHYSICAL_CLASS =
  /(?<![\w-])(?:[\w[\]=-]+:)*-?(?:(?:m|p|scroll-m|scroll-p)[lr]-[\w[]|(?:left|right)-(?:\d|auto|px|full|\[)|(?:text|float|clear)-(?:left|right)\b|border-[lr](?:-\w|\b(?!-))|rounded-(?:[lr]|[tb][lr])(?:-\w|\b(?!-)))/g;

const physicalIn = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([found]) => found.trim());

/** A rule of one direction says what holds in that direction alone. */
const withoutDirected = (css: string): string => css.replaceAll(/\[dir='?rtl'?\][^{]*\{[^}]*\}/g, '');

test.each(globSync('**/*.css', { cwd: WEB }))('%s names no side of the screen', (path) => {
  const css = withoutDirected(read(path).replaceAll(/\/\*[^]*?\*\//g, ''));
  expect(physicalIn(css, PHYSICAL_CSS)).toEqual([]);
});

test('no class names a side of the screen', () => {
  const found = globSync('**/*.tsx', { cwd: WEB })
    .filter((path) => !path.includes('.test.'))
    .flatMap((path) =>
      [...read(path).matchAll(/(['"`])(?:(?!\1)[^\n])*\1/g)].flatMap(([text]) =>
        physicalIn(text, PHYSICAL_CLASS).map((name) => `${path}: ${name}`),
      ),
    );
  expect(found).toEqual([]);
});

it.each([
  'a { margin-left: 1px }',
  'a{left:0}',
  'a { text-align: right; }',
  'a { border-top-left-radius: 2px }',
  'a { background: linear-gradient(to right, red, blue) }',
])('finds %s', (css) => {
  expect(physicalIn(css, PHYSICAL_CSS)).toHaveLength(1);
});

it.each(['ml-2', 'sm:pr-[3px]', '-left-1', 'text-right', 'border-l', 'rounded-tl-lg', 'max-sm:right-0'])(
  'finds %s',
  (name) => {
    expect(physicalIn(`flex ${name} grow`, PHYSICAL_CLASS)).toHaveLength(1);
  },
);

it.each(['ms-2', 'pe-3', 'start-0', 'text-start', 'border-s', 'place-items-center', 'mr', 'key-left'])(
  'lets %s stand',
  (name) => {
    expect(physicalIn(`flex ${name} grow`, PHYSICAL_CLASS)).toEqual([]);
  },
);

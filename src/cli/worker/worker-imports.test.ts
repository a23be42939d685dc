import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { parseSync } from 'vite';
import { expect, test } from 'vitest';

import { INSTEAD, suiteFiles } from '../../../e2e/worker/suites/bundle-suites.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

/** What the code of a file loads: imports of types alone are not there once it runs. */
function specifiersIn(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  const { staticImports, staticExports, dynamicImports } = parseSync(path, text).module;
  return [
    ...staticImports
      .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
      .map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) => (moduleRequest && !isType ? [moduleRequest.value] : [])),
    ),
    // Only those that are written out can be bundled.
    ...dynamicImports.flatMap(
      ({ moduleRequest: { start, end } }) => /^(['"])(.*)\1$/.exec(text.slice(start, end))?.[2] ?? [],
    ),
  ];
}

/**
 * Everything that is not ours among what these files load, with the way that leads there.
 * @param instead what is loaded in the place of what a pattern names
 */
function packagesFrom(files: readonly string[], instead: readonly (readonly [RegExp, string])[] = []) {
  const packages = new Map<string, string>();
  const ways = new Map(files.map((file) => [file, relative(ROOT, file)]));
  for (const [file, way] of ways)
    for (const written of specifiersIn(file)) {
      const specifier = instead.find(([pattern]) => pattern.test(written))?.[1] ?? written;
      const path = specifier.startsWith('#shared/')
        ? join(ROOT, 'src', specifier.slice(1))
        : resolve(dirname(file), specifier);
      if (!/^[./#]/.test(specifier)) packages.set(specifier, packages.get(specifier) ?? way);
      else if (path.endsWith('.ts') && !ways.has(path)) ways.set(path, `${way} → ${relative(ROOT, path)}`);
    }
  return packages;
}

/** What was seen to run on workerd. Another one is tried by `npm run test:worker` before it is named here. */
const RUN_THERE = /^(cloudflare:workers|node:crypto|@noble\/hashes|client-zip|hono|ipaddr\.js|zod)(\/|$)/;
const RUN_IN_SUITES = new RegExp(`${RUN_THERE.source}|^(node:util|node:zlib|fast-check)$`);

const strangers = (packages: ReadonlyMap<string, string>, known: RegExp): string[] =>
  [...packages].filter(([name]) => !known.test(name)).map(([name, way]) => `${way} → ${name}`);

test.each(['src/cli/worker/worker.ts', 'e2e/worker/entry.ts'])(
  '%s loads nothing that only Node has',
  (file) => {
    const packages = packagesFrom([join(ROOT, file)]);
    expect([...packages.keys()]).toContain('hono');
    expect(strangers(packages, RUN_THERE)).toEqual([]);
  },
);

test('the suites that run on workerd load nothing that only Node has', () => {
  const packages = packagesFrom(suiteFiles(), INSTEAD);
  expect([...packages.keys()]).toContain('zod/mini');
  expect(strangers(packages, RUN_IN_SUITES)).toEqual([]);
});

test('what only Node has is found behind other files', () => {
  const found = strangers(packagesFrom([join(ROOT, 'src/cli/server.ts')]), RUN_THERE);
  expect(found).toContainEqual(expect.stringMatching(/vendor-fetch\.ts → undici$/));
});

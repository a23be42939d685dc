import { globSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { WORKER } from '../workerd.ts';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const SERVER = here('../../../src/server');

interface Resolved {
  path: string;
  external?: boolean;
}
interface PluginBuild {
  onResolve(options: { filter: RegExp }, resolve: () => Resolved): void;
}
interface Esbuild {
  build(options: object): Promise<unknown>;
}

/** What the suites get in place of Node's. */
export const INSTEAD: readonly [RegExp, string][] = [
  [/^vitest$/, here('runner.ts')],
  [/^node:sqlite$|\/node-sqlite\.ts$/, here('object-database.ts')],
  [/\/read-migrations\.ts$/, here('bundled-steps.ts')],
];

/** That of the migrations is not one of them: it reads databases of earlier releases from files. */
export const suiteFiles = (): string[] =>
  globSync('{db,tasks}/**/*.test.ts', { cwd: SERVER, exclude: ['db/migrations/**'] })
    .toSorted()
    .map((file) => join(SERVER, file));

/** The suites of tasks/ and db/ as one module for workerd. @returns its path */
export async function bundleSuites(folder: string): Promise<string> {
  const lines = suiteFiles().flatMap((file, n) => {
    const mark = join(folder, `mark-${n}.js`);
    writeFileSync(
      mark,
      `import { beginFile } from ${JSON.stringify(here('runner.ts'))};\nbeginFile(${JSON.stringify(relative(SERVER, file))});`,
    );
    return [`import ${JSON.stringify(mark)};`, `import ${JSON.stringify(file)};`];
  });
  const object = JSON.stringify(here('suite-object.ts'));
  const entry = join(folder, 'suites.js');
  writeFileSync(
    entry,
    [...lines, `export * from ${object};`, `export { default } from ${object};`].join('\n'),
  );
  const outfile = join(folder, 'suites.bundled.js');
  const esbuild = createRequire(join(WORKER, 'package.json'))('esbuild') as Esbuild;
  await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*'],
    define: { 'import.meta.url': '"file:///suites/"', 'import.meta.dirname': '"/suites"' },
    loader: { '.sql': 'text' },
    outfile,
    logLevel: 'warning',
    plugins: [
      {
        name: 'instead',
        setup(build: PluginBuild) {
          for (const [filter, path] of INSTEAD) build.onResolve({ filter }, () => ({ path }));
        },
      },
    ],
  });
  return outfile;
}

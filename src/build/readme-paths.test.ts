import { globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const SKIPPED = /(^|\/)(node_modules|dist|build\/sounds|data|data-sandbox|test-results)(\/|$)/;
const options = { cwd: ROOT, exclude: (path: string) => basename(path) === 'node_modules' };
const READMES = ['README.md', ...globSync('{src,e2e}/**/README.md', options)];
const files = globSync('{*,{src,e2e,public}/**/*}', options)
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !SKIPPED.test(path));
const known = new Set([...files, ...files.map((path) => basename(path))]);

/** `poller.ts`, `tasks/poller.ts` or `src/server/tasks/`: a code span that names a file or folder of ours. */
const NAMED = /`((?:[\w@.-]+\/)*[\w.-]+\.(?:tsx?|css|sql|html|dsp|lib|js)|(?:[\w.-]+\/)+)`/g;

test.each(READMES)('%s names only files that are there', (readme) => {
  const text = readFileSync(join(ROOT, readme), 'utf8');
  const missing = [...text.matchAll(NAMED)]
    .map(([, path = '']) => path.replace(/\/$/, ''))
    // What is built is not in git.
    .filter(
      (path) =>
        !path.startsWith('build/') && !known.has(path) && !files.some((file) => file.endsWith(`/${path}`)),
    );
  expect(missing).toEqual([]);
});

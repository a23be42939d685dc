import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { expect, it } from 'vitest';

const WEB = resolve(import.meta.dirname, '..');

// A picture of a mask that did not come is not asked for again: its button stays blank until the page is loaded anew.
it('every picture comes within its sheet', () => {
  const apart = globSync('**/*.css', { cwd: WEB }).flatMap((path) =>
    [...readFileSync(resolve(WEB, path), 'utf8').matchAll(/url\(['"]?([^'")]+)/g)]
      .map(([, url = '']) => url)
      .filter((url) => !url.startsWith('data:') && !url.endsWith('?inline'))
      .map((url) => `${path}: ${url}`),
  );
  expect(apart).toEqual([]);
});

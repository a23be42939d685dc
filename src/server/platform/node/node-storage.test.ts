import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { temporaryFolder } from '../../../testing/sandbox-fixtures.ts';
import { watchDatabase } from './node-storage.ts';

test.each<[string, (folder: string) => void]>([
  ['removed', (folder) => rmSync(folder, { recursive: true })],
  ['moved away', (folder) => renameSync(folder, `${folder}-2`)],
  [
    'replaced by another',
    (folder) => {
      renameSync(folder, `${folder}-2`);
      mkdirSync(folder);
      writeFileSync(join(folder, 'a.db'), 'x');
    },
  ],
])('a data folder that is %s while it is in use is no longer ours', (_, spoil) => {
  const folder = join(temporaryFolder(), 'data');
  mkdirSync(folder);
  writeFileSync(join(folder, 'a.db'), 'x');
  const storage = watchDatabase(join(folder, 'a.db'));
  expect(storage.isStillOurs()).toBe(true);
  spoil(folder);
  expect(storage.isStillOurs()).toBe(false);
});

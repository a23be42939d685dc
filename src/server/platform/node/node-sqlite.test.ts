import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { temporaryFolder } from '../../../testing/sandbox-fixtures.ts';
import { lockFolder, openSql, StorageProblem } from './node-sqlite.ts';

/** What a call throws. */
function thrown(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('It did not throw.');
}

describe('a database', () => {
  test('is made where there is none, and writes through', () => {
    const path = join(temporaryFolder(), 'new', 'a.db');
    const sql = openSql(path);
    const pragma = (name: string) => Object.values(sql.prepare(`PRAGMA ${name}`).get() ?? {});
    expect([
      pragma('journal_mode'),
      pragma('synchronous'),
      pragma('foreign_keys'),
      pragma('busy_timeout'),
    ]).toEqual([['wal'], [2], [1], [5000]]);
    sql.exec('CREATE TABLE t (a); INSERT INTO t VALUES (1)');
    sql.close();
    const again = openSql(path);
    expect(again.prepare('SELECT a FROM t').all()).toEqual([{ a: 1 }]);
    again.close();
  });

  test.each([
    ['no database at all', () => Buffer.from('These are my holiday notes. '.repeat(100))],
    ['one with a torn page', tornDatabase],
  ])('that is damaged (%s) is said to be so, and left as it is', (_, make) => {
    const path = join(temporaryFolder(), 'a.db');
    const before = make();
    writeFileSync(path, before);
    const problem = thrown(() => openSql(path));
    expect(problem).toBeInstanceOf(StorageProblem);
    expect(String(problem)).toContain(`${path} is damaged`);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('whose folder cannot be made or written is a clear problem', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'a.db'));
    expect(String(thrown(() => openSql(join(folder, 'file', 'a.db'))))).toMatch(
      /^StorageProblem: The folder .* cannot be made/,
    );
    expect(String(thrown(() => openSql(join(folder, 'a.db'))))).toMatch(
      /^StorageProblem: .*a\.db cannot be written/,
    );
  });
});

describe('a folder', () => {
  const holdInAnotherProcess = (folder: string) =>
    execFileSync(process.execPath, [
      '--input-type=module',
      '-e',
      `import { lockFolder } from ${JSON.stringify(new URL('node-sqlite.ts', import.meta.url).href)};
       lockFolder(${JSON.stringify(folder)});
       process.kill(process.pid, 'SIGKILL');`,
    ]);

  test('is held by one at a time', () => {
    const folder = temporaryFolder();
    const release = lockFolder(folder);
    expect(String(thrown(() => lockFolder(folder, 0)))).toContain('Another Cuesmith is already using');
    release();
    lockFolder(folder, 0)();
  });

  test('is free again once its holder was killed', () => {
    const folder = temporaryFolder();
    expect(thrown(() => holdInAnotherProcess(folder))).toMatchObject({ signal: 'SIGKILL' });
    lockFolder(folder, 0)();
  });
});

function tornDatabase(): Buffer {
  const path = join(temporaryFolder(), 'torn.db');
  const sql = openSql(path);
  sql.exec('CREATE TABLE t (a TEXT)');
  const insert = sql.prepare('INSERT INTO t VALUES (?)');
  for (let row = 0; row < 500; row += 1) insert.run('x'.repeat(100));
  sql.close();
  return readFileSync(path).fill(0xee, 8192, 12_288);
}

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { temporaryFolder } from '../../../testing/sandbox-fixtures.ts';
import { StorageProblem } from '../errors.ts';
import { lockFolder, openSql } from './node-sqlite.ts';

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

/** Every file of a folder but the lock, by name. */
const contents = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .sort((a, b) => a.localeCompare(b))
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), 'base64')]),
  );

/** A data folder as a killed process leaves it: most of it still in the log. */
function killedFolder(): string {
  const folder = temporaryFolder();
  const kill = `import { openSql } from ${JSON.stringify(new URL('node-sqlite.ts', import.meta.url).href)};
    const sql = openSql(${JSON.stringify(join(folder, 'a.db'))});
    sql.exec('CREATE TABLE t (a)');
    for (let row = 0; row < 500; row += 1) sql.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(100));
    sql.exec('PRAGMA wal_checkpoint; UPDATE t SET a = 1 WHERE rowid > 490');
    process.kill(process.pid, 'SIGKILL');`;
  expect(thrown(() => execFileSync(process.execPath, ['--input-type=module', '-e', kill]))).toMatchObject({
    signal: 'SIGKILL',
  });
  mkdirSync(join(folder, 'takes', 'takes'), { recursive: true });
  writeFileSync(join(folder, 'takes', 'takes', '1.mp3'), 'ID3');
  return folder;
}

describe('what a killed process left', () => {
  test('is all there again', () => {
    const sql = openSql(join(killedFolder(), 'a.db'));
    expect(sql.prepare('SELECT count(*) AS n FROM t WHERE a = 1').get()).toEqual({ n: 10 });
    sql.close();
  });

  test.each<[string, RegExp, (path: string) => void]>([
    ['emptied', /is empty/, (path) => truncateSync(path, 0)],
    ['removed', /is missing/, (path) => rmSync(path)],
    ['cut in half', /is damaged/, (path) => truncateSync(path, statSync(path).size / 2)],
    ['overwritten', /is damaged/, (path) => writeFileSync(path, 'holiday notes '.repeat(9000))],
    [
      'emptied, with its log gone too',
      /is empty/,
      (path) => {
        truncateSync(path, 0);
        rmSync(`${path}-wal`);
      },
    ],
    [
      'removed, with its log gone too',
      /is missing/,
      (path) => ['', '-wal', '-shm'].forEach((more) => rmSync(path + more)),
    ],
    [
      'replaced by one without tables',
      /is empty/,
      (path) => {
        ['', '-wal', '-shm'].forEach((more) => rmSync(path + more));
        const sql = openSql(path);
        sql.exec('CREATE TABLE t (a); DROP TABLE t');
        sql.close();
      },
    ],
    [
      'without the index of its log, and cut',
      /is damaged/,
      (path) => {
        rmSync(`${path}-shm`);
        truncateSync(path, statSync(path).size / 2);
      },
    ],
  ])('is refused and left as it is, bit for bit, when the database was %s', (_, message, spoil) => {
    const folder = killedFolder();
    spoil(join(folder, 'a.db'));
    const before = contents(folder);
    const problem = thrown(() => openSql(join(folder, 'a.db'), join(folder, 'takes')));
    expect(problem).toBeInstanceOf(StorageProblem);
    expect(String(problem)).toMatch(message);
    expect(contents(folder)).toEqual(before);
  });
});

describe('a folder', () => {
  test.each(['/proc/cuesmith/data', '/dev/null/data'])(
    'that cannot be made is said at once: %s',
    (folder) => {
      expect(String(thrown(() => openSql(`${folder}/a.db`)))).toMatch(
        /^StorageProblem: The folder .* cannot be made/,
      );
    },
  );

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

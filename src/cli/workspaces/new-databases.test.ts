import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { describe, expect, it } from 'vitest';

import { sandboxTables } from '../../sandbox/sandbox-schema.ts';
import { type NewTables, openSql } from '../../server/platform/node/node-sqlite.ts';
import { temporaryFolder } from '../../testing/sandbox-fixtures.ts';
import { startApp } from '../../testing/start-app.ts';
import { readTaskTables } from './open-workspace.ts';

/** Everything in a database: its tables as they were made, and each value by its place. */
function cellsOf(path: string): { schema: unknown[]; cells: Map<string, unknown> } {
  const sql = new DatabaseSync(path, { readOnly: true });
  const schema = sql.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
  const cells = new Map<string, unknown>([
    ['version', sql.prepare('PRAGMA user_version').get()],
    ['journal', sql.prepare('PRAGMA journal_mode').get()],
  ]);
  for (const { name } of sql.prepare("SELECT name FROM pragma_table_list WHERE type = 'table'").all())
    for (const [n, row] of sql
      .prepare(`SELECT * FROM "${String(name)}"`)
      .all()
      .entries())
      for (const [column, value] of Object.entries(row)) cells.set(`${String(name)}.${n}.${column}`, value);
  sql.close();
  return { schema, cells };
}

function make(tables: NewTables): ReturnType<typeof cellsOf> {
  const path = join(temporaryFolder(), 'new.db');
  openSql(path, undefined, tables).close();
  return cellsOf(path);
}

function migrateOnly({ add }: NewTables): ReturnType<typeof cellsOf> {
  const path = join(temporaryFolder(), 'migrated.db');
  const sql = openSql(path);
  add(sql);
  sql.close();
  return cellsOf(path);
}

const differing = (one: ReturnType<typeof cellsOf>, other: ReturnType<typeof cellsOf>): string[] =>
  [...one.cells]
    .filter(([at, value]) => other.cells.get(at) !== value && typeof value !== 'object')
    .map(([at]) => at);

describe.each([
  ['tasks', readTaskTables()],
  ['the sandbox', sandboxTables],
])('a new database of %s', (_, tables) => {
  it('is what the migrations make of it, the copies as well as the first', () => {
    const [first, copy, migrated] = [make(tables), make(tables), migrateOnly(tables)];
    expect(first.schema).toEqual(migrated.schema);
    expect(copy.schema).toEqual(migrated.schema);
    expect([...copy.cells.keys()]).toEqual([...migrated.cells.keys()]);
    expect(copy.cells.get('version')).toEqual(migrated.cells.get('version'));
    expect(copy.cells.get('journal')).toEqual({ journal_mode: 'wal' });
  });

  it('has no key in common with another: what the migrations draw by lot is drawn anew for each', () => {
    const byLot = differing(migrateOnly(tables), migrateOnly(tables));
    expect(byLot.length).toBeGreaterThan(0);
    const made = [make(tables), make(tables), make(tables)];
    for (const at of byLot) expect(new Set(made.map(({ cells }) => cells.get(at))).size).toBe(3);
  });
});

it('a database that is opened again is not written to: each write would be a flush', async () => {
  const { folder, stop } = await startApp();
  await stop();
  await startApp({ folder });
  expect(statSync(join(folder, 'cuesmith.db-wal')).size).toBe(0);
});

it('a stop while one is made leaves nothing under its name, and the next makes it', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'cuesmith.db');
  const broken = {
    ...sandboxTables,
    add: () => {
      throw new Error('stopped');
    },
  };
  expect(() => openSql(path, undefined, broken)).toThrow('stopped');
  expect(existsSync(path)).toBe(false);
  writeFileSync(`${path}.part`, 'half of one');
  openSql(path, undefined, sandboxTables).close();
  expect(readdirSync(folder)).toEqual(['cuesmith.db']);
});

import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

import { describe, expect, it, test } from 'vitest';

import { createManualClock } from '../../../testing/manual-clock.ts';
import { createScriptedVendor } from '../../../testing/scripted-vendor.ts';
import { memoryFiles, uuid, startTasks } from '../../../testing/task-fixtures.ts';
import { UnusableData } from '../../platform/errors.ts';
import { nodeSql } from '../../platform/node/node-sqlite.ts';
import { readMigrations } from '../../platform/node/read-migrations.ts';
import { migrate } from '../../platform/sql.ts';
import { environmentId } from '../connection-repository.ts';

const migrations = readMigrations();
const firstRelease = readFileSync(new URL('fixtures/release-1.sql', import.meta.url), 'utf8');

function openFirstRelease() {
  const sql = new DatabaseSync(':memory:');
  sql.exec(firstRelease);
  return sql;
}

/** Tables, indexes and triggers with their text: what a database is, whichever way it came to be. */
const shapeOf = (sql: DatabaseSync) =>
  sql.prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'search_%' ORDER BY name").all();

test('a folder of the first release opens with everything in it, and can be filtered at once', () => {
  const clock = createManualClock();
  const vendor = createScriptedVendor({ clock });
  const { tasks } = startTasks({ kept: { sql: openFirstRelease(), clock, vendor, files: memoryFiles() } });
  const ids = (query: Parameters<typeof tasks.list>[0]) => tasks.list(query).tasks.map(({ id }) => id);
  expect(ids({})).toEqual([uuid(2), uuid(1)]);
  expect(tasks.get(uuid(1))).toMatchObject({
    state: 'ready',
    rev: 5,
    title: 'Attic',
    notes: 'for scene 4',
    favourite: true,
    batch: null,
    takes: [{ n: 1, kept: true }],
  });
  expect(ids({ q: 'rain' })).toEqual([uuid(1)]);
  expect(ids({ q: 'ra' })).toEqual([uuid(1)]);
  expect(ids({ tag: ['rain'] })).toEqual([uuid(1)]);
  expect(ids({ kept: true, loop: true, key: ['Am'], bpmMin: 90, bpmMax: 90 })).toEqual([uuid(1)]);
  expect(ids({ lyrics: true, connection: 'env-api.example' })).toEqual([uuid(2)]);
  expect(tasks.facets().tags).toEqual([
    { tag: 'rain', count: 1 },
    { tag: 'scene 4', count: 1 },
  ]);
});

test('a folder of the second release is found by all it holds', async () => {
  const sql = openFirstRelease();
  migrate(nodeSql(sql), migrations.slice(0, 2));
  sql.exec(
    `UPDATE tasks SET event = event + 10, notes = 'as the second release left it' WHERE id = '${uuid(2)}'`,
  );
  const clock = createManualClock();
  const vendor = createScriptedVendor({ clock });
  const { tasks } = startTasks({ kept: { sql, clock, vendor, files: memoryFiles() } });
  const ids = (q: string) => tasks.list({ q }).tasks.map(({ id }) => id);
  expect([ids('rain'), ids('second release'), ids('as')]).toEqual([[uuid(1)], [uuid(2)], [uuid(2)]]);
  tasks.patch(uuid(2), { notes: 'changed since', tags: ['v3'] });
  expect([ids('second release'), ids('since')]).toEqual([[], [uuid(2)]]);
  expect(tasks.list({ tag: ['v3'] }).total).toBe(1);
  tasks.remove(uuid(1));
  expect(ids('rain')).toEqual([]);
});

test('a folder of the third release keeps what was decided, retried, spelt in capitals and to be downloaded', async () => {
  const sql = openFirstRelease();
  migrate(nodeSql(sql), migrations.slice(0, 3));
  const shout = 'ABCDEF00-0000-4000-8000-00000000000A';
  const due = { n: 2, audioId: 'a2', title: '', durationS: null, url: 'https://files.example/a2.mp3' };
  const stored = { ...due, streamUrl: null, expiresAt: null, file: null, contentType: null, size: null };
  sql
    .prepare(
      "UPDATE tasks SET tags = ?, takes = json_insert(takes, '$[#]', json(?)), unkept = 1 WHERE id = ?",
    )
    .run(
      '["rain","keep A","reject B","keep C"]',
      JSON.stringify({ ...stored, keepProblem: null, tries: 3, nextTryAt: 1 }),
      uuid(1),
    );
  sql
    .prepare('UPDATE tasks SET id = ?, key = ?, resent_from = ? WHERE id = ?')
    .run(shout, shout, uuid(1), uuid(2));
  const clock = createManualClock();
  const vendor = createScriptedVendor({ clock, id: 'https://sandbox.test' });
  Object.assign(vendor.client, { id: 'sandbox' });
  const { tasks } = startTasks({ kept: { sql, clock, vendor, files: memoryFiles() } });
  expect(tasks.get(uuid(1))).toMatchObject({
    tags: ['rain', 'keep C'],
    resentAs: shout.toLowerCase(),
    takes: [{ verdict: 'keep' }, { verdict: 'reject', kept: false }],
  });
  expect(tasks.facets().tags.map(({ tag }) => tag)).not.toContain('keep A');
  expect(tasks.get(shout)).toMatchObject({ id: shout.toLowerCase(), resentFrom: uuid(1) });
  expect(tasks.list({ deleted: true }).total).toBe(1);
  await clock.advance(1000);
  expect(tasks.get(uuid(1))).toMatchObject({ takes: [{ kept: true }, { kept: true }] });
});

describe('an address that tasks were made at becomes a connection', () => {
  const addresses = [
    ['https://api.kie.ai', 'env-api.kie.ai', 'kie.ai', 'kie', 'kie'],
    ['https://api.sunoapi.org', 'env-api.sunoapi.org', 'sunoapi', 'sunoapi', 'sunoapi'],
    ['https://apibox.erweima.ai', 'env-apibox.erweima.ai', 'apibox', 'apibox', 'apibox'],
    ['http://127.0.0.1:9999/v2', 'env-http~~~127.0.0.1~9999~v2', '127.0.0.1:9999/v2', 'custom', 'apibox'],
  ] as const;

  it.each([1, 2, 3, 4, 5].flatMap((release) => addresses.map((address) => [release, ...address] as const)))(
    'in a folder of release %i: %s',
    (release, url, id, name, vendorName, dialect) => {
      const sql = openFirstRelease();
      migrate(nodeSql(sql), migrations.slice(0, release));
      sql.prepare('UPDATE tasks SET upstream = ?, event = event + 20 WHERE id = ?').run(url, uuid(2));
      sql.prepare("UPDATE tombstones SET upstream = ? WHERE key = 'take-7'").run(url);
      if (release === 5)
        sql
          .prepare(
            "INSERT INTO wav_conversions (connection, task_id, audio_id, state, sent_at) VALUES (?, 't', 'a', 'sent', 1)",
          )
          .run(url);
      migrate(nodeSql(sql), migrations);
      const connections = sql.prepare('SELECT * FROM connections ORDER BY id').all();
      expect(connections).toMatchObject([
        { id, name, vendor: vendorName, base_url: url, dialect, source: 'environment', removed_at: null },
        { id: 'sandbox', vendor: 'sandbox', base_url: null },
      ]);
      expect(id).toBe(environmentId(url));
      const ownersIn = (table: string) =>
        sql
          .prepare(`SELECT DISTINCT connection FROM ${table} ORDER BY connection`)
          .all()
          .map(({ connection }) => connection);
      expect(ownersIn('tasks')).toEqual([id, 'sandbox']);
      expect(ownersIn('task_list')).toEqual([id, 'sandbox']);
      expect(ownersIn('deleted_task_list')).toEqual(['sandbox']);
      expect(ownersIn('tombstones')).toEqual([id]);
      expect(ownersIn('wav_conversions')).toEqual(release === 5 ? [id] : []);

      const clock = createManualClock();
      const vendor = createScriptedVendor({ clock });
      const { tasks } = startTasks({ kept: { sql, clock, vendor, files: memoryFiles() } });
      expect(tasks.get(uuid(2)).connection).toEqual({ id, name });
      expect(tasks.list({ connection: id }).total).toBe(1);
    },
  );
});

test('takes that hold something else stop no migration', () => {
  const sql = openFirstRelease();
  migrate(nodeSql(sql), migrations.slice(0, 3));
  sql
    .prepare('UPDATE tasks SET takes = \'["x", 7]\', tags = \'["keep A"]\', unkept = 1 WHERE id = ?')
    .run(uuid(1));
  migrate(nodeSql(sql), migrations);
  expect(sql.prepare('SELECT takes FROM tasks WHERE id = ?').get(uuid(1))).toEqual({ takes: '["x", 7]' });
});

test('a folder brought forward is the same as a new one', () => {
  const old = openFirstRelease();
  const fresh = new DatabaseSync(':memory:');
  migrate(nodeSql(old), migrations);
  migrate(nodeSql(fresh), migrations);
  const words = (rows: ReturnType<typeof shapeOf>) =>
    rows.map((row) => ({ ...row, sql: String(row['sql']).replaceAll(/\s+/g, ' ') }));
  expect(words(shapeOf(old))).toEqual(words(shapeOf(fresh)));
  expect(old.prepare('PRAGMA user_version').get()).toEqual({ user_version: migrations.length });
});

test('a step that fails leaves the folder as it was', () => {
  const sql = openFirstRelease();
  sql.exec('CREATE TABLE shelf (in_the_way)');
  expect(() => migrate(nodeSql(sql), migrations)).toThrow('shelf already exists');
  expect(sql.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
  expect(sql.prepare("SELECT name FROM sqlite_schema WHERE name = 'batches'").get()).toBeUndefined();
});

test('a folder of a newer release is not touched', () => {
  const sql = new DatabaseSync(':memory:');
  sql.exec(`PRAGMA user_version = ${migrations.length + 1}`);
  expect(() => migrate(nodeSql(sql), migrations)).toThrow(UnusableData);
});

test('a start on a newer schema is refused with nothing changed', () => {
  const kit = startTasks();
  kit.sql.exec('PRAGMA user_version = 99');
  expect(() => kit.restart()).toThrow('newer Cuesmith');
  expect(kit.sql.prepare('PRAGMA user_version').get()).toEqual({ user_version: 99 });
});

import { expect, test } from 'vitest';

import { openSql } from '../server/platform/node/node-sqlite.ts';
import { startSandbox, temporaryFolder } from '../testing/sandbox-fixtures.ts';
import { SandboxStore } from './sandbox-store.ts';

test('tasks, audio, links and credits are still there after a restart', async () => {
  const before = startSandbox();
  const record = await before.finished('soft rain');
  const url = String(record.response?.sunoData[0]?.audioUrl);
  const bytes = await (await before.fetch(url)).bytes();
  await before.stop();

  const after = startSandbox({ folder: before.folder, startCredits: 7 });
  expect(await after.record(record.taskId)).toEqual(record);
  expect(await (await after.fetch(url)).bytes()).toEqual(bytes);
  expect(await after.call('/api/v1/generate/credit')).toMatchObject({ data: 997.5 });
});

test('a task stopped while rendering is rendered again, under the same ids, uncharged', async () => {
  const before = startSandbox();
  before.synth.hold();
  const taskId = await before.generate('soft rain');
  const planned = await before.until(taskId, 'TEXT_SUCCESS');
  await before.stop();

  const after = startSandbox({ folder: before.folder });
  const { status, response } = await after.until(taskId, 'SUCCESS');
  const ids = (tracks: { id: string }[] | undefined) => tracks?.map(({ id }) => id);
  expect(status).toBe('SUCCESS');
  expect(ids(response?.sunoData)).toEqual(ids(planned.response?.sunoData));
  expect(await after.call('/api/v1/generate/credit')).toMatchObject({ data: 997.5 });
});

test('a take that was already there is not rendered twice', async () => {
  const before = startSandbox({ pacing: { textMs: 0, firstMs: 0, secondMs: 3_600_000 } });
  const taskId = await before.generate('soft rain');
  await before.until(taskId, 'FIRST_SUCCESS');
  await before.stop();

  const after = startSandbox({ folder: before.folder });
  await after.until(taskId, 'SUCCESS');
  expect(after.synth.jobs.map(({ take }) => take)).toEqual([2]);
});

test('data of a newer version is refused and left alone', () => {
  const path = `${temporaryFolder()}/sandbox.db`;
  const sql = openSql(path);
  sql.exec('PRAGMA user_version = 99');
  expect(() => new SandboxStore(sql, 10)).toThrow(/newer Cuesmith \(schema 99/);
  expect(sql.prepare("SELECT count(*) AS tables FROM sqlite_master WHERE type = 'table'").get()).toEqual({
    tables: 0,
  });
  sql.close();
});

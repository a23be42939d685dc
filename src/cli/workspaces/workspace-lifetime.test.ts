import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { systemClock } from '../../server/platform/clock.ts';
import { temporaryFolder } from '../../testing/sandbox-fixtures.ts';
import { json, startApp } from '../../testing/start-app.ts';
import { uuid } from '../../testing/task-fixtures.ts';
import {
  as,
  finished,
  listOf,
  makeTwo,
  start,
  submit,
  until,
} from '../../testing/workspaces/workspace-fixtures.ts';
import { manageWorkspaces } from './manage-workspaces.ts';
import { folderOf } from './workspace-file.ts';

test('one that nobody uses is closed, and opens again as it was', async () => {
  const { folder, tokens } = makeTwo();
  const app = await start(folder, { workspaceIdleMs: 1 });
  await submit(app, tokens.a, 1);
  await finished(app, tokens.a, 1);
  await until(async () => app.openWorkspaces?.() === 0);
  expect(await listOf(app, tokens.a)).toMatchObject([{ id: uuid(1), state: 'ready' }]);
});

test('an open stream keeps its workspace open', async () => {
  const { folder, tokens } = makeTwo();
  const app = await start(folder, { workspaceIdleMs: 1 });
  const stream = await app.request('/api/tasks/events', as(tokens.a));
  await until(async () => app.openWorkspaces?.() === 1);
  await submit(app, tokens.a, 1);
  await finished(app, tokens.a, 1);
  expect(app.openWorkspaces?.()).toBe(1);
  await stream.body?.cancel();
  await until(async () => app.openWorkspaces?.() === 0);
});

test('a download that is read slowly keeps its workspace open to its last byte', async () => {
  const { folder, tokens } = makeTwo();
  const app = await start(folder, { workspaceIdleMs: 1 });
  await submit(app, tokens.a, 1);
  await finished(app, tokens.a, 1);
  const asked = await app.request('/api/downloads', as(tokens.a, json('POST', { ids: [uuid(1)] })));
  const { id } = (await asked.json()) as { id: string };
  const zip = await app.request(`/api/downloads/${id}`, as(tokens.a));
  const reader = zip.body?.getReader();
  let size = 0;
  let isClosed = false;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) break;
    size += value.length;
    // Others come and go meanwhile, each with its end of an idle time.
    await listOf(app, tokens.b);
    await listOf(app, tokens.a);
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
    isClosed ||= app.openWorkspaces?.() === 0;
  }
  expect(isClosed).toBe(false);
  expect(size).toBeGreaterThan(1000);
  await until(async () => app.openWorkspaces?.() === 0);
  expect(app.reports).toEqual([]);
});

test('after a restart what was under way goes on with nobody asking', async () => {
  const { folder, tokens, ids } = makeTwo();
  const first = await start(folder, { pacing: { textMs: 60_000 } });
  await submit(first, tokens.a, 1);
  await first.stop();
  const again = await start(folder, { workspaceIdleMs: 1 });
  const { DatabaseSync } = await import('node:sqlite');
  const sql = new DatabaseSync(join(folderOf(folder, ids.a), 'cuesmith.db'), {
    readOnly: true,
    timeout: 5000,
  });
  const state = () => sql.prepare('SELECT state FROM tasks').get()?.['state'];
  await until(async () => state() === 'ready' && again.openWorkspaces?.() === 0);
  expect(state()).toBe('ready');
  sql.close();
});

test('a removed one is reached by nobody and comes back whole; purged it is gone', async () => {
  const { folder, tokens, ids, manage } = makeTwo();
  const app = await start(folder, { workspaceIdleMs: 1 });
  await submit(app, tokens.a, 1);
  await finished(app, tokens.a, 1);
  manage.remove('Studio A');
  expect((await app.request('/api/tasks', as(tokens.a))).status).toBe(401);
  expect(() => manage.purge('Studio B')).toThrow('in use');
  manage.restore('studio a');
  expect(await listOf(app, tokens.a)).toHaveLength(1);
  manage.remove('Studio A');
  await until(async () => app.openWorkspaces?.() === 0);
  manage.purge('Studio A');
  expect(existsSync(folderOf(folder, ids.a))).toBe(false);
  expect(manage.list().map(({ name }) => name)).toEqual(['Studio B']);
});

test('one moves as a folder: exported, it opens by itself, or as a workspace elsewhere', async () => {
  const { folder, tokens, manage } = makeTwo();
  const app = await start(folder);
  await submit(app, tokens.a, 1);
  await finished(app, tokens.a, 1);
  const target = join(temporaryFolder(), 'studio-a');
  expect(manage.exportTo('Studio A', target)).toMatchObject({ tasks: 1 });
  await app.stop();
  const elsewhere = manageWorkspaces(temporaryFolder(), systemClock);
  elsewhere.importFrom(target, 'Studio A');
  const alone = await startApp({ folder: target });
  expect(await alone.get('/api/tasks')).toMatchObject({
    total: 1,
    tasks: [{ state: 'ready', takes: [{ kept: true }, { kept: true }] }],
  });
});

test('a backup of the server holds its workspaces, with the tokens that open them', async () => {
  const { folder, tokens } = makeTwo();
  const app = await start(folder);
  await submit(app, tokens.a, 1);
  await finished(app, tokens.a, 1);
  const target = join(temporaryFolder(), 'backup');
  const { copyDataFolder } = await import('../../server/platform/node/copy-data-folder.ts');
  expect(copyDataFolder(folder, target, () => {})).toEqual({ tasks: 1, files: 4 });
  await app.stop();
  const restored = await start(target);
  expect(await listOf(restored, tokens.a)).toMatchObject([{ takes: [{ kept: true }, { kept: true }] }]);
  expect(await listOf(restored, tokens.b)).toEqual([]);
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { json, startApp } from '../../testing/start-app.ts';
import { softRain } from '../../testing/task-fixtures.ts';
import {
  OWN,
  as,
  finished,
  listOf,
  makeTwo,
  start,
  submit,
} from '../../testing/workspaces/workspace-fixtures.ts';
import { folderOf } from './workspace-file.ts';

test('the token decides the workspace: each sees its own tasks, the data folder its own', async () => {
  const { folder, tokens } = makeTwo();
  const app = await start(folder);
  await submit(app, tokens.a, 1, 'rain of A');
  await submit(app, tokens.b, 1, 'rain of B');
  await submit(app, OWN, 1, 'rain of the folder');
  const prompts = async (token: string) => (await listOf(app, token)).map(({ request }) => request.prompt);
  expect(await prompts(tokens.a)).toEqual(['rain of A']);
  expect(await prompts(tokens.b)).toEqual(['rain of B']);
  expect(await prompts(OWN)).toEqual(['rain of the folder']);
});

test('no header and no host of another’s choosing leads into a workspace', async () => {
  const { folder, tokens, ids, manage } = makeTwo();
  manage.set('Studio B', { host: 'studio-b.example' });
  const app = await start(folder);
  await submit(app, tokens.b, 1, 'rain of B');
  const tries = {
    'x-workspace': ids.b,
    'x-forwarded-host': 'studio-b.example',
    cookie: `workspace=${ids.b}`,
  };
  const list = await app.request('/api/tasks', as(tokens.a, { headers: tries }));
  expect(await list.json()).toMatchObject({ total: 0 });
  expect((await app.request('/api/tasks', { headers: tries })).status).toBe(401);
  const there = (token: string) =>
    app.request('/api/tasks', as(token, { headers: { host: 'studio-b.example' } }));
  expect((await there(tokens.a)).status).toBe(401);
  expect(await (await there(tokens.b)).json()).toMatchObject({ total: 1 });
});

test('a login is for its workspace, and ends with its token', async () => {
  const { folder, tokens, manage } = makeTwo();
  const ana = manage.addToken('Studio A', 'Ana');
  const app = await start(folder);
  await submit(app, tokens.a, 1, 'rain of A');
  const login = async (token: string) => {
    const response = await app.request('/login', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token, next: '/' }).toString(),
    });
    return response.headers.get('set-cookie')?.split(';')[0] ?? '';
  };
  const total = async (cookie: string) => {
    const response = await app.request('/api/tasks', { headers: { cookie } });
    return response.status === 200 ? ((await response.json()) as { total: number }).total : response.status;
  };
  const [ofAna, ofB] = [await login(ana), await login(tokens.b)];
  expect([await total(ofAna), await total(ofB)]).toEqual([1, 0]);
  // Another workspace's holder in the cookie of this one: the signature does not fit.
  const [head, tail] = [ofB.split('.').slice(0, 3).join('.'), ofAna.split('.').slice(3).join('.')];
  expect(await total(`${head}.${tail}`)).toBe(401);
  manage.revoke('Studio A', 'Ana');
  expect([await total(ofAna), await total(ofB)]).toEqual([401, 0]);
  await app.request('/api/sessions/end', as(tokens.b, json('POST', {})));
  expect(await total(ofB)).toBe(401);
});

test('a task says whose token it was sent by, from every way of sending', async () => {
  const { folder, tokens, manage } = makeTwo();
  const ana = manage.addToken('Studio A', 'Ana');
  const app = await start(folder);
  await submit(app, ana, 1);
  await submit(app, tokens.a, 2);
  await app.request('/api/v1/generate/sounds', as(ana, json('POST', { ...softRain, prompt: 'drop-in' })));
  const tasks = await listOf(app, tokens.a);
  expect(tasks.map(({ by }) => by ?? '').toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
    'Ana',
    'Ana',
    'Studio A',
  ]);
  await submit(app, OWN, 1);
  expect((await listOf(app, OWN)).map(({ by }) => by)).toEqual([null]);
});

test('links to takes say their workspace, and are served without a token', async () => {
  const { folder, tokens, ids, manage } = makeTwo();
  const app = await start(folder);
  await submit(app, tokens.a, 1);
  const task = await finished(app, tokens.a, 1);
  const record = await app.request(
    `/api/v1/generate/record-info?taskId=${(task as { taskId: string }).taskId}`,
    as(tokens.a),
  );
  const [link = ''] = /http:[^"]*\/media\/[^"]*/.exec(await record.text()) ?? [];
  expect(link).toContain(`/media/${ids.a}~`);
  const audio = await app.request(link, { headers: { range: 'bytes=0-9' } });
  expect([audio.status, (await audio.arrayBuffer()).byteLength]).toEqual([206, 10]);
  expect((await app.request(link.replace(ids.a, ids.b))).status).toBe(404);
  manage.remove('Studio A');
  expect((await app.request(link)).status).toBe(404);
});

test('callbacks reach the task of the workspace that they were meant for', async () => {
  const { folder, tokens, ids } = makeTwo();
  const app = await start(folder, { env: { PUBLIC_URL: 'https://cues.example' } });
  await submit(app, tokens.a, 1);
  const { DatabaseSync } = await import('node:sqlite');
  const sql = new DatabaseSync(join(folderOf(folder, ids.a), 'cuesmith.db'), { readOnly: true });
  const secret = String(sql.prepare('SELECT secret FROM tasks').get()?.['secret']);
  sql.close();
  expect(secret).toMatch(new RegExp(`^${ids.a}~[0-9a-f]{48}$`));
  const call = (path: string) =>
    app.request(`/api/callbacks/${path}`, json('POST', { data: { taskId: 'x' } }));
  const answers = await Promise.all([secret, `${ids.b}~00`, 'nobody~00', 'wav'].map(call));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
});

test('each has keys, sandbox and credits of its own; the environment’s vendor is the data folder’s alone', async () => {
  const { folder, tokens, ids } = makeTwo();
  const app = await start(folder, {
    env: { SOUNDS_UPSTREAM: 'https://vendor.invalid', SOUNDS_API_KEY: 'k'.repeat(20) },
  });
  await submit(app, tokens.a, 1);
  const connections = async (token: string) =>
    (await (await app.request('/api/connections', as(token))).json()) as { id: string; credits: number }[];
  expect((await connections(tokens.a)).map(({ id }) => id)).toEqual(['sandbox']);
  expect((await connections(OWN)).map(({ id }) => id)).toEqual(['sandbox', 'env-vendor.invalid']);
  const [ofA, ofB] = [await connections(tokens.a), await connections(tokens.b)];
  expect(ofA[0]?.credits).toBeLessThan(ofB[0]?.credits ?? 0);
  expect(existsSync(join(folderOf(folder, ids.a), 'sandbox.db'))).toBe(true);
  const added = await app.request(
    '/api/connections',
    as(
      tokens.a,
      json('POST', { vendor: 'custom', baseUrl: 'http://127.0.0.1:9', key: 'k'.repeat(20), verified: false }),
    ),
  );
  expect(added.status).toBe(400);
});

test('no token stands on disk, and the list says no token either', () => {
  const { folder, tokens, manage } = makeTwo();
  const file = readFileSync(join(folder, 'workspaces.json'), 'utf8');
  for (const token of Object.values(tokens)) expect(file).not.toContain(token);
  expect(JSON.stringify(manage.list())).not.toContain('cue_');
});

test('names and host names are one workspace’s only', () => {
  const { manage } = makeTwo();
  manage.set('Studio A', { host: 'a.example' });
  expect(() => manage.add('studio a')).toThrow('already');
  expect(() => manage.add('Studio C', { host: 'a.example' })).toThrow('host name');
  expect(() => manage.rename('Studio B', 'Studio A')).toThrow('already');
  expect(() => manage.remove('nobody')).toThrow('no workspace');
});

test('a server with workspaces and no ACCESS_TOKEN does not start', async () => {
  const { folder } = makeTwo();
  await expect(startApp({ folder })).rejects.toThrow('ACCESS_TOKEN is needed');
});

test('a slip of the pen in the file locks nobody out, and is reported', async () => {
  const { folder, tokens } = makeTwo();
  const app = await start(folder);
  const { writeFileSync } = await import('node:fs');
  writeFileSync(join(folder, 'workspaces.json'), '{');
  expect((await app.request('/api/tasks', as(tokens.a))).status).toBe(200);
  expect(String(app.reports[0])).toContain('damaged');
});

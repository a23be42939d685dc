import { setTimeout as pause } from 'node:timers/promises';

import { expect, onTestFinished, test } from 'vitest';

import { startFaultyVendor } from '../../src/testing/faulty-vendor/faulty-vendor.ts';
import { json } from '../../src/testing/start-app.ts';
import { asHolder, moveIn, operationsOf, type Resident, tryToCross } from '../../src/testing/strangers.ts';
import { softRain } from '../../src/testing/task-fixtures.ts';
import { startEdge } from './edge.ts';
import { ACCESS_TOKEN } from './workerd.ts';

const PUBLIC_URL = 'https://sounds.example';
/** Their keys are tried at it: loopback is reached by these tests alone. */
const LOCKED = { UNLOCKED: 'no', ALLOWED_UPSTREAM_HOSTS: '127.0.0.1', PUBLIC_URL };
const REQUESTS = 400;

type Edge = Awaited<ReturnType<typeof startEdge>>;

/** What is asked for of an answer. */
interface Body {
  id: string;
  token: string;
  total: number;
  tasks: { request: { prompt: string } }[];
}

const call = async (edge: Edge, token: string, path: string, init?: RequestInit) => {
  const answer = await edge.request(path, asHolder(token, init));
  const isJson = answer.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: answer.status, body: (isJson ? await answer.json() : null) as Body };
};
const asAdmin = (edge: Edge, path: string, init?: RequestInit) =>
  call(edge, ACCESS_TOKEN, `/workspaces${path}`, init);

async function add(edge: Edge, name: string): Promise<{ id: string; token: string }> {
  const { status, body } = await asAdmin(edge, '', json('POST', { name }));
  expect(status).toBe(201);
  return body;
}

/** A vendor of its own, so that it can be seen who sent what by whose key. */
async function addVendor(edge: Edge, token: string, key: string) {
  const vendor = await startFaultyVendor({ plan: { renderMs: 20 } });
  onTestFinished(() => vendor.close());
  const connection = { vendor: 'custom', name: 'Own', baseUrl: vendor.url, key, isDefault: true };
  expect((await call(edge, token, '/api/connections', json('POST', connection))).status).toBe(201);
  return vendor;
}

const promptsOf = async (edge: Edge, token: string): Promise<string[]> => {
  const { body } = await call(edge, token, '/api/tasks');
  return body.tasks.map(({ request }) => request.prompt);
};

const submit = (edge: Edge, token: string, prompt: string) => {
  const tasks = [{ id: crypto.randomUUID(), request: { ...softRain, prompt } }];
  return call(edge, token, '/api/tasks', json('POST', { tasks }));
};

const login = async (edge: Edge, token: string): Promise<string> => {
  const answer = await edge.request('/login', {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: PUBLIC_URL },
    body: new URLSearchParams({ token, next: '/' }).toString(),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
};

test('the token decides whose object answers, and each sends by its own key', async () => {
  const edge = await startEdge({}, LOCKED);
  const [a, b] = [await add(edge, 'Studio A'), await add(edge, 'Studio B')];
  const [ofA, ofB] = [await addVendor(edge, a.token, 'key-of-a'), await addVendor(edge, b.token, 'key-of-b')];
  await submit(edge, a.token, 'rain of A');
  await submit(edge, b.token, 'rain of B');
  await submit(edge, ACCESS_TOKEN, 'rain of the main one');
  expect(await promptsOf(edge, a.token)).toEqual(['rain of A']);
  expect(await promptsOf(edge, b.token)).toEqual(['rain of B']);
  expect(await promptsOf(edge, ACCESS_TOKEN)).toEqual(['rain of the main one']);
  for (const [vendor, key] of [
    [ofA, 'key-of-a'],
    [ofB, 'key-of-b'],
  ] as const)
    expect(new Set(vendor.requests.map(({ headers }) => headers.authorization))).toEqual(
      new Set([`Bearer ${key}`]),
    );
});

test('no header leads into a workspace, and no id that was not made here makes an object', async () => {
  const edge = await startEdge({}, LOCKED);
  const a = await add(edge, 'Studio A');
  const tries = { 'x-workspace': a.id, 'x-forwarded-host': a.id, cookie: `workspace=${a.id}` };
  expect((await edge.request('/api/tasks', { headers: tries })).status).toBe(401);
  const main = await call(edge, ACCESS_TOKEN, '/api/tasks', { headers: tries });
  expect(main).toMatchObject({ status: 200, body: { total: 0 } });
  for (const id of [a.id, a.id.replace(/^.{8}/, '00000000'), '0'.repeat(64), 'main']) {
    const forged = `cue_${id}_${'x'.repeat(43)}`;
    expect([id, (await call(edge, forged, '/api/tasks')).status]).toEqual([id, 401]);
  }
});

test('a login is for its workspace, and ends with its token', async () => {
  const edge = await startEdge({}, LOCKED);
  const [a, b] = [await add(edge, 'Studio A'), await add(edge, 'Studio B')];
  await addVendor(edge, a.token, 'key-of-a');
  const made = await asAdmin(edge, `/${a.id}/tokens`, json('POST', { name: 'Ana' }));
  await submit(edge, made.body.token, 'rain of Ana');
  const [ofAna, ofB] = [await login(edge, made.body.token), await login(edge, b.token)];
  const total = async (cookie: string) => {
    const answer = await edge.request('/api/tasks', { headers: { cookie } });
    return answer.status === 200 ? ((await answer.json()) as { total: number }).total : answer.status;
  };
  expect([await total(ofAna), await total(ofB)]).toEqual([1, 0]);
  // Another's name in a cookie of one's own: the signature does not fit.
  expect(await total(ofB.replace(b.id, a.id))).toBe(401);
  const list = await call(edge, a.token, '/api/tasks');
  expect(JSON.stringify(list.body)).toContain('"Ana"');
  const stream = await edge.request('/api/tasks/events', { headers: { cookie: ofAna } });
  expect((await asAdmin(edge, `/${a.id}/tokens/Ana`, json('DELETE', {}))).status).toBe(204);
  expect(await total(ofAna)).toBe(401);
  expect(await total(ofB)).toBe(0);
  await stream.body?.cancel();
});

test('only the holder of ACCESS_TOKEN makes workspaces, and no token is told a second time', async () => {
  const edge = await startEdge({}, LOCKED);
  const a = await add(edge, 'Studio A');
  expect((await call(edge, a.token, '/workspaces', json('POST', { name: 'Studio C' }))).status).toBe(404);
  expect((await edge.request('/workspaces')).status).toBe(401);
  expect((await asAdmin(edge, '', json('POST', { name: 'studio a' }))).status).toBe(409);
  const list = await asAdmin(edge, '');
  expect(list.body).toMatchObject({ workspaces: [{ id: a.id, name: 'Studio A', removedAt: null }] });
  expect(JSON.stringify(list.body)).not.toMatch(/cue_|digest/);
});

test('a removed one is reached by nobody and comes back whole, also after a restart; purged it is gone', async () => {
  const edge = await startEdge({}, LOCKED);
  const a = await add(edge, 'Studio A');
  await addVendor(edge, a.token, 'key-of-a');
  await submit(edge, a.token, 'rain of A');
  const cookie = await login(edge, a.token);
  expect((await asAdmin(edge, '/Studio%20A', json('DELETE', {}))).status).toBe(409);
  await asAdmin(edge, '/Studio%20A', json('PATCH', { isRemoved: true }));
  await edge.restart();
  expect((await call(edge, a.token, '/api/tasks')).status).toBe(401);
  const page = await edge.request('/', { headers: { cookie, accept: 'text/html' }, redirect: 'manual' });
  expect([page.status, page.headers.get('location')]).toEqual([303, '/login']);
  expect(page.headers.get('set-cookie')).toContain('Max-Age=0');
  await asAdmin(edge, `/${a.id}`, json('PATCH', { isRemoved: false, name: 'Studio Z' }));
  expect(await promptsOf(edge, a.token)).toEqual(['rain of A']);
  await asAdmin(edge, `/${a.id}`, json('PATCH', { isRemoved: true }));
  expect((await asAdmin(edge, `/${a.id}`, json('DELETE', {}))).status).toBe(204);
  expect((await asAdmin(edge, '')).body).toEqual({ workspaces: [] });
  expect((await call(edge, a.token, '/api/tasks')).status).toBe(401);
});

test('a quota is for its workspace alone', async () => {
  const edge = await startEdge({}, LOCKED);
  const [a, b] = [await add(edge, 'Studio A'), await add(edge, 'Studio B')];
  await addVendor(edge, a.token, 'key-of-a');
  await addVendor(edge, b.token, 'key-of-b');
  await asAdmin(edge, `/${a.id}`, json('PATCH', { quota: { tasksPerDay: 1 } }));
  expect((await submit(edge, a.token, 'one')).status).toBe(200);
  expect(await submit(edge, a.token, 'two')).toMatchObject({
    status: 429,
    body: { problem: { code: 'quota-reached', charged: 'no' } },
  });
  for (const prompt of ['one', 'two']) expect((await submit(edge, b.token, prompt)).status).toBe(200);
});

test('no stranger’s request reads or changes anything of another workspace, by any route', async () => {
  const edge = await startEdge({}, LOCKED);
  const residents: Resident[] = [];
  for (const name of ['A', 'B', 'C', 'D']) {
    const { id, token } = await add(edge, `Studio ${name}`);
    await addVendor(edge, token, `key-of-${name}`);
    residents.push(await moveIn(edge, { token, workspace: id }));
  }
  const operations = await operationsOf(edge, ACCESS_TOKEN);
  expect(operations.length).toBeGreaterThan(40);
  const states = () =>
    Promise.all(
      residents.map(async ({ token, ids }) =>
        Promise.all(ids.map(async (id) => (await edge.request(`/api/tasks/${id}`, asHolder(token))).text())),
      ),
    );
  const before = await states();
  const { crossings, answered } = await tryToCross(edge, {
    residents,
    operations,
    count: REQUESTS,
    seed: 17,
    tick: () => pause(20),
  });
  expect(crossings).toEqual([]);
  expect(await states()).toEqual(before);
  expect(answered.get(200)).toBeGreaterThan(REQUESTS / 10);
  expect(answered.get(404)).toBeGreaterThan(REQUESTS / 20);
  expect([...answered.keys()].filter((status) => status >= 500)).toEqual([]);
  // The links that were forged do play as they are, with no token.
  for (const { link } of residents) expect((await edge.request(link)).status).toBe(200);
}, 180_000);

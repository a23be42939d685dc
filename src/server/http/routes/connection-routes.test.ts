import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { onTestFinished, describe, expect, it } from 'vitest';

import type { Connection } from '#shared/connection.ts';
import type { StreamEvent } from '#shared/stream-event.ts';
import type { Task } from '#shared/task.ts';

import type { Fault } from '../../../testing/faulty-vendor/faults.ts';
import { type FaultyVendorOptions, startFaultyVendor } from '../../../testing/faulty-vendor/faulty-vendor.ts';
import { json, startApp, type TestApp, type TestAppOptions } from '../../../testing/start-app.ts';
import { softRain, uuid } from '../../../testing/task-fixtures.ts';

const KEY = 'sk-live-0f1e2d3c4b5a6978';
const LOCAL = { ALLOWED_UPSTREAM_HOSTS: '127.0.0.1' };

const says = (code: number): Fault => ({
  does: 'answer',
  status: 200,
  type: 'application/json',
  body: JSON.stringify({ code, msg: `No, ${KEY}`, data: null }),
  billed: false,
});

async function aVendor(options: FaultyVendorOptions = {}) {
  const vendor = await startFaultyVendor({ plan: { renderMs: 20, callbacks: 'none' }, ...options });
  onTestFinished(() => vendor.close());
  return vendor;
}

const start = (options: TestAppOptions = {}) => startApp({ ...options, env: { ...LOCAL, ...options.env } });

/** What any of these routes may answer. */
type Answer = Connection & { tasks: Task[]; problem: { code: string; field?: string; message: string } };

async function call(app: TestApp, method: string, path: string, body?: unknown) {
  const response = await app.request(path, json(method, body));
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Answer };
}

const listed = (app: TestApp) => app.get<Connection[]>('/api/connections');
const add = (app: TestApp, baseUrl: string, more: object = {}) =>
  call(app, 'POST', '/api/connections', {
    vendor: 'custom',
    baseUrl,
    key: KEY,
    ...more,
  });

async function addOne(app: TestApp, baseUrl: string, more: object = {}): Promise<Connection> {
  const { status, body } = await add(app, baseUrl, more);
  expect(status).toBe(201);
  return body;
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });

const submit = (app: TestApp, items: { id: string; connection?: string }[]) =>
  call(app, 'POST', '/api/tasks', {
    tasks: items.map((item) => ({ ...item, request: softRain })),
  });

describe('the list of connections', () => {
  it('has the sandbox, which makes new sounds until something else is said', async () => {
    const app = await start();
    expect(await listed(app)).toMatchObject([
      { id: 'sandbox', name: 'Sandbox', vendor: 'sandbox', isDefault: true, isFixed: true, keyHint: null },
    ]);
  });

  it('has the environment’s beside it, the default one, with no more of its key than four characters', async () => {
    const vendor = await aVendor();
    const app = await start({ env: { SOUNDS_UPSTREAM: vendor.url, SOUNDS_API_KEY: KEY } });
    const [sandbox, environment] = await listed(app);
    expect(sandbox).toMatchObject({ id: 'sandbox', isDefault: false });
    expect(environment).toMatchObject({ isDefault: true, isFixed: true, keyHint: '…6978', credits: 1000 });
  });

  it('is pushed on the stream when one is added, renamed or removed', async () => {
    const vendor = await aVendor();
    const app = await start();
    const told: string[][] = [];
    app.tasks.subscribe(null, (event: StreamEvent) => {
      if (event.event === 'connection') told.push(event.data.map(({ name }) => name));
    });
    const { id } = await addOne(app, vendor.url, { name: 'Studio' });
    await call(app, 'PATCH', `/api/connections/${id}`, { name: 'Film' });
    await expect.poll(() => told.at(-1)).toEqual(['Sandbox', 'Film']);
    await call(app, 'DELETE', `/api/connections/${id}`);
    await expect.poll(() => told.at(-1)).toEqual(['Sandbox']);
  });
});

describe('a new connection', () => {
  it('has the vendor’s own limits, its balance, and a name that no other has', async () => {
    const vendor = await aVendor();
    const app = await start();
    const connection = await addOne(app, vendor.url);
    const host = new URL(vendor.url).host;
    expect(connection).toMatchObject({
      name: host,
      vendor: 'custom',
      host,
      verified: true,
      credits: 1000,
      pace: { count: 20, perMs: 10_000 },
      concurrency: 100,
      isDefault: false,
      isFixed: false,
    });
    expect(vendor.billing).toEqual([]);
    const other = await addOne(app, vendor.url, { key: 'another-key-0123456789' });
    expect(other.name).toBe(`${host} 2`);
  });

  it('with a refused key is 422 unauthorized, and nothing is stored', async () => {
    const vendor = await aVendor();
    const app = await start();
    vendor.failNextRead(says(401));
    const { status, body } = await add(app, vendor.url);
    expect([status, body.problem]).toMatchObject([422, { code: 'unauthorized', field: 'key' }]);
    expect(await listed(app)).toHaveLength(1);
    expect(filesIn(app.folder).filter((path) => path.endsWith('secrets.json'))).toEqual([]);
  });

  it('of a vendor that does not answer is 424, but stored, unverified, when that is asked for', async () => {
    const vendor = await aVendor();
    const { url } = vendor;
    await vendor.close();
    const app = await start();
    expect((await add(app, url)).status).toBe(424);
    expect(await listed(app)).toHaveLength(1);
    expect((await add(app, url, { verified: false })).body).toMatchObject({ verified: false, credits: null });
  });

  it.each([
    ['a name that is taken', { name: 'sandbox' }, 409, 'name'],
    ['a name that is an id of another', { name: 'SANDBOX' }, 409, 'name'],
    ['no key', { key: ' ' }, 400, 'key'],
    ['a key no header can hold', { key: 'sk-\u00e9\u00e9' }, 400, 'key'],
    ['an unknown vendor', { vendor: 'acme' }, 400, 'vendor'],
    ['a vendor with an address of its own', { vendor: 'kie' }, 400, 'baseUrl'],
    ['a pace of nothing', { pace: { count: 0, perMs: 1000 } }, 400, 'pace.count'],
    ['an unknown field', { secret: 'x' }, 400, 'secret'],
  ])('with %s is refused by field, and nobody is asked', async (_, more, status, field) => {
    const vendor = await aVendor();
    const app = await start();
    const answer = await add(app, vendor.url, more);
    expect([answer.status, answer.body.problem]).toMatchObject([status, { field }]);
    expect(vendor.requests).toEqual([]);
  });

  it.each([
    'http://127.0.0.1:4861',
    'https://localhost',
    'https://[::1]:4860',
    'https://[::127.0.0.1]',
    'https://[::ffff:10.0.0.1]/x',
    'https://192.168.1.1',
    'https://169.254.169.254/latest',
    'https://0x7f.1',
    'https://2130706433',
  ])('at %s would lead into a private network: refused unless a setting names its host', async (baseUrl) => {
    const app = await startApp();
    const { status, body } = await add(app, baseUrl);
    expect([status, body.problem?.field]).toEqual([400, 'baseUrl']);
    expect(JSON.stringify(body)).toContain('ALLOWED_UPSTREAM_HOSTS');
  });

  it.each([
    ['the documented one', {}, '/api/v1/jobs/createTask'],
    ['the older one', { route: 'generate' }, '/api/v1/generate/sounds'],
  ])(
    'of kie’s kind sends by %s of its two routes, also after a failure and a restart',
    async (_, more, path) => {
      const vendor = await aVendor();
      const app = await start();
      const { id } = await addOne(app, vendor.url, { dialect: 'kie', ...more });
      await submit(app, [{ id: uuid(1), connection: id }]);
      vendor.failNext(says(500));
      await submit(app, [{ id: uuid(2), connection: id }]);
      await app.stop();
      const again = await start({ folder: app.folder });
      await submit(again, [{ id: uuid(3), connection: id }]);
      const sends = vendor.requests.filter(({ method }) => method === 'POST');
      expect(sends.map((seen) => seen.path)).toEqual([path, path, path]);
      expect(vendor.billing).toHaveLength(2);
    },
  );

  it('by a route that its vendor does not have is refused by field', async () => {
    const vendor = await aVendor();
    const app = await start();
    const { status, body } = await add(app, vendor.url, { route: 'jobs' });
    expect([status, body.problem]).toMatchObject([400, { field: 'route' }]);
  });

  it('is not the key of another one once more', async () => {
    const vendor = await aVendor();
    const app = await start();
    await addOne(app, vendor.url, { name: 'Studio' });
    const { status, body } = await add(app, vendor.url);
    expect([status, body.problem?.field]).toEqual([409, 'key']);
  });

  it('follows no redirect of its vendor', async () => {
    const vendor = await aVendor();
    const app = await start();
    vendor.failNextRead({ does: 'redirect', status: 302, location: `${vendor.url}/elsewhere` } as never);
    const { status } = await add(app, vendor.url);
    expect(vendor.requests.some(({ path }) => path.startsWith('/elsewhere'))).toBe(false);
    expect([201, 424]).toContain(status);
  });
});

describe('a change', () => {
  it('of name, pace and default is told, and lasts over a restart with the key', async () => {
    const vendor = await aVendor();
    const app = await start();
    const { id } = await addOne(app, vendor.url);
    const change = { name: 'Studio', pace: { count: 3, perMs: 1000 }, concurrency: 2, isDefault: true };
    expect((await call(app, 'PATCH', `/api/connections/${id}`, change)).body).toMatchObject(change);
    await app.stop();
    const again = await start({ folder: app.folder });
    expect((await listed(again)).find((one) => one.id === id)).toMatchObject({ ...change, keyHint: '…6978' });
    await submit(again, [{ id: uuid(1) }]);
    await again.reaches(uuid(1), ({ state }) => state === 'ready');
    expect(vendor.requests.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(again.tasks.get(uuid(1)).connection).toEqual({ id, name: 'Studio' });
  });

  it.each(['baseUrl', 'vendor', 'dialect'])('of %s is refused', async (field) => {
    const vendor = await aVendor();
    const app = await start();
    const { id } = await addOne(app, vendor.url);
    const { status } = await call(app, 'PATCH', `/api/connections/${id}`, { [field]: 'kie' });
    expect(status).toBe(400);
  });

  it('of what the environment set up is refused, but for which one is the default', async () => {
    const vendor = await aVendor();
    const app = await start({ env: { SOUNDS_UPSTREAM: vendor.url, SOUNDS_API_KEY: KEY } });
    const id = (await listed(app))[1]?.id ?? '';
    expect((await call(app, 'PATCH', `/api/connections/${id}`, { name: 'Mine' })).status).toBe(409);
    expect((await call(app, 'DELETE', `/api/connections/${id}`)).status).toBe(409);
    expect((await call(app, 'DELETE', '/api/connections/sandbox')).status).toBe(409);
    expect((await call(app, 'PATCH', '/api/connections/sandbox', { isDefault: true })).status).toBe(200);
    expect((await listed(app)).map(({ isDefault }) => isDefault)).toEqual([true, false]);
  });

  it('to a new key asks whose it is: the same account’s knows a task, another becomes a connection of its own', async () => {
    const vendor = await aVendor();
    const app = await start();
    const { id } = await addOne(app, vendor.url, { name: 'Studio' });
    await submit(app, [{ id: uuid(1), connection: id }]);
    await app.reaches(uuid(1), ({ state }) => state === 'ready');
    const path = `/api/connections/${id}`;
    const key = 'a-new-key-0123456789abcd';
    expect((await call(app, 'PATCH', path, { key })).status).toBe(400);
    expect((await call(app, 'PATCH', path, { key, sameAccount: true })).body).toMatchObject({
      id,
      keyHint: '…abcd',
    });
    vendor.tasks.clear();
    const wrong = { key: 'a-wrong-key-0123456789', sameAccount: true };
    expect((await call(app, 'PATCH', path, wrong)).status).toBe(409);
    expect((await listed(app))[1]).toMatchObject({ keyHint: '…abcd' });
    const { status, body } = await call(app, 'PATCH', path, { ...wrong, sameAccount: false });
    expect([status, body.id === id]).toEqual([201, false]);
    expect(await listed(app)).toHaveLength(3);
  });
});

describe('a test', () => {
  it('reads the balance and nothing else, of a stored key and of one just typed', async () => {
    const vendor = await aVendor();
    const app = await start();
    const typed = { vendor: 'custom', baseUrl: vendor.url, key: KEY };
    expect((await call(app, 'POST', '/api/connections/test', typed)).body).toEqual({
      ok: true,
      credits: 1000,
    });
    expect(await listed(app)).toHaveLength(1);
    const { id } = await addOne(app, vendor.url);
    vendor.failNextRead(says(401));
    expect((await call(app, 'POST', `/api/connections/${id}/test`)).body).toMatchObject({
      ok: false,
      problem: { code: 'unauthorized' },
    });
    expect((await listed(app))[1]).toHaveProperty('keyRefusedSince');
    expect((await call(app, 'POST', `/api/connections/${id}/test`)).body).toEqual({
      ok: true,
      credits: 1000,
    });
    expect((await listed(app))[1]).not.toHaveProperty('keyRefusedSince');
    expect(vendor.requests.every(({ method }) => method === 'GET')).toBe(true);
  });
});

describe('a task', () => {
  it('goes to the connection that was named, from the page and from a program', async () => {
    const [one, other] = [await aVendor(), await aVendor()];
    const app = await start();
    const first = await addOne(app, one.url, { name: 'One' });
    await addOne(app, other.url, { name: 'Other' });
    await submit(app, [{ id: uuid(1), connection: first.id }]);
    const headers = { 'x-connection': 'other' };
    const answer = await app.request('/api/v1/generate/sounds', json('POST', softRain, headers));
    expect(await answer.json()).toMatchObject({ code: 200 });
    expect([one.billing.length, other.billing.length]).toEqual([1, 1]);
    expect(app.tasks.list({ connection: first.id }).tasks.map(({ id }) => id)).toEqual([uuid(1)]);
    expect(
      app.tasks
        .facets()
        .connections.map(({ name }) => name)
        .sort(),
    ).toEqual(['One', 'Other']);
  });

  it('made by one connection is made by another without a question: only the same one could charge it twice', async () => {
    const vendor = await aVendor();
    const app = await start();
    const { id } = await addOne(app, vendor.url);
    const ask = (n: number, connection: string) =>
      call(app, 'POST', '/api/tasks', {
        tasks: [{ id: uuid(n), request: softRain, connection }],
        ask: true,
      });
    expect((await ask(1, 'sandbox')).status).toBe(200);
    expect((await ask(2, id)).status).toBe(200);
    expect((await ask(3, id)).body.problem).toMatchObject({ code: 'sent-already' });
    expect(vendor.billing).toHaveLength(1);
  });

  it('for a connection that is not there is refused, and nothing is sent', async () => {
    const app = await start();
    const { status, body } = await call(app, 'POST', '/api/tasks', {
      tasks: [{ id: uuid(1), request: softRain, connection: 'nowhere' }],
    });
    expect([status, body.problem]).toMatchObject([400, { field: 'tasks.0.connection' }]);
    const headers = { 'x-connection': 'nowhere' };
    const answer = await app.request('/api/v1/generate/sounds', json('POST', softRain, headers));
    expect(answer.status).toBe(400);
    expect(app.tasks.list({}).total).toBe(0);
  });

  it('with a key that was used under another connection is 422, and nothing is sent', async () => {
    const vendor = await aVendor();
    const app = await start();
    await addOne(app, vendor.url, { name: 'Studio' });
    const send = (connection: string) =>
      app.request(
        '/api/v1/generate/sounds',
        json('POST', softRain, { 'idempotency-key': 'k', 'x-connection': connection }),
      );
    expect((await send('studio')).status).toBe(200);
    expect((await send('sandbox')).status).toBe(422);
    expect(vendor.billing).toHaveLength(1);
  });
});

describe('three connections at once', () => {
  it(
    '30 tasks each: paces are kept apart, one vendor is down, the others go on',
    { timeout: 60_000 },
    async () => {
      const pace = { count: 10, perMs: 1000 };
      const [slow, down] = [await aVendor(), await aVendor()];
      const app = await start();
      const paced = await addOne(app, slow.url, { name: 'Paced', pace });
      const away = await addOne(app, down.url, { name: 'Away' });
      await call(app, 'PATCH', '/api/connections/sandbox', { isDefault: true });
      await down.goDown();
      const items = Array.from({ length: 90 }, (_, n) => ({
        id: uuid(n + 1),
        connection: [paced.id, away.id, 'sandbox'][n % 3] ?? '',
      }));
      const begunAt = Date.now();
      await submit(app, items);
      const states = (connection: string) =>
        Object.entries(
          Object.groupBy(app.tasks.list({ connection, limit: 100 }).tasks, ({ state }) => state),
        ).map(([state, tasks]) => [state, tasks.length]);
      const countOf = (connection: string, wanted: string) =>
        app.tasks.list({ connection, limit: 100 }).tasks.filter(({ state }) => state === wanted).length;
      // The default pace is 20 in 10 s: ten of each would wait there, had they one pace together.
      await expect.poll(() => states(paced.id), { timeout: 20_000 }).toEqual([['ready', 30]]);
      expect(slow.billing).toHaveLength(30);
      const sql = new DatabaseSync(join(app.folder, 'cuesmith.db'), { readOnly: true });
      const left = sql
        .prepare('SELECT sent_at AS at FROM tasks WHERE connection = ? ORDER BY sent_at')
        .all(paced.id)
        .map(({ at }) => Number(at));
      sql.close();
      expect((left[20] ?? 0) - (left[0] ?? 0)).toBeGreaterThan(2 * pace.perMs);
      // Twenty in a window of ten seconds; the rest only where the machine took longer than that.
      const [fewest, most] = [20, Date.now() - begunAt < 10_000 ? 20 : 30];
      expect(countOf('sandbox', 'ready')).toBeGreaterThanOrEqual(fewest);
      expect(countOf('sandbox', 'ready')).toBeLessThanOrEqual(most);
      // What never left cost nothing, and is said so.
      expect(down.billing).toEqual([]);
      expect(countOf(away.id, 'refused')).toBeGreaterThanOrEqual(fewest);
      expect(countOf(away.id, 'refused')).toBeLessThanOrEqual(most);
      expect((await listed(app)).find(({ id }) => id === away.id)).toHaveProperty('silentSince');
      expect((await listed(app)).find(({ id }) => id === paced.id)).not.toHaveProperty('silentSince');
    },
  );
});

describe('a removed connection', () => {
  it('leaves its tasks their name and their audio; while some are open it stays unless that is said', async () => {
    const vendor = await aVendor();
    const app = await start();
    const { id } = await addOne(app, vendor.url, { name: 'Studio', pace: { count: 2, perMs: 600_000 } });
    await submit(app, [{ id: uuid(1), connection: id }]);
    await app.reaches(uuid(1), (task) => task.state === 'ready' && task.takes.every(({ kept }) => kept));
    vendor.planNext({ stages: ['PENDING'] });
    await submit(
      app,
      [2, 3].map((n) => ({ id: uuid(n), connection: id })),
    );
    const path = `/api/connections/${id}`;
    const refused = await call(app, 'DELETE', path);
    expect([refused.status, refused.body.problem.message]).toMatchObject([
      409,
      expect.stringContaining('1 of its tasks wait'),
    ]);
    expect((await call(app, 'DELETE', `${path}?detach=true`)).status).toBe(204);

    expect(await listed(app)).toHaveLength(1);
    expect([1, 2, 3].map((n) => app.tasks.get(uuid(n)).state)).toEqual(['ready', 'rendering', 'cancelled']);
    expect(app.tasks.get(uuid(1)).connection).toEqual({ id, name: 'Studio' });
    const audio = await app.request(`/api/tasks/${uuid(1)}/takes/1/audio`);
    expect([audio.status, (await audio.arrayBuffer()).byteLength > 0]).toEqual([200, true]);
    const retried = await call(app, 'POST', `/api/tasks/${uuid(3)}/resend`, {
      id: uuid(4),
    });
    expect([retried.status, retried.body.problem.field]).toEqual([409, 'connection']);
    const elsewhere = { id: uuid(4), connection: 'sandbox' };
    expect((await call(app, 'POST', `/api/tasks/${uuid(3)}/resend`, elsewhere)).status).toBe(200);
    expect(readFileSync(join(app.folder, 'secrets.json'), 'utf8')).not.toContain(KEY);
  });

  it('is that one again when a new key knows its tasks: those that rendered are followed to their end', async () => {
    const vendor = await aVendor();
    const app = await start();
    const { id } = await addOne(app, vendor.url, { name: 'Studio' });
    vendor.planNext({ stages: ['PENDING'] });
    await submit(app, [{ id: uuid(1), connection: id }]);
    await app.reaches(uuid(1), ({ state }) => state === 'rendering');
    await call(app, 'DELETE', `/api/connections/${id}?detach=true`);
    await app.stop();
    const again = await start({ folder: app.folder });
    expect(again.tasks.get(uuid(1)).state).toBe('rendering');
    for (const task of vendor.tasks.values()) task.plan = { ...task.plan, stages: ['SUCCESS'] };
    const back = await addOne(again, vendor.url, { key: 'a-new-key-0123456789abcd' });
    expect(back).toMatchObject({ id, name: 'Studio' });
    await again.reaches(uuid(1), ({ state }) => state === 'ready');
    expect(vendor.billing).toHaveLength(1);
  });
});

describe('a key', () => {
  it('typed in the page is in no byte that leaves again, and on disk in secrets.json alone', async () => {
    const vendor = await aVendor();
    const app = await start();
    const heard: string[] = [];
    app.tasks.subscribe(0, (event) => heard.push(JSON.stringify(event)));
    const ask = async (method: string, path: string, body?: unknown) => {
      const response = await app.request(path, method === 'GET' ? {} : json(method, body));
      heard.push(
        JSON.stringify([...response.headers]),
        Buffer.from(await response.arrayBuffer()).toString('latin1'),
      );
    };
    const { id } = await addOne(app, vendor.url);
    for (const code of [400, 401, 429, 500]) {
      vendor.failNext(says(code));
      await submit(app, [{ id: uuid(code), connection: id }]);
    }
    vendor.failNextRead(says(401));
    await ask('POST', `/api/connections/${id}/test`);
    await ask('POST', '/api/connections', { vendor: 'custom', baseUrl: vendor.url, key: KEY });
    await ask('POST', '/api/connections', { vendor: 'custom', baseUrl: vendor.url, key: `${KEY} \u00e9` });
    await ask('POST', '/api/connections', `{"vendor":"custom","key":"${KEY}`);
    await ask('PATCH', `/api/connections/${id}`, { key: KEY, sameAccount: 'yes' });
    for (const path of [
      '/api/connections',
      '/api/tasks',
      '/api/tasks.csv',
      '/api/export',
      '/api/export?audio=1',
      '/api/facets',
      '/api/v1/generate/credit',
      `/api/connections/${id}`,
    ])
      await ask('GET', path);
    await app.stop();
    const files = filesIn(app.folder)
      .filter((path) => !path.endsWith('secrets.json'))
      .map((path) => readFileSync(path, 'latin1'));
    const everything = [...heard, ...files, ...app.reports.map(String)].join('\n');
    expect(everything).toContain('[API key]');
    expect(everything).not.toContain(KEY);
    expect(vendor.requests.some(({ headers }) => headers.authorization === `Bearer ${KEY}`)).toBe(true);
    expect(statSync(join(app.folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });
});

import { describe, expect, it } from 'vitest';

import type { StreamEvent } from '#shared/stream-event.ts';

import {
  addConnection,
  aVendor,
  call,
  KEY,
  listConnections,
  postConnection,
  says,
  startConnectable,
  submitTo,
} from '../../../testing/connection-fixtures.ts';
import { filesIn } from '../../../testing/sandbox-fixtures.ts';
import { startApp } from '../../../testing/start-app.ts';
import { uuid } from '../../../testing/task-fixtures.ts';

describe('the list of connections', () => {
  it('has the sandbox, which makes new sounds until something else is said', async () => {
    const app = await startConnectable();
    expect(await listConnections(app)).toMatchObject([
      { id: 'sandbox', name: 'Sandbox', vendor: 'sandbox', isDefault: true, isFixed: true, keyHint: null },
    ]);
  });

  it('has the environment’s beside it, the default one, with no more of its key than four characters', async () => {
    const vendor = await aVendor();
    const app = await startConnectable({ env: { SOUNDS_UPSTREAM: vendor.url, SOUNDS_API_KEY: KEY } });
    const [sandbox, environment] = await listConnections(app);
    expect(sandbox).toMatchObject({ id: 'sandbox', isDefault: false });
    expect(environment).toMatchObject({ isDefault: true, isFixed: true, keyHint: '…6978', credits: 1000 });
  });

  it('is pushed on the stream when one is added, renamed or removed', async () => {
    const vendor = await aVendor();
    const app = await startConnectable();
    const told: string[][] = [];
    app.tasks.subscribe(null, (event: StreamEvent) => {
      if (event.event === 'connection') told.push(event.data.map(({ name }) => name));
    });
    const { id } = await addConnection(app, vendor.url, { name: 'Studio' });
    await call(app, 'PATCH', `/api/connections/${id}`, { name: 'Film' });
    await expect.poll(() => told.at(-1)).toEqual(['Sandbox', 'Film']);
    await call(app, 'DELETE', `/api/connections/${id}`);
    await expect.poll(() => told.at(-1)).toEqual(['Sandbox']);
  });
});

describe('a new connection', () => {
  it('has the vendor’s own limits, its balance, and a name that no other has', async () => {
    const vendor = await aVendor();
    const app = await startConnectable();
    const connection = await addConnection(app, vendor.url);
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
    const other = await addConnection(app, vendor.url, { key: 'another-key-0123456789' });
    expect(other.name).toBe(`${host} 2`);
  });

  it('with a refused key is 422 unauthorized, and nothing is stored', async () => {
    const vendor = await aVendor();
    const app = await startConnectable();
    vendor.failNextRead(says(401));
    const { status, body } = await postConnection(app, vendor.url);
    expect([status, body.problem]).toMatchObject([422, { code: 'unauthorized', field: 'key' }]);
    expect(await listConnections(app)).toHaveLength(1);
    expect(filesIn(app.folder).filter((path) => path.endsWith('secrets.json'))).toEqual([]);
  });

  it('of a vendor that does not answer is 424, but stored, unverified, when that is asked for', async () => {
    const vendor = await aVendor();
    const { url } = vendor;
    await vendor.close();
    const app = await startConnectable();
    expect((await postConnection(app, url)).status).toBe(424);
    expect(await listConnections(app)).toHaveLength(1);
    expect((await postConnection(app, url, { verified: false })).body).toMatchObject({
      verified: false,
      credits: null,
    });
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
    const app = await startConnectable();
    const answer = await postConnection(app, vendor.url, more);
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
    const { status, body } = await postConnection(app, baseUrl);
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
      const app = await startConnectable();
      const { id } = await addConnection(app, vendor.url, { dialect: 'kie', ...more });
      await submitTo(app, [{ id: uuid(1), connection: id }]);
      vendor.failNext(says(500));
      await submitTo(app, [{ id: uuid(2), connection: id }]);
      await app.stop();
      const again = await startConnectable({ folder: app.folder });
      await submitTo(again, [{ id: uuid(3), connection: id }]);
      const sends = vendor.requests.filter(({ method }) => method === 'POST');
      expect(sends.map((seen) => seen.path)).toEqual([path, path, path]);
      expect(vendor.billing).toHaveLength(2);
    },
  );

  it('by a route that its vendor does not have is refused by field', async () => {
    const vendor = await aVendor();
    const app = await startConnectable();
    const { status, body } = await postConnection(app, vendor.url, { route: 'jobs' });
    expect([status, body.problem]).toMatchObject([400, { field: 'route' }]);
  });

  it('is not the key of another one once more', async () => {
    const vendor = await aVendor();
    const app = await startConnectable();
    await addConnection(app, vendor.url, { name: 'Studio' });
    const { status, body } = await postConnection(app, vendor.url);
    expect([status, body.problem?.field]).toEqual([409, 'key']);
  });

  it('follows no redirect of its vendor', async () => {
    const vendor = await aVendor();
    const app = await startConnectable();
    vendor.failNextRead({ does: 'redirect', status: 302, location: `${vendor.url}/elsewhere` } as never);
    const { status } = await postConnection(app, vendor.url);
    expect(vendor.requests.some(({ path }) => path.startsWith('/elsewhere'))).toBe(false);
    expect([201, 424]).toContain(status);
  });
});

describe('a change', () => {
  it('of name, pace and default is told, and lasts over a restart with the key', async () => {
    const vendor = await aVendor();
    const app = await startConnectable();
    const { id } = await addConnection(app, vendor.url);
    const change = { name: 'Studio', pace: { count: 3, perMs: 1000 }, concurrency: 2, isDefault: true };
    expect((await call(app, 'PATCH', `/api/connections/${id}`, change)).body).toMatchObject(change);
    await app.stop();
    const again = await startConnectable({ folder: app.folder });
    expect((await listConnections(again)).find((one) => one.id === id)).toMatchObject({
      ...change,
      keyHint: '…6978',
    });
    await submitTo(again, [{ id: uuid(1) }]);
    await again.reaches(uuid(1), ({ state }) => state === 'ready');
    expect(vendor.requests.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(again.tasks.get(uuid(1)).connection).toEqual({ id, name: 'Studio' });
  });

  it.each(['baseUrl', 'vendor', 'dialect'])('of %s is refused', async (field) => {
    const vendor = await aVendor();
    const app = await startConnectable();
    const { id } = await addConnection(app, vendor.url);
    const { status } = await call(app, 'PATCH', `/api/connections/${id}`, { [field]: 'kie' });
    expect(status).toBe(400);
  });

  it('of what the environment set up is refused, but for which one is the default', async () => {
    const vendor = await aVendor();
    const app = await startConnectable({ env: { SOUNDS_UPSTREAM: vendor.url, SOUNDS_API_KEY: KEY } });
    const id = (await listConnections(app))[1]?.id ?? '';
    expect((await call(app, 'PATCH', `/api/connections/${id}`, { name: 'Mine' })).status).toBe(409);
    expect((await call(app, 'DELETE', `/api/connections/${id}`)).status).toBe(409);
    expect((await call(app, 'DELETE', '/api/connections/sandbox')).status).toBe(409);
    expect((await call(app, 'PATCH', '/api/connections/sandbox', { isDefault: true })).status).toBe(200);
    expect((await listConnections(app)).map(({ isDefault }) => isDefault)).toEqual([true, false]);
  });

  it('to a new key asks whose it is: the same account’s knows a task, another becomes a connection of its own', async () => {
    const vendor = await aVendor();
    const app = await startConnectable();
    const { id } = await addConnection(app, vendor.url, { name: 'Studio' });
    await submitTo(app, [{ id: uuid(1), connection: id }]);
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
    expect((await listConnections(app))[1]).toMatchObject({ keyHint: '…abcd' });
    const { status, body } = await call(app, 'PATCH', path, { ...wrong, sameAccount: false });
    expect([status, body.id === id]).toEqual([201, false]);
    expect(await listConnections(app)).toHaveLength(3);
  });
});

describe('a test', () => {
  it('reads the balance and nothing else, of a stored key and of one just typed', async () => {
    const vendor = await aVendor();
    const app = await startConnectable();
    const typed = { vendor: 'custom', baseUrl: vendor.url, key: KEY };
    expect((await call(app, 'POST', '/api/connections/test', typed)).body).toEqual({
      ok: true,
      credits: 1000,
    });
    expect(await listConnections(app)).toHaveLength(1);
    const { id } = await addConnection(app, vendor.url);
    vendor.failNextRead(says(401));
    expect((await call(app, 'POST', `/api/connections/${id}/test`)).body).toMatchObject({
      ok: false,
      problem: { code: 'unauthorized' },
    });
    expect((await listConnections(app))[1]).toHaveProperty('keyRefusedSince');
    expect((await call(app, 'POST', `/api/connections/${id}/test`)).body).toEqual({
      ok: true,
      credits: 1000,
    });
    expect((await listConnections(app))[1]).not.toHaveProperty('keyRefusedSince');
    expect(vendor.requests.every(({ method }) => method === 'GET')).toBe(true);
  });
});

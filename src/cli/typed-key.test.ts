import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { inflateRawSync } from 'node:zlib';

import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';

import type { Connection } from '#shared/connection.ts';

import { systemClock } from '../server/platform/clock.ts';
import { copyDataFolder } from '../server/platform/node/copy-data-folder.ts';
import { readMigrations } from '../server/platform/node/read-migrations.ts';
import { detachCopy } from '../server/tasks/backup/detach-copy.ts';
import type { Fault } from '../testing/faulty-vendor/faults.ts';
import { startFaultyVendor } from '../testing/faulty-vendor/faulty-vendor.ts';
import { filesIn, temporaryFolder } from '../testing/sandbox-fixtures.ts';
import { json, startServer } from '../testing/start-app.ts';
import { softRain, uuid } from '../testing/task-fixtures.ts';

const RUNS = 6;
const WAIT_MS = 20_000;
const LOCAL = { ALLOWED_UPSTREAM_HOSTS: '127.0.0.1' };
const LOCAL_HEADER = 0x04034b50;

/** As vendors hand them out, and any other that a header can hold. */
const keys = fc.oneof(
  fc.stringMatching(/^sk-[\da-f]{32}$/),
  fc.stringMatching(/^[\w+/]{40}={0,2}$/),
  fc.stringMatching(/^[!-~]{24,60}$/),
);

interface Operation {
  path: string;
  method: string;
  example: unknown;
  query: string[];
}

/** Texts that hold a key in the places where a request may have it, whole and broken. */
const bodiesWith = (key: string, baseUrl: string): string[] =>
  [
    { vendor: 'custom', baseUrl, key },
    { vendor: 'custom', baseUrl, key: `${key} \u00e9` },
    { vendor: key, key },
    { key, sameAccount: 'yes' },
    { key, sameAccount: true },
    { name: key.slice(0, 4), secret: key },
    { tasks: [{ id: key, request: { ...softRain, soundKey: key }, connection: key }] },
  ].flatMap((body) => [JSON.stringify(body), JSON.stringify(body).slice(0, -3)]);

/** All that stands in a zip, unpacked. */
function unpacked(bytes: Buffer): string {
  const parts: string[] = [];
  for (let at = 0; at + 30 < bytes.length; at++) {
    if (bytes.readUInt32LE(at) !== LOCAL_HEADER) continue;
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const isDeflated = bytes.readUInt16LE(at + 8) === 8;
    if (isDeflated) parts.push(inflateRawSync(bytes.subarray(start)).toString('latin1'));
  }
  return parts.join('\n');
}

const textOf = (paths: string[]): string => paths.map((path) => readFileSync(path, 'latin1')).join('\n');

async function operationsOf(url: string): Promise<Operation[]> {
  const { paths } = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
    paths: Record<
      string,
      Record<
        string,
        {
          parameters: { name: string; in: string }[];
          requestBody?: { content: { 'application/json': { example?: unknown } } };
        }
      >
    >;
  };
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => ({
      path,
      method: method.toUpperCase(),
      example: requestBody?.content['application/json'].example,
      query: parameters.filter((one) => one.in === 'query').map(({ name }) => name),
    })),
  );
  // What deletes comes last.
  return all.toSorted((a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'));
}

/** A vendor that repeats the key in whatever it says. */
const telltale = (code: number, key: string): Fault => ({
  does: 'answer',
  status: 200,
  type: 'application/json',
  body: JSON.stringify({ code, msg: `Bearer ${key} is not allowed`, data: { [key]: key } }),
  billed: false,
});

async function liveWith(key: string): Promise<void> {
  const vendor = await startFaultyVendor({ plan: { renderMs: 20, callbacks: 'none' } });
  onTestFinished(() => vendor.close());
  const server = await startServer({ env: LOCAL });
  const heard: string[] = [];
  const call = async (path: string, init?: RequestInit) => {
    const answer = await fetch(server.url + path, init);
    const bytes = Buffer.from(await answer.arrayBuffer());
    heard.push(JSON.stringify([...answer.headers]), bytes.toString('latin1'), unpacked(bytes));
    return bytes;
  };
  const unsubscribe = server.app.tasks.subscribe(0, (event) => heard.push(JSON.stringify(event)));
  const typed = { vendor: 'custom', baseUrl: vendor.url, key, isDefault: true };
  const { id } = JSON.parse(String(await call('/api/connections', json('POST', typed)))) as Connection;

  for (const code of [400, 401, 429, 500, 599]) vendor.failNext(telltale(code, key));
  for (let n = 1; n <= 6; n++)
    await call('/api/tasks', json('POST', { tasks: [{ id: uuid(n), request: softRain, connection: id }] }));
  await expect.poll(() => server.app.tasks.get(uuid(6)).state, { timeout: WAIT_MS }).toBe('ready');
  for (let n = 0; n < 3; n++) vendor.failNextRead(telltale(401, key));
  await call(`/api/connections/${id}/test`, json('POST'));
  for (const body of bodiesWith(key, vendor.url)) {
    await call('/api/connections', json('POST', body));
    await call('/api/connections/test', json('POST', body));
    await call(`/api/connections/${id}`, json('PATCH', body));
    await call('/api/tasks', json('POST', body));
  }

  for (const { path, method, example, query } of await operationsOf(server.url)) {
    if (path.endsWith('/events') || path === '/logout' || path.includes('sessions')) continue;
    // The examples' keys are tried on no real vendor.
    const isTyped = method === 'POST' && /^\/api\/connections(\/test)?$/.test(path);
    const names: Record<string, string> = { n: '1', id: path.includes('connections') ? id : uuid(6) };
    const url = path.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? 'x');
    const search = query.map((name) => `${name}=${encodeURIComponent(key)}`).join('&');
    const body = isTyped ? typed : example;
    const init = () => (method === 'GET' ? undefined : json(method, body));
    // Removing it is for the end of its life.
    if (!(method === 'DELETE' && path.startsWith('/api/connections'))) await call(url, init());
    if (method === 'GET') await call(`${url}?${search}`);
  }
  expect((await call('/api/export?audio=1')).toString('latin1')).toContain('cuesmith-backup.json');
  const backup = join(temporaryFolder(), 'backup');
  copyDataFolder(server.folder, backup, (sql) => detachCopy(sql, readMigrations(), systemClock));
  unsubscribe();
  await server.stop();

  const again = await startServer({ env: LOCAL, folder: server.folder });
  const sound = { tasks: [{ id: uuid(7), request: softRain, connection: id }] };
  const { length } = vendor.billing;
  await fetch(`${again.url}/api/tasks`, json('POST', sound));
  await expect.poll(() => vendor.billing.length, { timeout: WAIT_MS }).toBe(length + 1);
  await again.stop();

  const sends = vendor.requests.filter(({ method }) => method === 'POST');
  expect(sends.at(-1)?.headers.authorization).toBe(`Bearer ${key}`);
  const secrets = filesIn(server.folder).filter((path) => path.endsWith('secrets.json'));
  expect(secrets.map((path) => statSync(path).mode & 0o777)).toEqual([0o600]);
  expect(filesIn(backup).filter((path) => path.includes('secrets'))).toEqual([]);
  const others = filesIn(server.folder).filter((path) => !secrets.includes(path));
  const reports = [...server.reports, ...again.reports].map((error) => inspect(error, { depth: 9 }));
  const everything = [...heard, textOf(others), textOf(filesIn(backup)), ...reports].join('\n');
  expect(everything).toContain('is not allowed');
  const spellings = [
    key,
    JSON.stringify(key).slice(1, -1),
    encodeURIComponent(key),
    Buffer.from(key).toString('base64'),
    Buffer.from(key).toString('hex'),
  ];
  const found = spellings.filter((spelling) => everything.includes(spelling));
  const where = found.map((spelling) => {
    const at = everything.indexOf(spelling);
    return everything.slice(Math.max(0, at - 200), at + 100);
  });
  expect(where).toEqual([]);
}

test(
  'a key typed in the page leaves by no route, event, export, backup or report, and works after a restart',
  { timeout: 180_000 },
  async () => {
    await fc.assert(fc.asyncProperty(keys, liveWith), { numRuns: RUNS, seed: 1313, endOnFailure: true });
  },
);

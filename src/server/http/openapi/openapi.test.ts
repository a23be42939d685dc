import { describe, expect, it } from 'vitest';

import { json, startApp, type TestApp } from '../../../testing/start-app.ts';
import { memoryFiles, softRain, uuid } from '../../../testing/task-fixtures.ts';
import { systemClock } from '../../platform/clock.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import { createHttp } from '../app.ts';

interface Described {
  parameters: { name: string; in: string; required: boolean }[];
  requestBody?: { content: { 'application/json': { schema: object; example?: unknown } } };
  responses: Record<string, { description: string }>;
}
interface Description {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, { properties: Record<string, { enum?: string[] }> }> };
}

const NOT_CALLED = ['/login.css', '/share'];
const TOKEN = 'a-long-access-token';

const operationsOf = ({ paths }: Description) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );

const describeServer = async (app: TestApp, path = '/api/openapi.json'): Promise<Description> =>
  app.get<Description>(path);

/** What the app really answers, as a description writes it. */
function routesOfTheApp(): string[] {
  const app = createHttp({
    tasks: {} as Tasks,
    clock: systemClock,
    hosts: { names: [], anyAddress: false },
    accessToken: TOKEN,
    sessionFiles: memoryFiles(),
    inlineHashes: { scripts: [], styles: [] },
    build: 'x',
    closing: new AbortController().signal,
    logError: () => undefined,
    publicUrl: null,
    basePath: '',
    trustedProxies: [],
    peerAddress: () => 'unknown',
  });
  const routes = app.routes
    // `ALL` is what every request passes; OPTIONS, the login's stylesheet and what a system shares are no program's.
    .filter(({ method, path }) => !['ALL', 'OPTIONS'].includes(method) && !NOT_CALLED.includes(path))
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}').replace(/(?<=.)\/$/, '')}`);
  return [...new Set(routes)].toSorted();
}

describe('GET /api/openapi.json', () => {
  it('describes every route, and no other', async () => {
    const description = await describeServer(await startApp());
    expect(description.openapi).toBe('3.1.0');
    const described = operationsOf(description).map(({ path, method }) => `${method} ${path}`);
    expect(described.toSorted()).toEqual(routesOfTheApp());
  });

  it('is made from the schemas that check, and says where the server is', async () => {
    const app = await startApp({ env: { BASE_PATH: '/cuesmith' } });
    const { paths, servers, components } = await describeServer(app, '/cuesmith/api/openapi.json');
    expect(servers).toEqual([{ url: 'http://127.0.0.1:4860/cuesmith' }]);
    const body = paths['/api/tasks']?.['post']?.requestBody?.content['application/json'].schema;
    expect(JSON.stringify(body)).toContain('"maxItems":500');
    expect(JSON.stringify(body)).toContain('soundKey');
    const query = paths['/api/tasks']?.['get']?.parameters.map(({ name }) => name);
    expect(query).toEqual(expect.arrayContaining(['q', 'state', 'cursor', 'limit']));
    expect(components.schemas['Problem']?.properties['code']?.enum).toContain('outcome-unknown');
  });

  it('has no reference that leads nowhere, and a meaning for every status', async () => {
    const description = await describeServer(await startApp());
    const refs = [...JSON.stringify(description).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    for (const [, name = ''] of refs) expect(description.components.schemas).toHaveProperty(name);
    for (const { operation } of operationsOf(description)) {
      for (const { description: meaning } of Object.values(operation.responses)) expect(meaning).toBeTruthy();
    }
  });

  it('holds: each operation, called with its example, answers with a status that it names', async () => {
    const app = await startApp();
    const task = await app.generate({ id: uuid(1), request: softRain });
    const description = await describeServer(app);
    const known: Record<string, string> = {
      n: '1',
      secret: 'nobody',
      signed: 'x',
      name: 'y.mp3',
      id: task.id,
    };
    const wrong: string[] = [];
    // What deletes comes last.
    const operations = operationsOf(description).toSorted(
      (a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'),
    );
    for (const { path, method, operation } of operations) {
      // Without a token there is no login; and the keys of the examples are not tried on real vendors.
      if (/^\/(login|logout)|sessions/.test(path)) continue;
      if (method === 'POST' && /^\/api\/connections(\/test)?$/.test(path)) continue;
      const isConnection = path.startsWith('/api/connections/');
      const url = path.replace(/\{(\w+)\}/g, (_, name: string) =>
        name === 'id' && isConnection ? 'sandbox' : (known[name] ?? ''),
      );
      const query = operation.parameters.filter((one) => one.in === 'query' && one.required);
      const search = query.map(({ name }) => `${name}=${task.taskId}`).join('&');
      const example = operation.requestBody?.content['application/json'].example;
      const init = method === 'GET' ? {} : json(method, example);
      const response = await app.request(`${url}?${search}`, init);
      const text = path.endsWith('/events') ? '' : await response.text();
      await response.body?.cancel().catch(() => undefined);
      const isDescribed = String(response.status) in operation.responses;
      if (!isDescribed || response.status >= 500 || text.includes(`There is no ${method}`)) {
        wrong.push(`${method} ${url}: ${response.status} ${text.slice(0, 200)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('holds for a task that was deleted for good too', async () => {
    const app = await startApp();
    const { id } = await app.generate({ id: uuid(1), request: softRain });
    const description = await describeServer(app);
    const deleted = await app.request(`/api/tasks/${id}?forever=true`, json('DELETE', undefined));
    expect(deleted.status).toBe(204);
    const undescribed: string[] = [];
    for (const { path, method, operation } of operationsOf(description)) {
      if (!path.startsWith('/api/tasks/{id}')) continue;
      const example = operation.requestBody?.content['application/json'].example;
      const url = path.replace('{id}', id).replace('{n}', '1');
      const { status } = await app.request(url, method === 'GET' ? {} : json(method, example));
      if (!(String(status) in operation.responses)) undescribed.push(`${method} ${path}: ${status}`);
    }
    expect(undescribed).toEqual([]);
  });
});

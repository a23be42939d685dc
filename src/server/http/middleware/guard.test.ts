import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';

import { json, startApp } from '../../../testing/start-app.ts';

const PUBLIC = { PUBLIC_URL: 'https://cues.example', PUBLIC_CALLBACKS_ONLY: 'yes' };
const refused = { code: 403, data: null, problem: { code: 'not-allowed', charged: 'no' } };
const rain = { prompt: 'soft rain', model: 'V5' };

describe('the guard', () => {
  it.each(['localhost', '127.0.0.1:4860', '[::1]:4860', 'LOCALHOST:80'])(
    'answers to host %s',
    async (host) => {
      const app = await startApp();
      expect((await app.request('/healthz', { headers: { host } })).status).toBe(200);
    },
  );

  it.each(['evil.example', 'localhost.evil.example', '10.0.0.7', '127.0.0.1.nip.io', 'a b', ''])(
    'refuses the rebinding host "%s"',
    async (host) => {
      const app = await startApp();
      const response = await app.request('/api/tasks', { headers: { host } });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject(refused);
    },
  );

  it('answers to hosts that are allowed by name, and to any address once it listens on all', async () => {
    const app = await startApp({
      env: { HOST: '0.0.0.0', ACCESS_TOKEN: 'a-long-access-token', ALLOWED_HOSTS: 'studio.lan' },
    });
    const statusAt = async (host: string) => (await app.request('/healthz', { headers: { host } })).status;
    expect(await statusAt('studio.lan:4860')).toBe(200);
    expect(await statusAt('192.168.1.20:4860')).toBe(200);
    expect(await statusAt('other.lan')).toBe(403);
  });

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:3000' },
    { origin: 'file://', host: 'localhost' },
    { origin: 'chrome-extension://127.0.0.1:4860', host: '127.0.0.1:4860' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('refuses a POST from another site: %o', async (headers) => {
    const app = await startApp();
    const response = await app.request('/api/v1/generate/sounds', json('POST', rain, headers));
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject(refused);
    expect(app.synth.jobs).toEqual([]);
  });

  it.each([
    {},
    { origin: 'http://127.0.0.1:4860', 'sec-fetch-site': 'same-origin' },
    { origin: 'https://127.0.0.1:4860' },
  ])('takes the same POST from its own page and from curl: %o', async (headers) => {
    const app = await startApp();
    const response = await app.request(
      '/api/v1/generate/sounds',
      json('POST', rain, { host: '127.0.0.1:4860', ...headers }),
    );
    expect(await response.json()).toMatchObject({ code: 200 });
  });

  it('lets another site link here but not read, and never sends CORS headers', async () => {
    const app = await startApp();
    const foreign = { 'sec-fetch-site': 'cross-site' };
    const link = await app.request('/api/tasks', { headers: { ...foreign, 'sec-fetch-mode': 'navigate' } });
    const read = await app.request('/api/tasks', { headers: { ...foreign, 'sec-fetch-mode': 'no-cors' } });
    const preflight = await app.request('/api/tasks', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example' },
    });
    expect([link.status, read.status, preflight.status]).toEqual([200, 403, 403]);
    expect(
      [...link.headers.keys(), ...preflight.headers.keys()].filter((name) =>
        name.startsWith('access-control'),
      ),
    ).toEqual([]);
  });

  it.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', undefined])(
    'refuses a form: content type %s',
    async (type) => {
      const app = await startApp();
      const response = await app.request('/api/tasks', {
        method: 'POST',
        body: JSON.stringify({ tasks: [] }),
        headers: type === undefined ? {} : { 'content-type': type },
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        problem: { code: 'invalid-request', field: 'content-type' },
      });
    },
  );

  it('opens the public host for callbacks only, however the request is dressed', async () => {
    const app = await startApp({ env: PUBLIC });
    const status = async (path: string, init: RequestInit) => (await app.request(path, init)).status;
    const there = { host: 'cues.example' };
    expect(await status('/api/tasks', { headers: there })).toBe(403);
    expect(await status('/', { headers: there })).toBe(403);
    expect(await status('/sandbox/api/v1/generate/credit', { headers: there })).toBe(403);
    expect(
      await status('/api/tasks', { headers: { host: 'localhost', 'x-forwarded-for': '203.0.113.9' } }),
    ).toBe(403);
    expect(await status('/api/tasks', { headers: { host: 'localhost' } })).toBe(200);
    expect(await status('/api/callbacks/nobody', json('POST', {}, there))).toBe(200);
  });

  it.each([
    'Forwarded',
    'Via',
    'X-Real-IP',
    'X-Forwarded-For',
    'X-Forwarded-Proto',
    'X-Forwarded-Port',
    'X-Forwarded-Server',
    'X-Forwarded-Host',
    'X-Original-Host',
    'X-Client-IP',
    'True-Client-IP',
    'CF-Connecting-IP',
    'Fly-Client-IP',
    'X-Original-URL',
    'CDN-Loop',
    'X-Cluster-Client-IP',
  ])('counts a request with %s as one from outside (A-M4)', async (header) => {
    const app = await startApp({ env: PUBLIC });
    const headers = { host: 'localhost', [header]: 'x' };
    expect((await app.request('/api/tasks', { headers })).status).toBe(403);
    expect((await app.request('/api/callbacks/nobody', json('POST', {}, headers))).status).toBe(200);
  });

  it.each(['GET', 'HEAD', 'OPTIONS'])(
    'says yes to a vendor that tries the callback address by %s (N9)',
    async (method) => {
      const app = await startApp({ env: PUBLIC });
      const headers = { host: 'cues.example' };
      expect((await app.request('/api/callbacks/nobody', { method, headers })).status).toBe(200);
    },
  );

  it('answers every callback alike, whatever it holds', async () => {
    const app = await startApp({ env: PUBLIC });
    const bodies = ['{}', 'not json', '', JSON.stringify({ data: { task_id: 'x'.repeat(300_000) } })];
    const answers = await Promise.all(
      bodies.map(async (body) =>
        (await app.request('/api/callbacks/forged', { method: 'POST', body })).text(),
      ),
    );
    expect(new Set(answers)).toEqual(new Set([JSON.stringify({ code: 200, msg: 'success', data: null })]));
    expect(await app.get('/api/tasks')).toMatchObject({ total: 0 });
  });

  it('sends a strict policy, a request id and no caching with every answer of the API', async () => {
    const app = await startApp();
    const { headers } = await app.request('/api/connections');
    expect(headers.get('content-security-policy')).toContain(
      "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';",
    );
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    // A stricter one makes the login form's Origin `null`.
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });

  it.each([
    ['/healthz', {}],
    ['/api/nothing', {}],
    ['/login', {}],
    ['/healthz', { host: 'evil.example' }],
  ])('names the build with every answer: %s %o', async (path, headers) => {
    const routes = new Hono().get('/login', (c) => c.text('page'));
    const page = { routes, build: 'a1b2c3', inlineHashes: { scripts: [], styles: [] } };
    const app = await startApp({ page });
    expect((await app.request(path, { headers })).headers.get('x-build')).toBe('a1b2c3');
  });

  it('answers an unknown API path in the envelope', async () => {
    const app = await startApp();
    const response = await app.request('/api/v2/nothing');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 404, data: null, problem: { code: 'not-found' } });
  });
});

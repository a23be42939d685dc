import { request } from 'node:http';

import { describe, expect, it } from 'vitest';

import { json, startApp, startServer } from '../../../testing/start-app.ts';

const TOKEN = 'a-long-access-token';
const rain = { prompt: 'soft rain', model: 'V5' };

/** By `node:http`, which sends any Host. */
function call(url: string, headers: Record<string, string>, body?: unknown) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; text: string }>(
    (resolve, reject) => {
      const method = body === undefined ? 'GET' : 'POST';
      const asked = request(url, {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      });
      asked.on('error', reject);
      asked.on('response', (answer) => {
        let text = '';
        answer.on('data', (chunk) => (text += String(chunk)));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      });
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    },
  );
}

const bearer = { authorization: `Bearer ${TOKEN}` };

describe('behind a proxy', () => {
  it.each([
    ['the whole Host (`$http_host`)', { host: 'cues.example:8443' }],
    ['a Host without its port (`$host`)', { host: 'cues.example' }],
    ["the proxy's own name for us", { host: '127.0.0.1:4860' }],
  ])('takes a send of the page once ALLOWED_HOSTS names it: %s (N1)', async (_, headers) => {
    const app = await startApp({ env: { ALLOWED_HOSTS: 'https://cues.example:8443' } });
    const sent = json('POST', rain, { origin: 'https://cues.example:8443', ...headers });
    expect(await (await app.request('/api/v1/generate/sounds', sent)).json()).toMatchObject({ code: 200 });
  });

  it('takes it under PUBLIC_URL too, and no other site', async () => {
    const app = await startApp({ env: { PUBLIC_URL: 'https://cues.example:8443', ACCESS_TOKEN: TOKEN } });
    const status = async (origin: string) =>
      (await app.request('/api/v1/generate/sounds', json('POST', rain, { origin, ...bearer }))).status;
    expect(await status('https://cues.example:8443')).toBe(200);
    expect(await status('https://evil.example')).toBe(403);
    expect(await status('http://cues.example:3000')).toBe(403);
  });

  it('says which header is wrong and the line that mends it (N1)', async () => {
    const app = await startApp();
    const said = async (headers: Record<string, string>) => {
      const response = await app.request('/api/v1/generate/sounds', json('POST', rain, headers));
      return ((await response.json()) as { msg: string }).msg;
    };
    const lostHost = await said({ host: '127.0.0.1:4860', origin: 'https://cues.example:8443' });
    expect(lostHost).toContain('the Origin header says https://cues.example:8443');
    expect(lostHost).toContain('the Host header 127.0.0.1:4860');
    expect(lostHost).toContain('proxy_set_header Host $http_host');
    expect(lostHost).toContain('changeOrigin: false');
    expect(lostHost).toMatch(/ALLOWED_HOSTS=cues\.example$/);
    expect(await said({ host: 'cues.example' })).toMatch(/Host header.*ALLOWED_HOSTS=cues\.example$/);
  });

  it('believes a proxy that the settings name, and nobody else', async () => {
    const headers = {
      ...bearer,
      'x-forwarded-host': 'cues.example',
      'x-forwarded-proto': 'https',
      'x-forwarded-port': '8443',
      origin: 'https://cues.example:8443',
    };
    const named = await startServer({ env: { TRUSTED_PROXIES: 'loopback', ACCESS_TOKEN: TOKEN } });
    const sent = await call(`${named.url}/api/v1/generate/sounds`, headers, rain);
    expect(sent.status).toBe(200);
    const { data } = JSON.parse(sent.text) as { data: { taskId: string } };
    const record = `${named.url}/api/v1/generate/record-info?taskId=${data.taskId}`;
    let text = '';
    while (!text.includes('https://')) ({ text } = await call(record, headers));
    expect(text).toContain('https://cues.example:8443/');

    const others = await startServer({ env: { TRUSTED_PROXIES: '10.0.0.0/8', ACCESS_TOKEN: TOKEN } });
    expect((await call(`${others.url}/api/v1/generate/sounds`, headers, rain)).status).toBe(403);
  });

  it('reads RFC 7239 where there is no X-Forwarded-Host', async () => {
    const server = await startServer({ env: { TRUSTED_PROXIES: '127.0.0.1', ACCESS_TOKEN: TOKEN } });
    const headers = {
      ...bearer,
      forwarded: 'for="[2001:db8::1]:1234";proto=https;host="cues.example:8443", for=10.0.0.1',
      origin: 'https://cues.example:8443',
    };
    expect((await call(`${server.url}/api/v1/generate/sounds`, headers, rain)).status).toBe(200);
  });

  it('without a login takes only a forwarded host that is allowed by name', async () => {
    const server = await startServer({
      env: { TRUSTED_PROXIES: '127.0.0.1', ALLOWED_HOSTS: 'cues.example' },
    });
    const status = async (host: string) =>
      (await call(`${server.url}/api/tasks`, { 'x-forwarded-host': host })).status;
    expect(await status('cues.example:8443')).toBe(200);
    expect(await status('rebinding.example')).toBe(403);
  });

  it('counts wrong tries by the client that the proxy tells', async () => {
    const server = await startServer({ env: { TRUSTED_PROXIES: '127.0.0.1', ACCESS_TOKEN: TOKEN } });
    const status = async (client: string) => {
      const headers = { authorization: 'Bearer wrong-one', 'x-forwarded-for': `198.51.100.1, ${client}` };
      return (await call(`${server.url}/api/tasks`, headers)).status;
    };
    const tries: number[] = [];
    for (let i = 0; i < 11; i += 1) tries.push(await status('203.0.113.9'));
    expect(tries).toEqual([...Array<number>(10).fill(401), 403]);
    expect(await status('203.0.113.10')).toBe(401);
  });
});

describe('under a path', () => {
  const BASE_PATH = '/cuesmith';

  it.each(['/cuesmith', ''])(
    'answers whether the proxy hands the path on or takes it off: "%s" (N2)',
    async (path) => {
      const app = await startApp({ env: { BASE_PATH } });
      expect((await app.request(`${path}/healthz`)).status).toBe(200);
      const sent = await app.request(`${path}/api/v1/generate/sounds`, json('POST', rain));
      expect(await sent.json()).toMatchObject({ code: 200 });
      expect(
        (
          await app.request(`${path}/sandbox/api/v1/generate/credit`, {
            headers: { authorization: 'Bearer x' },
          })
        ).status,
      ).toBe(200);
    },
  );

  it('sends whoever leaves the last slash out to the folder', async () => {
    const app = await startApp({ env: { BASE_PATH } });
    const response = await app.request('/cuesmith?prompt=rain');
    expect([response.status, response.headers.get('location')]).toEqual([308, '/cuesmith/?prompt=rain']);
  });

  it('links takes, records and callbacks with the path', async () => {
    const app = await startApp({ env: { BASE_PATH } });
    const task = await app.generate({
      id: crypto.randomUUID(),
      request: { ...rain, soundLoop: false, soundTempo: null, soundKey: 'Any', grabLyrics: false },
    });
    const audio = task.takes[0]?.audio ?? '';
    expect(audio).toBe(`/cuesmith/api/tasks/${task.id}/takes/1/audio`);
    expect((await app.request(audio)).status).toBe(200);
    const record = await app.request(`/cuesmith/api/v1/generate/record-info?taskId=${task.taskId}`);
    expect(await record.text()).toContain('http://127.0.0.1:4860/cuesmith/');
  });

  it('logs in with a cookie of that path, and leads back into it', async () => {
    const app = await startApp({ env: { BASE_PATH, ACCESS_TOKEN: TOKEN } });
    const page = await app.request('/cuesmith/?q=a', { headers: { accept: 'text/html' } });
    expect(page.headers.get('location')).toBe('/cuesmith/login?next=%2Fcuesmith%2F%3Fq%3Da');
    const login = (next: string) =>
      app.request('/cuesmith/login', {
        method: 'POST',
        body: new URLSearchParams({ token: TOKEN, next }),
        headers: { 'x-forwarded-proto': 'https' },
      });
    const there = await login('/cuesmith/?q=a');
    expect([there.status, there.headers.get('location')]).toEqual([303, '/cuesmith/?q=a']);
    expect(there.headers.get('set-cookie')).toMatch(/; Path=\/cuesmith\/;.*Secure/);
    expect((await login('/other')).headers.get('location')).toBe('/cuesmith/');
    const cookie = there.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await app.request('/cuesmith/api/tasks', { headers: { cookie } })).status).toBe(200);
  });
});

import { describe, expect, it } from 'vitest';

import { createManualClock } from '../../../testing/manual-clock.ts';
import { startApp } from '../../../testing/start-app.ts';

const TOKEN = 'a-long-access-token';
const env = { ACCESS_TOKEN: TOKEN };
const DAY_MS = 86_400_000;

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const form = (fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
});
const cookieOf = (response: Response) => (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

describe('access by token', () => {
  it('refuses a missing or wrong token in the envelope, and takes the right one as Bearer', async () => {
    const app = await startApp({ env });
    const missing = await app.request('/api/tasks');
    expect(missing.status).toBe(401);
    expect(await missing.json()).toMatchObject({
      code: 401,
      data: null,
      problem: { code: 'not-allowed', charged: 'no' },
    });
    expect((await app.request('/api/tasks', bearer('a-long-access-tokeN'))).status).toBe(401);
    expect((await app.request('/api/tasks', bearer(TOKEN))).status).toBe(200);
  });

  it.each(['/', '/assets/x.js', '/api/tasks/events', '/sandbox/api/v1/generate/credit', '/api/nothing'])(
    'hides %s',
    async (path) => {
      const app = await startApp({ env });
      expect((await app.request(path)).status).toBe(401);
    },
  );

  it('leaves the health check, callbacks and the icon open', async () => {
    const app = await startApp({ env });
    expect((await app.request('/healthz')).status).toBe(200);
    expect((await app.request('/api/callbacks/x', { method: 'POST' })).status).toBe(200);
    expect((await app.request('/icon.svg')).status).toBe(404);
  });

  it('leads a browser to the login and back to where it wanted to go', async () => {
    const app = await startApp({ env });
    const asked = await app.request('/?q=rain', { headers: { accept: 'text/html' } });
    expect(asked.headers.get('location')).toBe('/login?next=%2F%3Fq%3Drain');
    const page = await (await app.request('/login?next=%2F%3Fq%3Drain')).text();
    expect(page).toContain('name="next" type="hidden" value="/?q=rain"');
    const entered = await app.request('/login', form({ token: TOKEN, next: '/?q=rain' }));
    expect(entered.status).toBe(303);
    expect(entered.headers.get('location')).toBe('/?q=rain');
    expect(entered.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict$/);
    const cookie = cookieOf(entered);
    expect((await app.request('/api/tasks', { headers: { cookie } })).status).toBe(200);
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '\t//evil.example', ''])(
    'never leads to another site: next=%j',
    async (next) => {
      const app = await startApp({ env });
      const entered = await app.request('/login', form({ token: TOKEN, next }));
      expect(entered.headers.get('location')).toBe('/');
    },
  );

  it('says so when the token is wrong, and shows what was asked for as text', async () => {
    const app = await startApp({ env });
    const response = await app.request('/login', form({ token: 'no', next: '/?q="><script>' }));
    expect(response.status).toBe(401);
    const page = await response.text();
    expect(page).toContain('That is not the access token.');
    expect(page).not.toContain('<script>');
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it('takes the login form from its own origin only', async () => {
    const app = await startApp({ env });
    const foreign = await app.request('/login', form({ token: TOKEN }, { origin: 'https://evil.example' }));
    expect(foreign.status).toBe(403);
  });

  it('marks the cookie Secure when the browser came by https', async () => {
    const app = await startApp({ env });
    const entered = await app.request('/login', form({ token: TOKEN }, { 'x-forwarded-proto': 'https' }));
    expect(entered.headers.get('set-cookie')).toContain('Secure');
  });

  it('refuses a cookie that was changed, made with another token, or is a month old', async () => {
    const clock = createManualClock();
    const app = await startApp({ env, clock });
    const other = await startApp({ env: { ACCESS_TOKEN: 'another-access-token' }, clock });
    const cookie = cookieOf(await app.request('/login', form({ token: TOKEN })));
    const foreign = cookieOf(await other.request('/login', form({ token: 'another-access-token' })));
    const longer = cookie.replace(/=(\d)/, '=9$1');
    const status = async (value: string) =>
      (await app.request('/api/tasks', { headers: { cookie: value } })).status;
    expect(await status(cookie)).toBe(200);
    expect(await status(longer)).toBe(401);
    expect(await status(foreign)).toBe(401);
    await clock.advance(30 * DAY_MS);
    expect(await status(cookie)).toBe(401);
  });

  it('limits wrong tries for a minute, also with the right token, but not those already in', async () => {
    const clock = createManualClock();
    const app = await startApp({ env, clock });
    const cookie = cookieOf(await app.request('/login', form({ token: TOKEN })));
    for (let n = 0; n < 10; n += 1) await app.request('/api/tasks', bearer('wrong'));
    const limited = await app.request('/api/tasks', bearer(TOKEN));
    expect(limited.status).toBe(403);
    expect(limited.headers.get('retry-after')).toBe('60');
    expect((await app.request('/login', form({ token: TOKEN }))).status).toBe(403);
    expect((await app.request('/api/tasks', { headers: { cookie } })).status).toBe(200);
    await clock.advance(60_000);
    expect((await app.request('/api/tasks', bearer(TOKEN))).status).toBe(200);
  });
});

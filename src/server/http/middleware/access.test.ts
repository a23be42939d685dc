import { describe, expect, it } from 'vitest';

import { createManualClock } from '../../../testing/manual-clock.ts';
import { json, startApp, type TestApp } from '../../../testing/start-app.ts';

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

  it('leaves the sandbox’s files to whoever has a link to one', async () => {
    const app = await startApp({ env: { ...env, ALLOWED_HOSTS: 'studio.example' } });
    const sandbox = '/sandbox/api/v1';
    const init = bearer(TOKEN);
    const body = JSON.stringify({ prompt: 'soft rain', model: 'V5' });
    const json = { ...init.headers, 'content-type': 'application/json' };
    const made = await app.request(`${sandbox}/generate/sounds`, { method: 'POST', headers: json, body });
    const { data } = (await made.json()) as { data: { taskId: string } };
    await app.sandbox?.idle();
    const record = await app.request(`${sandbox}/generate/record-info?taskId=${data.taskId}`, init);
    const link = /"audioUrl":"([^"]+)"/.exec(await record.text())?.[1] ?? '';
    expect((await app.request(link)).headers.get('content-type')).toBe('audio/mpeg');
    const elsewhere = { headers: { ...init.headers, host: 'studio.example:8080' } };
    const toldThere = await app.request(`${sandbox}/generate/record-info?taskId=${data.taskId}`, elsewhere);
    expect(await toldThere.text()).toContain('"audioUrl":"http://studio.example:8080/sandbox/files/');
    expect((await app.request(link.replace(/files\/[\w-]+/, 'files'))).status).toBe(401);
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
    expect(entered.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict$/i);
    const cookie = cookieOf(entered);
    expect((await app.request('/api/tasks', { headers: { cookie } })).status).toBe(200);
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\t//evil.example',
    '/.//evil.example/x',
    '/..//evil.example',
    '/./\\evil.example',
    '/%2e//evil.example',
    '/a/../..//evil.example',
    '/\t/evil.example',
    '/.\n//evil.example',
    '',
  ])('never leads to another site: next=%j', async (next) => {
    const app = await startApp({ env });
    const entered = await app.request('/login', form({ token: TOKEN, next }));
    expect(entered.headers.get('location')).toBe('/');
  });

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

  it('slows wrong tries alone: the right token and those already in get through (M19)', async () => {
    const clock = createManualClock();
    const app = await startApp({ env, clock });
    const cookie = cookieOf(await app.request('/login', form({ token: TOKEN })));
    for (let n = 0; n < 10; n += 1) await app.request('/api/tasks', bearer('wrong'));
    const limited = await app.request('/api/tasks', bearer('wrong'));
    expect(limited.status).toBe(403);
    expect(limited.headers.get('retry-after')).toBe('60');
    expect((await app.request('/login', form({ token: 'wrong' }))).status).toBe(403);
    expect((await app.request('/api/tasks', bearer(TOKEN))).status).toBe(200);
    expect((await app.request('/login', form({ token: TOKEN }))).status).toBe(303);
    expect((await app.request('/api/tasks', { headers: { cookie } })).status).toBe(200);
    // The right token of another at the same address does not begin the count anew.
    expect((await app.request('/api/tasks', bearer('wrong'))).status).toBe(403);
    await clock.advance(60_000);
    expect((await app.request('/api/tasks', bearer('wrong'))).status).toBe(401);
  });

  it('counts wrong tries at the same time too (A-L2)', async () => {
    const app = await startApp({ env });
    const tries = Array.from({ length: 300 }, (_, n) =>
      n % 2 === 0 ? app.request('/api/tasks', bearer('wrong')) : app.request('/login', form({ token: 'no' })),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 403)).toHaveLength(290);
  });
});

describe('logging out (M18)', () => {
  const login = async (app: TestApp) => cookieOf(await app.request('/login', form({ token: TOKEN })));
  const status = async (app: TestApp, cookie: string) =>
    (await app.request('/api/tasks', { headers: { cookie } })).status;

  it('ends this login and no other, also after a restart', async () => {
    const app = await startApp({ env });
    const [mine, other] = [await login(app), await login(app)];
    const left = await app.request('/logout', { method: 'POST', headers: { cookie: mine } });
    expect(left.status).toBe(204);
    expect(left.headers.get('set-cookie')).toMatch(/Max-Age=0/);
    expect([await status(app, mine), await status(app, other)]).toEqual([401, 200]);
    await app.stop();
    const again = await startApp({ env, folder: app.folder });
    expect([await status(again, mine), await status(again, other)]).toEqual([401, 200]);
  });

  it('leads a browser without script to the login', async () => {
    const app = await startApp({ env });
    const headers = { cookie: await login(app), accept: 'text/html' };
    const left = await app.request('/logout', { method: 'POST', headers });
    expect([left.status, left.headers.get('location')]).toEqual([303, '/login']);
  });

  it('ends all logins for whoever is in, and for nobody else', async () => {
    const app = await startApp({ env });
    const cookies = [await login(app), await login(app)];
    expect((await app.request('/api/sessions/end', json('POST', {}))).status).toBe(401);
    expect((await app.request('/api/sessions/end', json('POST', {}, { cookie: cookies[0]! }))).status).toBe(
      204,
    );
    expect(await Promise.all(cookies.map((cookie) => status(app, cookie)))).toEqual([401, 401]);
    expect(await status(app, await login(app))).toBe(200);
  });

  it('ends the event stream of that login (A-L11)', async () => {
    const clock = createManualClock();
    const app = await startApp({ env, clock });
    const cookie = await login(app);
    const stream = await app.request('/api/tasks/events', { headers: { cookie } });
    await app.request('/logout', { method: 'POST', headers: { cookie } });
    const text = stream.text();
    await clock.advance(15_000);
    expect(await text).not.toContain('still here');
  });

  it('is told apart from a server that is away: 401 with our envelope, and a mark while one is in', async () => {
    const app = await startApp({ env });
    const cookie = await login(app);
    const answer = await app.request('/api/tasks', { headers: { cookie } });
    expect(answer.headers.get('x-session')).toBe('open');
    // The browser's own cache keeps it for this login alone.
    expect(answer.headers.get('vary')).toContain('Cookie');
    await app.request('/logout', { method: 'POST', headers: { cookie } });
    const refused = await app.request('/api/tasks', { headers: { cookie } });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('x-session')).toBeNull();
    expect(await refused.json()).toMatchObject({ code: 401, problem: { code: 'not-allowed' } });
  });

  it('does not touch the login of another server on this host', async () => {
    const [one, two] = [await startApp({ env }), await startApp({ env })];
    const [first, second] = [await login(one), await login(two)];
    expect(first.split('=')[0]).not.toBe(second.split('=')[0]);
    const both = { cookie: `${first}; ${second}` };
    await one.request('/logout', { method: 'POST', headers: both });
    expect((await two.request('/api/tasks', { headers: both })).status).toBe(200);
  });
});

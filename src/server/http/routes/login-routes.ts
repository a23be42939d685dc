import { Hono, type Context } from 'hono';

import { localeOf } from '../../platform/reader-locale.ts';
import type { Access } from '../middleware/access.ts';
import { limitBody, noBody } from '../middleware/request-body.ts';
import { LOGIN_CSS, loginPage } from './login-page.ts';

const BODY_MAX = 4096;

/** A path of this server: never a way to another site, also where the path itself begins like a host. */
function localPath(next: unknown, basePath = ''): string {
  const home = `${basePath}/`;
  const here = 'http://here';
  const url = typeof next === 'string' && next.startsWith('/') ? URL.parse(next, here) : null;
  if (url?.origin !== here) return home;
  const path = url.pathname + url.search;
  const isLocal = URL.parse(path, here)?.origin === here && /^\/(?![/\\])/.test(path);
  return isLocal && path.startsWith(home) ? path : home;
}

/** In the reader's language, as the page itself is. */
function show(c: Context, status: 200 | 401, next: string) {
  const locale = localeOf(c);
  c.header('content-language', locale);
  return c.html(loginPage(next, status === 401, locale), status, { 'cache-control': 'no-store' });
}

/** The login is a form without script: it takes what is not JSON, from our own origin only. */
export const loginRoutes = (access: Access): Hono => {
  const local = (next: unknown) => localPath(next, access.basePath);
  return new Hono()
    .get('/login.css', (c) => c.body(LOGIN_CSS, 200, { 'content-type': 'text/css; charset=utf-8' }))
    .get('/login', (c) => show(c, 200, local(c.req.query('next'))))
    .post('/login', limitBody(BODY_MAX), async (c) => {
      const form = new URLSearchParams(await c.req.text());
      const next = local(form.get('next'));
      const holder = access.holderOf(c, form.get('token') ?? '');
      if (!holder) {
        return show(c, 401, next);
      }
      await access.startSession(c, holder);
      return c.redirect(next, 303);
    })
    .post('/logout', async (c) => {
      await access.endSession(c);
      const isForm = (c.req.header('accept') ?? '').includes('text/html');
      return isForm ? c.redirect(`${access.basePath}/login`, 303) : c.body(null, 204);
    })
    .post('/api/sessions/end', limitBody(BODY_MAX), noBody, async (c) => {
      await access.endAllSessions(c);
      return c.body(null, 204);
    });
};

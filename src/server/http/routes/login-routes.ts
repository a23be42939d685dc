import { Hono, type Context } from 'hono';

import type { Access } from '../middleware/access.ts';
import { limitBody } from '../middleware/request-body.ts';
import { LOGIN_CSS, loginPage } from './login-page.ts';

const BODY_MAX = 4096;

/** A path of this server, whatever was asked: never a way to another site. */
function localPath(next: unknown): string {
  const here = 'http://here';
  const url = typeof next === 'string' && next.startsWith('/') ? URL.parse(next, here) : null;
  return url?.origin === here ? url.pathname + url.search : '/';
}

/** A form without script: the one place that takes something other than JSON, from our own origin only. */
export function loginRoutes(access: Access): Hono {
  const show = (c: Context, status: 200 | 401, next: string, problem: string) =>
    c.html(loginPage(next, problem), status, { 'cache-control': 'no-store' });

  return new Hono()
    .get('/login.css', (c) => c.body(LOGIN_CSS, 200, { 'content-type': 'text/css; charset=utf-8' }))
    .get('/login', (c) => show(c, 200, localPath(c.req.query('next')), ''))
    .post('/login', limitBody(BODY_MAX), async (c) => {
      const form = new URLSearchParams(await c.req.text());
      const next = localPath(form.get('next'));
      if (!(await access.isToken(c, form.get('token') ?? ''))) {
        return show(c, 401, next, 'That is not the access token.');
      }
      await access.startSession(c);
      return c.redirect(next, 303);
    });
}

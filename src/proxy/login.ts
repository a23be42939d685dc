import { Hono, type Context } from 'hono';
import { html } from 'hono/html';

import type { Access } from './access.ts';
import { limitBody } from './body.ts';

const BODY_MAX = 4096;

const css = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{display:grid;place-items:center;min-height:90vh;margin:1rem}
form{display:grid;gap:.75rem;width:min(22rem,100%)}
h1{margin:0;font-size:1.5rem}p{margin:0}
input,button{font:inherit;padding:.6rem .75rem;border:1px solid GrayText;border-radius:.5rem}
[role=alert]{font-weight:600}`;

const page = (next: string, problem: string) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Log in · Cuesmith</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/login.css" />
      </head>
      <body>
        <main>
          <form method="post" action="/login">
            <h1>Cuesmith</h1>
            <p id="hint">This server is on a network, so it asks who you are.</p>
            <label for="token">Access token</label>
            <input
              id="token"
              name="token"
              type="password"
              autocomplete="current-password"
              aria-describedby="hint problem"
              required
              autofocus
            />
            <input name="next" type="hidden" value="${next}" />
            <p id="problem" role="alert">${problem}</p>
            <button>Log in</button>
          </form>
        </main>
      </body>
    </html>`;

/** A path of this server, whatever was asked: never a way to another site. */
function localPath(next: unknown): string {
  const here = 'http://here';
  const url = typeof next === 'string' && next.startsWith('/') ? URL.parse(next, here) : null;
  return url?.origin === here ? url.pathname + url.search : '/';
}

/** A form without script: the one place that takes something other than JSON, from our own origin only. */
export function loginRoutes(access: Access): Hono {
  const show = (c: Context, status: 200 | 401, next: string, problem: string) =>
    c.html(page(next, problem), status, { 'cache-control': 'no-store' });

  return new Hono()
    .get('/login.css', (c) => c.body(css, 200, { 'content-type': 'text/css; charset=utf-8' }))
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

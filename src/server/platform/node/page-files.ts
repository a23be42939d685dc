import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';

export interface PageFiles {
  routes: Hono;
  /** Changes with every build: the page names its hashed files. */
  build: string;
  /** CSP sources of what stands inline in the page. */
  inlineHashes: { scripts: string[]; styles: string[] };
}

const YEAR_S = 31_536_000;
/** Vite puts a hash of the content into these names. */
const HASHED = /^\/assets\//;

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What the content security policy must allow, read from the page itself. */
export function inlineHashes(html: string): PageFiles['inlineHashes'] {
  // A browser hashes what it parsed, where every line break is \n.
  const page = html.replaceAll('\r\n', '\n');
  const inside = (tag: string) =>
    [...page.matchAll(new RegExp(`<${tag}(\\s[^>]*)?>([\\s\\S]*?)</${tag}>`, 'gi'))]
      .map(([, , text]) => text ?? '')
      .filter((text) => text !== '')
      .map(hashOf);
  return { scripts: inside('script'), styles: inside('style') };
}

const cacheHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.res.status >= 400) return;
  c.header('cache-control', HASHED.test(c.req.path) ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
};

/** The built page from `dist/`, as small as the browser can take it. */
export function openPage(folder: string): PageFiles {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const routes = new Hono()
    .use(cacheHeaders)
    .get(`/assets/*`, serveStatic({ root: folder, precompressed: true }))
    .get('*', etag(), serveStatic({ root: folder, precompressed: true }));
  const build = createHash('sha256').update(html).digest('hex').slice(0, 12);
  return { routes, build, inlineHashes: inlineHashes(html) };
}

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';

import { LANGUAGE_COOKIE, type Locale } from '#shared/messages/locale.ts';

import { localeOf } from '../reader-locale.ts';

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

/** One page at one address, written in several languages. */
const languageHeaders = (locale: Locale, c: Context): void => {
  c.header('content-language', locale);
  c.header('vary', 'Accept-Language, Cookie', { append: true });
  // No path: it is that of the page, under whatever path a proxy gives us.
  if (c.req.query('lang') !== undefined)
    c.header('set-cookie', `${LANGUAGE_COOKIE}=${locale}; Max-Age=${YEAR_S}; SameSite=Lax`);
};

/**
 * The built page from `dist/`, as small as the browser can take it.
 * @param buildLanguage begins to build the page in a language that is not there yet; it is there some requests later
 */
export function openPage(folder: string, buildLanguage?: (locale: Locale) => void): PageFiles {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const inline = inlineHashes(html);
  const known = new Set([...inline.scripts, ...inline.styles]);
  const asked = new Set<Locale>();
  const files = new Map<Locale, MiddlewareHandler>([['en', fileOf(folder, 'index.html')]]);

  /** Another build of the page than ours would need another policy. */
  const isOfThisBuild = (file: string): boolean => {
    if (!existsSync(file)) return false;
    const { scripts, styles } = inlineHashes(readFileSync(file, 'utf8'));
    return [...scripts, ...styles].every((hash) => known.has(hash));
  };
  function pageIn(locale: Locale): MiddlewareHandler | null {
    const opened = files.get(locale);
    if (opened) return opened;
    if (isOfThisBuild(join(folder, `${locale}.html`))) {
      const file = fileOf(folder, `${locale}.html`);
      files.set(locale, file);
      return file;
    }
    if (!asked.has(locale)) buildLanguage?.(locale);
    asked.add(locale);
    return null;
  }

  const page: MiddlewareHandler = async (c, next) => {
    const locale = localeOf(c);
    const file = pageIn(locale);
    languageHeaders(file ? locale : 'en', c);
    return (file ?? files.get('en') ?? next)(c, next);
  };
  const routes = new Hono()
    .use(cacheHeaders)
    .get(`/assets/*`, serveStatic({ root: folder, precompressed: true }))
    .get('/', etag(), page)
    .get('/index.html', etag(), page)
    .get('*', etag(), serveStatic({ root: folder, precompressed: true }));
  const build = createHash('sha256').update(html).digest('hex').slice(0, 12);
  return { routes, build, inlineHashes: inline };
}

const fileOf = (root: string, path: string): MiddlewareHandler =>
  serveStatic({ root, path, precompressed: true });

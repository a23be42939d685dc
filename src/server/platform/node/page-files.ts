import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';

import type { Locale } from '#shared/messages/locale.ts';

import { buildOf, cacheHeaders, type InlineHashes, inlineHashes, languageHeaders } from '../page-headers.ts';
import { localeOf } from '../reader-locale.ts';

export interface PageFiles {
  routes: Hono;
  /** Changes with every build: the page names its hashed files. */
  build: string;
  /** CSP sources of what stands inline in the page. */
  inlineHashes: InlineHashes;
}

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
  return { routes, build: buildOf(html), inlineHashes: inline };
}

const fileOf = (root: string, path: string): MiddlewareHandler =>
  serveStatic({ root, path, precompressed: true });

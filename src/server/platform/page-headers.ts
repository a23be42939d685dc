import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Context, MiddlewareHandler } from 'hono';

import { LANGUAGE_COOKIE, type Locale } from '#shared/messages/locale.ts';

/** CSP sources of what stands inline in the page. */
export interface InlineHashes {
  scripts: string[];
  styles: string[];
}

const YEAR_S = 31_536_000;
/** Vite puts a hash of the content into these names. */
const HASHED = /^\/assets\//;
const BUILD_LETTERS = 12;

const hashOf = (text: string): string =>
  `'sha256-${btoa(String.fromCharCode(...sha256(utf8ToBytes(text))))}'`;

/** What the content security policy must allow, read from the page itself. */
export function inlineHashes(html: string): InlineHashes {
  // A browser hashes what it parsed, where every line break is \n.
  const page = html.replaceAll('\r\n', '\n');
  const inside = (tag: string) =>
    [...page.matchAll(new RegExp(`<${tag}(\\s[^>]*)?>([\\s\\S]*?)</${tag}>`, 'gi'))]
      .map(([, , text]) => text ?? '')
      .filter((text) => text !== '')
      .map(hashOf);
  return { scripts: inside('script'), styles: inside('style') };
}

/** Changes with every build: the page names its hashed files. */
export const buildOf = (html: string): string =>
  bytesToHex(sha256(utf8ToBytes(html))).slice(0, BUILD_LETTERS);

export const cacheHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.res.status >= 400) return;
  c.header('cache-control', HASHED.test(c.req.path) ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
};

/** One page at one address, written in several languages. */
export const languageHeaders = (locale: Locale, c: Context): void => {
  c.header('content-language', locale);
  c.header('vary', 'Accept-Language, Cookie', { append: true });
  // No path: it is that of the page, under whatever path a proxy gives us.
  if (c.req.query('lang') !== undefined)
    c.header('set-cookie', `${LANGUAGE_COOKIE}=${locale}; Max-Age=${YEAR_S}; SameSite=Lax`);
};

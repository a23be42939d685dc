import { Hono, type Context } from 'hono';
import type { StatusCode } from 'hono/utils/http-status';

import { buildOf, cacheHeaders, type InlineHashes, inlineHashes, languageHeaders } from '../page-headers.ts';
import { localeOf } from '../reader-locale.ts';

/** The built page, as the platform keeps it. */
export interface Assets {
  fetch(request: Request): Promise<Response>;
}

interface AssetPage {
  routes: Hono;
  build: string;
  inlineHashes: InlineHashes;
}

const NOT_FOUND = 404;

/** The platform's answer with headers of ours; null where there is no such file. */
async function fileOf(assets: Assets, c: Context, path: string): Promise<Response | null> {
  const url = new URL(path, c.req.url);
  const known = c.req.header('if-none-match');
  const headers = new Headers(known === undefined ? {} : { 'if-none-match': known });
  const answer = await assets.fetch(new Request(url, { headers }));
  if (answer.status === NOT_FOUND) {
    await answer.body?.cancel();
    return null;
  }
  return c.newResponse(answer.body, {
    status: answer.status as StatusCode,
    headers: Object.fromEntries(answer.headers),
  });
}

/** @throws Error where the page was not built */
export async function openAssetPage(assets: Assets): Promise<AssetPage> {
  const index = await assets.fetch(new Request('http://assets/index.html'));
  if (!index.ok) throw new Error('There is no page: run `npm run build` before it is deployed.');
  const html = await index.text();
  const page = async (c: Context): Promise<Response> => {
    const locale = localeOf(c);
    const own = locale === 'en' ? null : await fileOf(assets, c, `/${locale}.html`);
    languageHeaders(own ? locale : 'en', c);
    return own ?? (await fileOf(assets, c, '/index.html')) ?? c.notFound();
  };
  const routes = new Hono()
    .use(cacheHeaders)
    .get('/', page)
    .get('/index.html', page)
    .get('*', async (c) => (await fileOf(assets, c, c.req.path)) ?? c.notFound());
  return { routes, build: buildOf(html), inlineHashes: inlineHashes(html) };
}

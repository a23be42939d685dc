import { Hono, type Context } from 'hono';

import { sharedPrompt } from '#shared/text.ts';

/** Text; a file is not read here. */
const FORM_MAX = 65_536;

const toPage = (c: Context, query: URLSearchParams): Response =>
  c.redirect(query.size > 0 ? `./?${query}` : './', 303);

/**
 * What another app shares, where no service worker took it (web/service-worker/share-target.ts): text becomes the prompt.
 * A file cannot come to the page this way; the page says so.
 */
export const shareRoutes = (): Hono =>
  new Hono()
    .get('/', (c) => {
      const { title, text, url } = c.req.query();
      const prompt = sharedPrompt(title, text, url);
      return toPage(c, new URLSearchParams(prompt === '' ? {} : { prompt }));
    })
    .post('/', async (c) => {
      const isShort = Number(c.req.header('content-length') ?? Infinity) <= FORM_MAX;
      const form = isShort ? await c.req.parseBody() : null;
      if (form === null || form['audio'] instanceof File)
        return toPage(c, new URLSearchParams({ shared: '' }));
      const prompt = sharedPrompt(form['title'], form['text'], form['url']);
      return toPage(c, new URLSearchParams(prompt === '' ? {} : { prompt }));
    });

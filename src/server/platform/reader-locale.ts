import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';

import { chooseLocale, LANGUAGE_COOKIE, type Locale } from '#shared/messages/locale.ts';

/** The language that a request's reader is written to. */
export const localeOf = (c: Context): Locale =>
  chooseLocale({
    query: c.req.query('lang'),
    cookie: getCookie(c, LANGUAGE_COOKIE),
    acceptLanguage: c.req.header('accept-language'),
  });

import type { Context, MiddlewareHandler } from 'hono';
import { getSignedCookie, setSignedCookie } from 'hono/cookie';
import { timingSafeEqual } from 'hono/utils/buffer';

import type { Clock } from '../../platform/clock.ts';
import { notAllowed } from './error-answers.ts';
import { createAttempts } from './login-attempts.ts';

const COOKIE = 'cuesmith';
const SESSION_S = 30 * 24 * 60 * 60;
/** Reachable without a token. Callbacks carry their own secret; a browser asks for manifest and icons without its cookie. */
const OPEN = /^\/(healthz|login|login\.css|manifest\.webmanifest|[\w-]+\.(svg|png|ico)|api\/callbacks\/.*)$/;

export interface AccessOptions {
  token: string;
  clock: Clock;
  /** Who asks, for the limit on wrong tries. */
  clientAddress: (c: Context) => string;
}

export function createAccess({ token, clock, clientAddress }: AccessOptions) {
  const attempts = createAttempts(clock);
  const secret = `cuesmith session ${token}`;

  async function isToken(c: Context, offered: string): Promise<boolean> {
    const address = clientAddress(c);
    const waitS = attempts.waitS(address);
    if (waitS > 0) {
      c.header('retry-after', String(waitS));
      throw notAllowed(403, `Too many wrong tries. Wait ${waitS} s.`);
    }
    const isRight = await timingSafeEqual(offered, token);
    if (isRight) attempts.forget(address);
    else attempts.count(address);
    return isRight;
  }

  async function hasSession(c: Context): Promise<boolean> {
    const expires = await getSignedCookie(c, secret, COOKIE);
    return typeof expires === 'string' && Number(expires) > clock.now();
  }

  async function startSession(c: Context): Promise<void> {
    const isHttps = new URL(c.req.url).protocol === 'https:' || c.req.header('x-forwarded-proto') === 'https';
    await setSignedCookie(c, COOKIE, String(clock.now() + SESSION_S * 1000), secret, {
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
      maxAge: SESSION_S,
      secure: isHttps,
    });
  }

  const guard: MiddlewareHandler = async (c, next) => {
    if (OPEN.test(c.req.path) || (await hasSession(c))) return next();
    const bearer = /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1];
    if (bearer !== undefined && (await isToken(c, bearer))) return next();
    const isPage = c.req.method === 'GET' && (c.req.header('accept') ?? '').includes('text/html');
    if (isPage) {
      const { pathname, search } = new URL(c.req.url);
      return c.redirect(`/login?next=${encodeURIComponent(pathname + search)}`, 302);
    }
    c.header('www-authenticate', 'Bearer realm="Cuesmith"');
    throw notAllowed(401, 'This server asks for its access token: log in, or send it as Bearer.');
  };

  return { guard, isToken, startSession };
}

export type Access = ReturnType<typeof createAccess>;

import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';

import type { Clock } from '../../platform/clock.ts';
import type { Files } from '../../platform/files.ts';
import { notAllowed } from './error-answers.ts';
import { LoginAttempts } from './login-attempts.ts';
import { outerOf } from './outer-address.ts';
import { Sessions, type Session } from './sessions.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** Absent where no login is needed, or a token came with the request. */
    isLoggedIn?: () => boolean;
  }
}

/** Reachable without a token. Callbacks carry their own secret, links to takes their own right; a browser asks for manifest and icons without its cookie. */
const OPEN =
  /^\/(healthz|login|logout|login\.css|manifest\.webmanifest|[\w-]+\.(svg|png|ico)|api\/callbacks\/.*|media\/.*|sandbox\/(files|stream)\/[^/]+\/[^/]+)$/;

export interface AccessOptions {
  token: string;
  clock: Clock;
  /** Where it is remembered which logins were ended. */
  files: Files;
  /** The path that we are served under: `/cuesmith`, or nothing. */
  basePath: string;
}

const digest = (text: string) => sha256(utf8ToBytes(text));

/** Takes as long for any two digests. */
const areEqual = (a: Uint8Array, b: Uint8Array): boolean =>
  a.reduce((difference, byte, index) => difference | (byte ^ (b[index] ?? 0)), 0) === 0;

export class Access {
  readonly #attempts: LoginAttempts;
  readonly #sessions: Sessions;
  readonly #tokenDigest: Uint8Array;
  readonly #secret: string;
  readonly basePath: string;

  constructor({ token, clock, files, basePath }: AccessOptions) {
    this.#attempts = new LoginAttempts(clock);
    this.#sessions = new Sessions(files, clock);
    this.#tokenDigest = digest(token);
    this.#secret = `cuesmith session ${token}`;
    this.basePath = basePath;
  }

  /**
   * The right token always counts, whoever shares its address. A wrong one is counted at once, so that
   * tries at the same time are counted too.
   * @throws Refusal 403 after too many wrong ones
   */
  isToken(c: Context, offered: string): boolean {
    if (areEqual(digest(offered), this.#tokenDigest)) return true;
    const waitS = this.#attempts.countWrong(outerOf(c).client);
    if (waitS === 0) return false;
    c.header('retry-after', String(waitS));
    throw notAllowed(403, `Too many wrong tries. Wait ${waitS} s.`);
  }

  readonly guard: MiddlewareHandler = async (c, next) => {
    if (OPEN.test(c.req.path)) return next();
    const session = await this.#sessionOf(c);
    if (session && (await this.#sessions.isOpen(session))) {
      c.set('isLoggedIn', await this.#sessions.watch(session));
      c.header('x-session', 'open');
      return next();
    }
    const bearer = /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1];
    if (bearer !== undefined && this.isToken(c, bearer)) return next();
    const isPage = c.req.method === 'GET' && (c.req.header('accept') ?? '').includes('text/html');
    if (isPage) {
      const { pathname, search } = new URL(c.req.url);
      const next = (pathname.startsWith(this.#cookiePath) ? '' : this.basePath) + pathname + search;
      return c.redirect(`${this.basePath}/login?next=${encodeURIComponent(next)}`, 302);
    }
    c.header('www-authenticate', 'Bearer realm="Cuesmith"');
    throw notAllowed(401, 'This server asks for its access token: log in, or send it as Bearer.');
  };

  async startSession(c: Context): Promise<void> {
    const { id, generation, expiresAt } = await this.#sessions.start();
    const value = `${expiresAt}.${generation}.${id}`;
    await setSignedCookie(c, await this.#sessions.cookieName(), value, this.#secret, {
      httpOnly: true,
      sameSite: 'Strict',
      path: this.#cookiePath,
      expires: new Date(expiresAt),
      secure: outerOf(c).protocol === 'https:',
    });
  }

  /** Ends the session that the request came with; none is fine. */
  async endSession(c: Context): Promise<void> {
    const session = await this.#sessionOf(c);
    if (session) await this.#sessions.end(session);
    deleteCookie(c, await this.#sessions.cookieName(), { path: this.#cookiePath });
  }

  async endAllSessions(c: Context): Promise<void> {
    await this.#sessions.endAll();
    deleteCookie(c, await this.#sessions.cookieName(), { path: this.#cookiePath });
  }

  get #cookiePath(): string {
    return `${this.basePath}/`;
  }

  async #sessionOf(c: Context): Promise<Session | null> {
    const value = await getSignedCookie(c, this.#secret, await this.#sessions.cookieName());
    const [, expiresAt, generation, id] = /^(\d+)\.(\d+)\.([\w-]+)$/.exec(value || '') ?? [];
    if (id === undefined) return null;
    return { id, generation: Number(generation), expiresAt: Number(expiresAt) };
  }
}

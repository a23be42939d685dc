import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';

import type { Clock } from '../../platform/clock.ts';
import { notAllowed } from './error-answers.ts';
import { LoginAttempts } from './login-attempts.ts';
import { outerOf } from './outer-address.ts';
import type { Session, Sessions } from './sessions.ts';
import { digestOf, type TokenHolder, type TokenHolders } from './token-holders.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** Absent where no login is needed, or a token came with the request. */
    isLoggedIn?: () => boolean;
    /** Whose token let the request in; absent where none is needed. */
    holder?: TokenHolder;
  }
}

/** Reachable without a token. Callbacks carry their own secret, links to takes their own right; a browser asks for manifest and icons without its cookie; `share` only leads on. */
const OPEN =
  /^\/(healthz|login|logout|login\.css|share|manifest(\.[\w-]+)?\.webmanifest|service-worker\.js|[\w-]+\.(svg|png|ico)|api\/callbacks\/.*|media\/.*|sandbox\/(files|stream)\/[^/]+\/[^/]+)$/;

interface AccessOptions {
  holders: TokenHolders;
  /** Logins of a workspace. */
  sessionsOf: (workspace: string) => Sessions;
  /** The workspace whose own host name the request came by; null: any. */
  workspaceAt?: (c: Context) => string | null;
  clock: Clock;
  /** The path that we are served under: `/cuesmith`, or nothing. */
  basePath: string;
}

type Login = Session & { holder: TokenHolder };

export class Access {
  readonly #attempts: LoginAttempts;
  readonly #options: AccessOptions;
  readonly basePath: string;

  constructor(options: AccessOptions) {
    this.#attempts = new LoginAttempts(options.clock);
    this.#options = options;
    this.basePath = options.basePath;
  }

  /**
   * Whose token it is. The right one always counts, whoever shares its address. A wrong one is counted at once, so that
   * tries at the same time are counted too.
   * @throws Refusal 403 after too many wrong ones
   */
  holderOf(c: Context, offered: string): TokenHolder | null {
    const holder = this.#options.holders.byDigest(digestOf(offered));
    if (holder && this.#isAtItsHost(c, holder)) return holder;
    const waitS = this.#attempts.countWrong(outerOf(c).client);
    if (waitS === 0) return null;
    c.header('retry-after', String(waitS));
    throw notAllowed(403, `Too many wrong tries. Wait ${waitS} s.`);
  }

  #isAtItsHost(c: Context, { workspace }: TokenHolder): boolean {
    const wanted = this.#options.workspaceAt?.(c) ?? null;
    return wanted === null || wanted === workspace;
  }

  readonly guard: MiddlewareHandler = async (c, next) => {
    if (OPEN.test(c.req.path)) return next();
    const login = await this.#loginOf(c);
    const isOpen = login && (await this.#sessionsOf(login).watch(login));
    if (login && isOpen?.() === true) {
      c.set('isLoggedIn', () => isOpen() && this.#isHere(login.holder));
      admit(c, login.holder);
      await next();
      c.header('x-session', 'open');
      // The browser's own cache gives a take to the login that fetched it, and to no other.
      if (c.req.path.startsWith('/api/')) c.header('vary', 'Cookie', { append: true });
      return;
    }
    const bearer = /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1];
    const holder = bearer === undefined ? null : this.holderOf(c, bearer);
    if (holder) {
      c.set('isLoggedIn', () => this.#isHere(holder));
      admit(c, holder);
      return next();
    }
    const isPage = c.req.method === 'GET' && (c.req.header('accept') ?? '').includes('text/html');
    if (isPage) {
      const { pathname, search } = new URL(c.req.url);
      const next = (pathname.startsWith(this.#cookiePath) ? '' : this.basePath) + pathname + search;
      return c.redirect(`${this.basePath}/login?next=${encodeURIComponent(next)}`, 302);
    }
    c.header('www-authenticate', 'Bearer realm="Cuesmith"');
    throw notAllowed(401, 'This server asks for its access token: log in, or send it as Bearer.');
  };

  async startSession(c: Context, holder: TokenHolder): Promise<void> {
    const { id, generation, expiresAt } = await this.#sessionsOf({ holder }).start();
    const value = [expiresAt, generation, id, ...(holder.id === '' ? [] : [holder.id])].join('.');
    await setSignedCookie(c, await this.#cookieName(), value, holder.sessionSecret, {
      httpOnly: true,
      sameSite: 'Strict',
      path: this.#cookiePath,
      expires: new Date(expiresAt),
      secure: outerOf(c).protocol === 'https:',
    });
  }

  /** Ends the session that the request came with; none is fine. */
  async endSession(c: Context): Promise<void> {
    const login = await this.#loginOf(c);
    if (login) await this.#sessionsOf(login).end(login);
    deleteCookie(c, await this.#cookieName(), { path: this.#cookiePath });
  }

  /** Of the workspace that the request was let in to. */
  async endAllSessions(c: Context): Promise<void> {
    const holder = c.get('holder');
    if (holder) await this.#sessionsOf({ holder }).endAll();
    deleteCookie(c, await this.#cookieName(), { path: this.#cookiePath });
  }

  get #cookiePath(): string {
    return `${this.basePath}/`;
  }

  /** One a server, whichever workspace a login is for: the next login takes its place. */
  #cookieName(): Promise<string> {
    return this.#options.sessionsOf('').cookieName();
  }

  #sessionsOf({ holder }: { holder: TokenHolder }): Sessions {
    return this.#options.sessionsOf(holder.workspace);
  }

  /** Its token has not ended since. */
  #isHere({ id }: TokenHolder): boolean {
    return this.#options.holders.byId(id) !== null;
  }

  /** The holder's secret says whether the cookie, the holder's id in it too, is ours. */
  async #loginOf(c: Context): Promise<Login | null> {
    const name = await this.#cookieName();
    const holder = this.#options.holders.byId(holderIdIn(getCookie(c, name) ?? ''));
    if (!holder || !this.#isAtItsHost(c, holder)) return null;
    const value = await getSignedCookie(c, holder.sessionSecret, name);
    const [, expiresAt, generation, id] = COOKIE.exec(value || '') ?? [];
    if (id === undefined) return null;
    return { id, generation: Number(generation), expiresAt: Number(expiresAt), holder };
  }
}

function admit(c: Context, holder: TokenHolder): void {
  c.set('holder', holder);
  c.set('sender', holder.name);
}

const COOKIE = /^(\d+)\.(\d+)\.([\w-]+)(?:\.([\w-]+))?$/;
/** The signature is the last part. */
const SIGNED_COOKIE = /^\d+\.\d+\.[\w-]+\.([\w-]+)\.[^.]+$/;

/** Whose login a cookie says that it is, before its signature is looked at. */
export const holderIdIn = (cookie: string): string => SIGNED_COOKIE.exec(cookie)?.[1] ?? '';

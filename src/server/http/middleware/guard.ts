import type { Context, MiddlewareHandler } from 'hono';

import { Refusal } from '#shared/problem.ts';

import { matchesHost } from '../../platform/host-names.ts';
import { notAllowed } from './error-answers.ts';
import { outerOf, wasForwarded } from './outer-address.ts';

export interface HostRules {
  hosts: {
    /** Names and IP literals this server answers to besides the loopback ones, without ports. Read at each request. */
    names: readonly string[];
    /** It listens on every address, so any IP literal is its own. A rebinding page always comes with a name. */
    anyAddress: boolean;
    /** What stands in front hands on requests for its own hosts only. */
    anyName?: boolean;
  };
  /** Origin under which others reach us. */
  publicUrl: string | null;
  /** Whoever came by a host that a trusted proxy told must log in, so any such host will do. */
  needsLogin: boolean;
}

const CALLBACKS = '/api/callbacks/';
/** Links to takes, which carry their own right. */
export const MEDIA = '/media/';
/** Where the system sends what another app shares (public/manifest.webmanifest). */
export const SHARE = '/share';
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const IP_LITERAL = /^(\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\])$/i;
const isUnsafe = (c: Context) => !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
const isCallback = (c: Context) => c.req.path.startsWith(CALLBACKS);
const isMedia = (c: Context) => c.req.path.startsWith(MEDIA);
/** What another app shares comes from no site; it leads to the page, as a link does. */
const isShare = (c: Context) => c.req.path === SHARE;

/** Name of a Host header without its port; null when it is not a host at all. */
export function hostNameOf(host: string): string | null {
  return URL.parse(`http://${host}`)?.hostname ?? null;
}

const publicHostOf = ({ publicUrl }: Pick<HostRules, 'publicUrl'>): string[] =>
  publicUrl === null ? [] : [new URL(publicUrl).hostname];

/** DNS rebinding: a page of another site that points its own name at us still sends that name as Host. */
export function guardHost(rules: HostRules): MiddlewareHandler {
  return async (c, next) => {
    const names = [...LOOPBACK, ...rules.hosts.names, ...publicHostOf(rules)];
    const { host, isForwarded } = outerOf(c);
    const name = hostNameOf(host);
    const isOurs =
      name !== null &&
      (matchesHost(names, name) ||
        rules.hosts.anyName === true ||
        (rules.hosts.anyAddress && IP_LITERAL.test(name)) ||
        (rules.needsLogin && isForwarded));
    if (!isOurs) throw notAllowed(403, foreignHost(host, name, isForwarded));
    await next();
  };
}

function foreignHost(host: string, name: string | null, isForwarded: boolean): string {
  const header = isForwarded ? 'forwarded host' : 'Host header';
  const said = `This server does not answer to the host ${host} (${header}).`;
  return name === null ? said : `${said} If that is where you open it, start it with ALLOWED_HOSTS=${name}`;
}

/** Without an access token the public host is open for the vendor's callbacks and nothing else. */
export const guardPublicHost = (publicHost: string): MiddlewareHandler => {
  const isOurOwn = LOOPBACK.includes(publicHost);
  return async (c, next) => {
    const cameByIt = hostNameOf(outerOf(c).host) === publicHost && !isOurOwn;
    if ((cameByIt || wasForwarded(c)) && !isCallback(c)) {
      throw notAllowed(403, 'This host takes callbacks only. ACCESS_TOKEN opens the rest, with a login.');
    }
    await next();
  };
};

/** The Host was checked before, so an Origin of that same host is ours. The scheme may differ behind a TLS proxy. */
function isOwnOrigin(origin: string, host: string, rules: HostRules): boolean {
  const from = URL.parse(origin);
  if (from === null || !/^https?:$/.test(from.protocol)) return false;
  const to = URL.parse(`${from.protocol}//${host}`);
  if (from.host === to?.host || from.origin === rules.publicUrl) return true;
  // A proxy took the port away (nginx's `$host`), or the whole Host; the name is one that we were told is ours.
  const { names } = rules.hosts;
  const lostPort = from.hostname === to?.hostname && to.port === '' && matchesHost(names, to.hostname);
  const lostHost = from.hostname !== to?.hostname && names.includes(from.hostname);
  return lostPort || lostHost;
}

/** No other site may make a browser call us; it may only link here. */
export function guardOrigin(rules: HostRules): MiddlewareHandler {
  return async (c, next) => {
    const site = c.req.header('sec-fetch-site');
    const isLink = c.req.header('sec-fetch-mode') === 'navigate' && !isUnsafe(c);
    const isForeignSite = site !== undefined && site !== 'same-origin' && site !== 'none' && !isLink;
    const origin = c.req.header('origin');
    const { host } = outerOf(c);
    const isForeignOrigin = origin !== undefined && !isOwnOrigin(origin, host, rules);
    if (isCallback(c) || isMedia(c) || isShare(c)) return next();
    if (isForeignOrigin) throw notAllowed(403, foreignOrigin(origin, host));
    if (isForeignSite) {
      throw notAllowed(403, `Another site may not use this server (Sec-Fetch-Site says ${site}).`);
    }
    return next();
  };
}

function foreignOrigin(origin: string, host: string): string {
  const said = `Another site may not use this server: the Origin header says ${origin}, the Host header ${host}.`;
  const name = URL.parse(origin)?.hostname;
  return name
    ? `${said} If both are this server, a proxy changed the Host: keep it (nginx: proxy_set_header Host $http_host; a development proxy: changeOrigin: false), or start Cuesmith with ALLOWED_HOSTS=${name}`
    : said;
}

/** Where a backup comes back, as it is. */
const UPLOADS = '/api/import/preview';

/** A form of another site cannot send JSON, nor a zip. */
export const requireJson: MiddlewareHandler = async (c, next) => {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  const isUpload = c.req.path === UPLOADS && type === 'application/zip';
  if (isUnsafe(c) && !isCallback(c) && !isUpload && type !== 'application/json') {
    throw new Refusal(400, {
      code: 'invalid-request',
      message: 'Send JSON, with content-type: application/json.',
      field: 'content-type',
    });
  }
  await next();
};

import type { Context, MiddlewareHandler } from 'hono';

import { Refusal } from '#shared/problem.ts';

import { matchesHost } from '../../platform/host-names.ts';
import { notAllowed } from './error-answers.ts';

export interface HostRules {
  /** Names and IP literals this server answers to besides the loopback ones, without ports. */
  names: readonly string[];
  /** It listens on every address, so any IP literal is its own. A rebinding page always comes with a name. */
  anyAddress: boolean;
  /** Where the vendor's callbacks come in. */
  publicHost: string | null;
}

const CALLBACKS = '/api/callbacks/';
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const IP_LITERAL = /^(\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\])$/i;
/** What tunnels and reverse proxies add: such a request came from outside, whatever its Host was rewritten to. */
const FORWARDED =
  /^(forwarded|via|(x-)?(forwarded|original|real|client|cluster|remote|envoy|azure|appengine|amzn|true-client|true|fly|cf|cdn|fastly)-.*)$/;

const isUnsafe = (c: Context) => !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
const isCallback = (c: Context) => c.req.path.startsWith(CALLBACKS);

/** Name of a Host header without its port; null when it is not a host at all. */
function hostNameOf(host: string): string | null {
  return URL.parse(`http://${host}`)?.hostname ?? null;
}

export const hostOf = (c: Context): string => c.req.header('host') ?? new URL(c.req.url).host;

/** DNS rebinding: a page of another site that points its own name at us still sends that name as Host. */
export function guardHost(rules: HostRules): MiddlewareHandler {
  const names = [...LOOPBACK, ...rules.names, ...(rules.publicHost ? [rules.publicHost] : [])];
  return async (c, next) => {
    const host = hostOf(c);
    const name = hostNameOf(host);
    if (name === null || !(matchesHost(names, name) || (rules.anyAddress && IP_LITERAL.test(name)))) {
      throw notAllowed(403, `This server does not answer to the host ${host}. ALLOWED_HOSTS can add it.`);
    }
    await next();
  };
}

/** Without an access token the public host is open for the vendor's callbacks and nothing else. */
export const guardPublicHost = (publicHost: string): MiddlewareHandler => {
  const isOurOwn = LOOPBACK.includes(publicHost);
  return async (c, next) => {
    const cameByIt = hostNameOf(hostOf(c)) === publicHost && !isOurOwn;
    const wasForwarded = Object.keys(c.req.header()).some((name) => FORWARDED.test(name));
    if ((cameByIt || wasForwarded) && !isCallback(c)) {
      throw notAllowed(403, 'This host takes callbacks only. ACCESS_TOKEN opens the rest, with a login.');
    }
    await next();
  };
};

/** The Host was checked before, so an Origin of that same host is ours. The scheme may differ behind a TLS proxy. */
function isOwnOrigin(origin: string, host: string): boolean {
  const from = URL.parse(origin);
  if (from === null || !/^https?:$/.test(from.protocol)) return false;
  return from.host === URL.parse(`${from.protocol}//${host}`)?.host;
}

/** No other site may make a browser call us; it may only link here. */
export const guardOrigin: MiddlewareHandler = async (c, next) => {
  const site = c.req.header('sec-fetch-site');
  const isLink = c.req.header('sec-fetch-mode') === 'navigate' && !isUnsafe(c);
  const isForeignSite = site !== undefined && site !== 'same-origin' && site !== 'none' && !isLink;
  const origin = c.req.header('origin');
  const isForeignOrigin = origin !== undefined && !isOwnOrigin(origin, hostOf(c));
  if ((isForeignSite || isForeignOrigin) && !isCallback(c)) {
    throw notAllowed(403, 'Another site may not use this server.');
  }
  await next();
};

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

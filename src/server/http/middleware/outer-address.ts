import type { Context, MiddlewareHandler } from 'hono';

import { isInRanges, type AddressRange } from '../../platform/address-ranges.ts';

/** Where a browser sees us, and who it is. */
interface OuterAddress {
  /** With its port, where that is not the protocol's own. */
  host: string;
  protocol: 'http:' | 'https:';
  client: string;
  /** Where our paths begin, for links that are opened elsewhere: `https://cues.example/cuesmith`. */
  base: string;
  /** The host was told by a proxy whose word counts. */
  isForwarded: boolean;
}

declare module 'hono' {
  interface ContextVariableMap {
    outer?: OuterAddress;
  }
}

export interface ProxyRules {
  /** Whose `X-Forwarded-…` and `Forwarded` are believed. */
  trustedProxies: readonly AddressRange[];
  /** Address of the other end of the connection. */
  peerAddress: (c: Context) => string;
  /** Origin under which others reach us. */
  publicUrl: string | null;
  /** The path that we are served under: `/cuesmith`, or nothing. */
  basePath: string;
}

const first = (value: string | undefined): string | undefined => value?.split(',')[0]?.trim() || undefined;

/** The first element of RFC 7239's header, its names in lower case, and every `for`. */
function readForwarded(value: string) {
  const elements = value.split(',').map(
    (element) =>
      new Map(
        element.split(';').flatMap((pair) => {
          const [, name = '', quoted, plain] = /^\s*([\w-]+)=(?:"([^"]*)"|(\S*))\s*$/.exec(pair) ?? [];
          return name === '' ? [] : [[name.toLowerCase(), quoted ?? plain ?? ''] as const];
        }),
      ),
  );
  return {
    host: elements[0]?.get('host'),
    protocol: elements[0]?.get('proto'),
    clients: elements.flatMap((element) => element.get('for') ?? []),
  };
}

/** `X-Forwarded-…` where there is any: proxies that write those pass a client's `Forwarded` on as it is. */
function readHeaders(c: Context) {
  const header = (name: string) => c.req.header(name);
  const host = first(header('x-forwarded-host'));
  const protocol = first(header('x-forwarded-proto'));
  const clients = header('x-forwarded-for')?.split(',');
  const port = first(header('x-forwarded-port'));
  const forwarded = header('forwarded');
  const isOld = host !== undefined || protocol !== undefined || clients !== undefined || port !== undefined;
  if (isOld || forwarded === undefined) return { host, protocol, port, clients: clients ?? [] };
  return { ...readForwarded(forwarded), port: undefined };
}

/** `203.0.113.9:1234`, `[2001:db8::1]:1234` → the address alone. */
function addressOf(node: string): string {
  const text = node.trim().replace(/^"|"$/g, '');
  return /^\[([^\]]+)\]/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
}

const PORTS = { 'http:': '80', 'https:': '443' };

/** A proxy may tell host and port apart. */
function withPort(host: string, port: string | undefined, protocol: 'http:' | 'https:'): string {
  const hasPort = /:\d+$/.test(host.replace(/^\[.*\]/, ''));
  return hasPort || port === undefined || port === PORTS[protocol] || !/^\d{1,5}$/.test(port)
    ? host
    : `${host}:${port}`;
}

/** What tunnels and reverse proxies add: such a request came from outside, whatever its Host was rewritten to. */
const FORWARDED =
  /^(forwarded|via|(x-)?(forwarded|original|real|client|cluster|remote|envoy|azure|appengine|amzn|true-client|true|fly|cf|cdn|fastly)-.*)$/;

export const wasForwarded = (c: Context): boolean =>
  Object.keys(c.req.header()).some((name) => FORWARDED.test(name));

/** By what a trusted proxy says; null where none spoke. */
function askProxy(
  c: Context,
  { trustedProxies, peerAddress }: ProxyRules,
): Omit<OuterAddress, 'base'> | null {
  const isTrusted = (address: string) => isInRanges(trustedProxies, address);
  const peer = peerAddress(c);
  if (trustedProxies.length === 0 || !isTrusted(peer)) return null;
  const own = ownAddress(c, peer);
  const { host, protocol: told, port, clients } = readHeaders(c);
  const protocol = told === undefined ? own.protocol : /^(https|wss)$/i.test(told) ? 'https:' : 'http:';
  // From the nearest on: whoever stands behind the last proxy we trust.
  const chain = clients.map(addressOf);
  return {
    host: withPort(host ?? own.host, port, protocol),
    protocol,
    client: chain.toReversed().find((address) => !isTrusted(address)) ?? chain[0] ?? peer,
    isForwarded: host !== undefined,
  };
}

/** By the Host header. */
function ownAddress(c: Context, peer: string): Omit<OuterAddress, 'base'> {
  const url = new URL(c.req.url);
  // Harmless to believe: a client that lies gets links that do not work, and a cookie that it does not send.
  const isTls =
    url.protocol === 'https:' || first(c.req.header('x-forwarded-proto'))?.toLowerCase() === 'https';
  const host = c.req.header('host') ?? url.host;
  return { host, protocol: isTls ? 'https:' : 'http:', client: peer, isForwarded: false };
}

/** Works out how we are seen from outside: by the Host header, or by what a trusted proxy says of it. */
export function findOuterAddress(rules: ProxyRules): MiddlewareHandler {
  const { publicUrl, basePath } = rules;
  const publicHost = publicUrl === null ? null : new URL(publicUrl).host;
  return async (c, next) => {
    const told = askProxy(c, rules);
    const outer = told ?? ownAddress(c, rules.peerAddress(c));
    // A proxy that we know nothing of may have changed the Host.
    const isPublic = publicUrl !== null && (outer.host === publicHost || (!told && wasForwarded(c)));
    c.set('outer', {
      ...outer,
      base: (isPublic ? publicUrl : `${outer.protocol}//${outer.host}`) + basePath,
    });
    await next();
  };
}

/** @throws Error where `findOuterAddress` has not run */
export function outerOf(c: Context): OuterAddress {
  const outer = c.get('outer');
  if (!outer) throw new Error('The outer address was not worked out.');
  return outer;
}

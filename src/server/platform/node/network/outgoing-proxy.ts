import { isInRanges, parseRange } from '../../address-ranges.ts';

/** Which proxy an address is asked through, as `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` say. */
export interface OutgoingProxies {
  http: URL | null;
  https: URL | null;
  /** In lower case. */
  except: readonly string[];
}

export const NO_PROXIES: OutgoingProxies = { http: null, https: null, except: [] };

const LOOPBACK_NAME = /(^|\.)localhost\.?$/i;

/** `proxy:3128`, `http://me:word@proxy:3128`; null for what is no HTTP proxy. */
export function parseProxy(text: string): URL | null {
  const url = URL.parse(/^[a-z][\w+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  return url && /^https?:$/.test(url.protocol) && url.hostname !== '' ? url : null;
}

export const parseNoProxy = (text: string): string[] =>
  text
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .map((entry) => entry.toLowerCase());

const bareHost = (hostname: string): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

/** The entry's own port, where it names one: `vendor.example:8443`, `[fd00::1]:8443`. */
function splitPort(entry: string): [host: string, port: string | undefined] {
  const [, host, port] = /^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(entry) ?? [];
  return host === undefined ? [entry, undefined] : [host, port];
}

function isExcept(entry: string, { hostname, port, protocol }: URL): boolean {
  if (entry === '*') return true;
  const [name, onlyPort] = splitPort(entry);
  if (onlyPort !== undefined && onlyPort !== (port || (protocol === 'https:' ? '443' : '80'))) return false;
  const host = bareHost(hostname);
  const ranges = parseRange(name);
  if (ranges && isInRanges(ranges, host)) return true;
  const suffix = bareHost(name.replace(/^\*?\./, ''));
  return host === suffix || host.endsWith(`.${suffix}`);
}

/** Null: directly. A loopback address never goes through a proxy. */
export function proxyFor({ http, https, except }: OutgoingProxies, url: URL): URL | null {
  const proxy = url.protocol === 'https:' ? https : http;
  const host = bareHost(url.hostname);
  const isLoopback = LOOPBACK_NAME.test(host) || isInRanges(parseRange('loopback') ?? [], host);
  return proxy === null || isLoopback || except.some((entry) => isExcept(entry, url)) ? null : proxy;
}

/** `Basic …`; null where the proxy's address holds no name. */
export function proxyAuthorization({ username, password }: URL): string | null {
  if (username === '') return null;
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

import { lookup as lookupName } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';

import { isPublicAddress, isPublicForName } from '../../../vendor/public-address.ts';
import { type OutgoingProxies, proxyAuthorization, proxyFor } from './outgoing-proxy.ts';

export interface SocketOptions {
  proxies: OutgoingProxies;
  /** Only to addresses of the open internet, through a proxy too. */
  isPublicOnly?: boolean;
  signal?: AbortSignal;
}

/** All of it: name, TCP, proxy, TLS. */
const CONNECT_MS = 10_000;
/** RFC 8305: the next address is tried beside the one that has not answered yet; none is given up before the other. */
const NEXT_ADDRESS_MS = 250;
const PROXY_HEAD_MAX = 16 * 1024;
const SESSIONS_MAX = 100;

/** With a code that `reasonOf` knows. */
class ConnectProblem extends Error {
  override readonly name = 'ConnectProblem';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const bareHost = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');
const portOf = ({ port, protocol }: URL): number =>
  port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);

/** A connection to what `url` names, through the proxy that is set for it, with TLS where it says https. Carries nothing yet. */
export async function openSocket(url: URL, options: SocketOptions): Promise<Socket> {
  const late = AbortSignal.timeout(CONNECT_MS);
  const signal = options.signal ? AbortSignal.any([late, options.signal]) : late;
  try {
    const proxy = proxyFor(options.proxies, url);
    const isPublicOnly = options.isPublicOnly === true;
    if (!proxy) {
      const socket = await openFirst(await addressesOf(url.hostname, isPublicOnly), portOf(url), signal);
      return url.protocol === 'https:' ? await secure(socket, url, signal) : socket;
    }
    const [checked] = isPublicOnly ? await addressesOf(url.hostname, true) : [];
    const bare = await openFirst(await addressesOf(proxy.hostname, false), portOf(proxy), signal);
    const socket = proxy.protocol === 'https:' ? await secure(bare, proxy, signal) : bare;
    // Plain http is asked of the proxy itself, by the whole address.
    if (url.protocol === 'http:') return socket;
    await askTunnel(
      socket,
      proxy,
      `${forAuthority(checked ?? bareHost(url.hostname))}:${portOf(url)}`,
      signal,
    );
    return await secure(socket, url, signal);
  } catch (error) {
    if (late.aborted && options.signal?.aborted !== true) {
      throw new ConnectProblem('UND_ERR_CONNECT_TIMEOUT', `${url.host} did not answer in time`);
    }
    throw error;
  }
}

const forAuthority = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** Both families in turn, in the resolver's order. */
async function addressesOf(hostname: string, isPublicOnly: boolean): Promise<string[]> {
  const host = bareHost(hostname);
  const isLiteral = isIP(host) !== 0;
  const found = isLiteral
    ? [host]
    : (await lookupName(host, { all: true, order: 'verbatim' })).map(({ address }) => address);
  const isAllowed = isLiteral ? isPublicAddress : isPublicForName;
  // The address that is checked is the one that is connected to: a name that changes in between gains nothing.
  const allowed = isPublicOnly ? found.filter(isAllowed) : found;
  if (allowed.length === 0) throw new ConnectProblem('ENOTFOUND', `${host} has no public address`);
  const first = isIP(allowed[0] ?? '');
  const [one, other] = [
    allowed.filter((address) => isIP(address) === first),
    allowed.filter((address) => isIP(address) !== first),
  ];
  return one.flatMap((address, at) => [address, ...other.slice(at, at + 1)]).concat(other.slice(one.length));
}

/** The first of these addresses that answers; the others are let go. Nothing is written to any of them. */
function openFirst(addresses: readonly string[], port: number, signal: AbortSignal): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const trying = new Set<Socket>();
  const waiting = [...addresses];
  let firstError: unknown;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;

  const end = (settle: () => void, winner?: Socket) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    for (const socket of trying) if (socket !== winner) socket.destroy();
    settle();
  };
  const onAbort = () => end(() => reject(signal.reason as Error));
  const tryNext = () => {
    clearTimeout(timer);
    const host = waiting.shift();
    if (host === undefined || isOver) return;
    const socket = connectTcp({ host, port, noDelay: true });
    trying.add(socket);
    const onError = (error: Error) => {
      trying.delete(socket);
      firstError ??= error;
      if (waiting.length > 0) tryNext();
      else if (trying.size === 0) end(() => reject(firstError));
    };
    socket.on('error', onError);
    socket.once('connect', () => {
      end(() => {
        socket.removeListener('error', onError);
        resolve(socket);
      }, socket);
    });
    if (waiting.length > 0) timer = setTimeout(tryNext, NEXT_ADDRESS_MS);
  };
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  tryNext();
  return promise;
}

/** TLS sessions by host: a second handshake is shorter. */
const sessions = new Map<string, Buffer>();

function secure(socket: Socket, url: URL, signal: AbortSignal): Promise<TLSSocket> {
  const host = bareHost(url.hostname);
  const session = sessions.get(url.host);
  const secured = connectTls({
    socket,
    ALPNProtocols: ['http/1.1'],
    ...(isIP(host) === 0 && { servername: host }),
    host,
    ...(session && { session }),
  });
  secured.on('session', (fresh: Buffer) => {
    if (sessions.size >= SESSIONS_MAX) sessions.clear();
    sessions.set(url.host, fresh);
  });
  return settled(secured, 'secureConnect', signal, () => secured);
}

/** Resolves at `event`; an error, an end or `signal` destroys the socket. */
function settled<Result>(
  socket: Socket,
  event: string,
  signal: AbortSignal,
  result: () => Result,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const done = () => {
      socket.removeListener('error', fail);
      socket.removeListener('close', cut);
      socket.removeListener(event, finish);
      signal.removeEventListener('abort', abort);
    };
    const fail = (error: unknown) => {
      done();
      socket.on('error', () => undefined);
      socket.destroy();
      reject(error);
    };
    const cut = () =>
      fail(new ConnectProblem('ECONNRESET', 'the connection was closed before it could be used'));
    const abort = () => fail(signal.reason);
    const finish = () => {
      done();
      try {
        resolve(result());
      } catch (error) {
        socket.destroy();
        reject(error);
      }
    };
    socket.on('error', fail);
    socket.on('close', cut);
    socket.on(event, finish);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

/** `CONNECT`, and the proxy's yes. */
async function askTunnel(socket: Socket, proxy: URL, authority: string, signal: AbortSignal): Promise<void> {
  const authorization = proxyAuthorization(proxy);
  socket.write(
    [
      `CONNECT ${authority} HTTP/1.1`,
      `Host: ${authority}`,
      ...(authorization === null ? [] : [`Proxy-Authorization: ${authorization}`]),
      '',
      '',
    ].join('\r\n'),
  );
  let head = '';
  while (!head.includes('\r\n\r\n')) {
    head += await settled(socket, 'readable', signal, () => String((socket.read() as Buffer | null) ?? ''));
    if (head.length > PROXY_HEAD_MAX) break;
  }
  const [, status] = /^HTTP\/1\.[01] (\d{3})/.exec(head) ?? [];
  if (status?.startsWith('2')) return;
  socket.destroy();
  throw new ConnectProblem('PROXY_REFUSED', `the proxy refused (HTTP ${status ?? 'without a status'})`);
}

import type { Duplex } from 'node:stream';
import { callbackify } from 'node:util';

import { Agent, type Dispatcher, fetch as undiciFetch } from 'undici';

import type { Fetch } from '../../../vendor/http-request.ts';
import { openSocket, type SocketOptions } from './open-socket.ts';
import { NO_PROXIES, proxyAuthorization, proxyFor } from './outgoing-proxy.ts';
import { WarmPool } from './warm-pool.ts';

export interface PaidLine {
  /** Each request on a connection of its own, opened for it or ahead of it (`warm`), and closed after it. */
  fetch: Fetch;
  /** A send is near: opens the next connection ahead. */
  warm: () => void;
  close: () => void;
}

/** A request to an http address is asked of the proxy by the whole address (RFC 9112, absolute-form). */
const byWholeAddress: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) =>
  dispatch({ ...options, path: `${String(options.origin)}${options.path}` }, handler);

/**
 * The way of paid requests to one vendor. By undici, whose `fetch` takes a body that knows whether it was asked for; not
 * by Node's own: the undici inside Node 24 dies of an uncatchable assertion when a connection ends while its body waits
 * for a slow reader (nodejs/undici#5360, mended in 8). HTTP/1.1 only, as "one send is one request on the wire" was shown
 * for it. `pipelining: 0`: no connection is used twice.
 * @param origin of the vendor; another address is asked directly
 */
export function openPaidLine(origin: string, sockets: Omit<SocketOptions, 'signal'>): PaidLine {
  const target = new URL(origin);
  const pool = new WarmPool({ open: (signal) => openSocket(target, { ...sockets, signal }) });
  const agent = new Agent({
    allowH2: false,
    pipelining: 0,
    connect: (options, callback) => {
      const url = new URL(`${options.protocol}//${options.host ?? options.hostname}`);
      callbackify(open)(url, (error: Error | null, socket) =>
        error ? callback(error, null) : callback(null, socket),
      );
    },
  });

  async function open(url: URL) {
    const ahead = url.origin === target.origin ? await pool.take() : null;
    const socket = ahead ?? (await openSocket(url, sockets));
    dropContinue(socket);
    return socket;
  }

  return {
    async fetch(address, init) {
      const url = new URL(address);
      const proxy = url.protocol === 'http:' ? proxyFor(sockets.proxies, url) : null;
      const authorization = proxy && proxyAuthorization(proxy);
      const headers = new Headers(init.headers);
      if (authorization) headers.set('proxy-authorization', authorization);
      const dispatcher = proxy ? agent.compose(byWholeAddress) : agent;
      // undici's own types and the web's name the same things.
      const response = await undiciFetch(url, {
        ...init,
        headers: Object.fromEntries(headers),
        dispatcher,
      } as unknown as Parameters<typeof undiciFetch>[1]);
      return response as unknown as Response;
    },
    warm: () => pool.warm(),
    close() {
      pool.close();
      agent.close().catch(() => undefined);
    },
  };
}

/** To any address, directly: for what is neither sent to a vendor nor asked of one. */
export const directFetch: Fetch = openPaidLine('http://localhost', { proxies: NO_PROXIES }).fetch;

const CONTINUE = /^HTTP\/1\.[01] 100(?: [^\r\n]*)?\r\n(?:[^\r\n]+\r\n)*\r\n/;
const START = 'HTTP/1.1 100';

const mayBecomeContinue = (text: string): boolean =>
  START.startsWith(text.slice(0, START.length)) && !text.includes('\r\n\r\n');

/**
 * Takes a `100 Continue` off the start of an answer. Some gateways send one to every POST; undici takes it for a fault
 * and closes, and a send that was paid for would be of unknown outcome. A connection carries one answer.
 */
function dropContinue(socket: Duplex): void {
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
  let held: Buffer | null = Buffer.alloc(0);
  socket.read = (size?: number): Buffer | null => {
    for (;;) {
      const chunk = read(size);
      if (held === null || chunk === null) return chunk;
      held = Buffer.concat([held, chunk]);
      for (let found; (found = CONTINUE.exec(held.toString('latin1')));)
        held = held.subarray(found[0].length);
      if (held.length === 0 || mayBecomeContinue(held.toString('latin1'))) continue;
      const answer = held;
      held = null;
      return answer;
    }
  };
}

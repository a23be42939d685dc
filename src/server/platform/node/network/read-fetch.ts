import {
  Agent as HttpAgent,
  type AgentOptions,
  type ClientRequest,
  type IncomingMessage,
  request,
} from 'node:http';
import { Agent as HttpsAgent, request as requestTls } from 'node:https';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { callbackify } from 'node:util';

import type { Fetch } from '../../../vendor/http-request.ts';
import { openSocket, type SocketOptions } from './open-socket.ts';
import { proxyAuthorization, proxyFor } from './outgoing-proxy.ts';

/** Longer than the poller's longest pause. */
const IDLE_MS = 15_000;
const IDLE_MAX = 8;
const STALE = ['ECONNRESET', 'EPIPE'];
const BODILESS = [101, 204, 205, 304];

const agentOptions: AgentOptions = { keepAlive: true, maxFreeSockets: IDLE_MAX, timeout: IDLE_MS };

function toResponse(incoming: IncomingMessage): Response {
  const { statusCode = 502, headers } = incoming;
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
  if (BODILESS.includes(statusCode)) {
    incoming.resume();
    return new Response(null, { status: statusCode, headers: pairs });
  }
  // Node's own stream type and the web's are one and the same object.
  const body = Readable.toWeb(incoming) as NodeStream<Uint8Array> as ReadableStream<Uint8Array<ArrayBuffer>>;
  return new Response(body, { status: statusCode, headers: pairs });
}

/**
 * `fetch` for calls that cost nothing: polls, balances, audio. Connections are kept and used again; a body is text or
 * none; redirects are handed back, not followed.
 */
export function createReadFetch(sockets: Omit<SocketOptions, 'signal'>): Fetch & { close: () => void } {
  const openFor =
    (protocol: 'http:' | 'https:'): HttpAgent['createConnection'] =>
    (options, done) => {
      const host = options.host ?? 'localhost';
      const authority = `${host.includes(':') ? `[${host}]` : host}:${String(options.port)}`;
      callbackify(openSocket)(new URL(`${protocol}//${authority}`), sockets, (...result) =>
        done?.(...result),
      );
      return undefined;
    };
  const plain = Object.assign(new HttpAgent(agentOptions), { createConnection: openFor('http:') });
  const secure = Object.assign(new HttpsAgent(agentOptions), { createConnection: openFor('https:') });

  function ask(url: URL, { method = 'GET', headers, signal, body }: RequestInit): Promise<Response> {
    const proxy = url.protocol === 'http:' ? proxyFor(sockets.proxies, url) : null;
    const authorization = proxy && proxyAuthorization(proxy);
    const isSecure = url.protocol === 'https:';
    return new Promise((resolve, reject) => {
      // Node tells of an abort only once there is a socket.
      const abort = () => reject(new DOMException('The request was aborted.', 'AbortError'));
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort, { once: true });
      const asked: ClientRequest = (isSecure ? requestTls : request)(url, {
        method,
        agent: isSecure ? secure : plain,
        headers: {
          ...Object.fromEntries(new Headers(headers)),
          ...(authorization && { 'proxy-authorization': authorization }),
        },
        ...(proxy && { path: url.href }),
        ...(signal && { signal }),
      });
      asked.on('response', (incoming) => resolve(toResponse(incoming)));
      asked.on('error', (error: NodeJS.ErrnoException) => {
        const wasStale = asked.reusedSocket && STALE.includes(error.code ?? '') && signal?.aborted !== true;
        reject(wasStale ? new StaleConnection(error) : error);
      });
      asked.end(typeof body === 'string' ? body : undefined);
    });
  }

  const read: Fetch = async (url, init) => {
    for (;;) {
      try {
        return await ask(new URL(url), init);
      } catch (error) {
        // The other side closed it while it was idle. Asking again costs nothing, and each try uses one such connection up.
        if (!(error instanceof StaleConnection)) throw error;
      }
    }
  };
  const close = () => {
    plain.destroy();
    secure.destroy();
  };
  return Object.assign(read, { close });
}

class StaleConnection extends Error {
  override readonly name = 'StaleConnection';

  constructor(cause: Error) {
    super('A kept connection was closed.', { cause });
  }
}

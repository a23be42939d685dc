import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';

import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';

type RefusedStatus = 400 | 408 | 417 | 431;
/** Makes the answer to a request that is refused before the app sees it. */
type Refuse = (status: RefusedStatus, message: string) => Response | Promise<Response>;

/** Longer than clients keep an idle connection: a POST is never written into one we have just closed. */
const KEEP_ALIVE_MS = 65_000;
const HEADERS_MS = 60_000;
/** An upload may take any time, but not stand still so long. */
const UPLOAD_IDLE_MS = 60_000;
/** What a refused client still sends is read so long: a connection that is closed earlier would be reset. */
const LAST_BYTES_MS = 2000;

const STATUS_OF: Readonly<Record<string, RefusedStatus>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
const MESSAGES: Readonly<Record<RefusedStatus, string>> = {
  400: 'This is not a readable HTTP request.',
  408: 'The request did not come in time.',
  417: 'No such expectation can be met.',
  431: 'The address or the headers are too long.',
};

/** An HTTP server whose own refusals look like every other, and that lets a slow upload go on. */
export function createHttpServer(refuse: Refuse, uploadIdleMs = UPLOAD_IDLE_MS): Server {
  const refused = new WeakSet<Duplex>();
  const refuseWith = (socket: Duplex, status: RefusedStatus) => {
    // The rest of a bad request is a bad request again.
    if (refused.has(socket)) return;
    refused.add(socket);
    void writeAnswer(socket, refuse(status, MESSAGES[status])).catch(() => socket.destroy());
  };
  const server = createServer({
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: HEADERS_MS,
    // Node would end a request after five minutes, however well its body comes.
    requestTimeout: 0,
    // Node's own refusal has no body; `listenerOf` refuses in our envelope.
    requireHostHeader: false,
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (refused.has(socket)) return;
    if (!socket.writable || error.code === 'ECONNRESET') socket.destroy();
    else refuseWith(socket, STATUS_OF[error.code ?? ''] ?? 400);
  });
  server.on('checkExpectation', (incoming) => refuseWith(incoming.socket, 417));
  server.on('request', (incoming, outgoing) => {
    watchUpload(incoming, outgoing, uploadIdleMs, () => refuseWith(incoming.socket, 408));
  });
  return server;
}

/** Hands requests to the app. HTTP/1.1 asks for a Host header; what is older may go without. */
export function listenerOf(app: Pick<Hono, 'fetch'>, hostname: string, refuse: Refuse) {
  const errorHandler = () => refuse(400, 'The Host header or the address is not readable.');
  const withHost = getRequestListener(app.fetch, { errorHandler });
  const anyOlder = getRequestListener(app.fetch, { errorHandler, hostname });
  return (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> =>
    (incoming.httpVersion === '1.1' ? withHost : anyOlder)(incoming, outgoing);
}

function watchUpload(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  idleMs: number,
  onIdle: () => void,
): void {
  let bytes = incoming.socket.bytesRead;
  const timer = setInterval(() => {
    const isIdle = !incoming.complete && incoming.socket.bytesRead === bytes;
    bytes = incoming.socket.bytesRead;
    if (incoming.complete || isIdle) clearInterval(timer);
    if (isIdle && !outgoing.headersSent) onIdle();
  }, idleMs);
  timer.unref();
  outgoing.once('close', () => clearInterval(timer));
}

/** There is no response object to write it with. */
async function writeAnswer(socket: Duplex, answer: Response | Promise<Response>): Promise<void> {
  const response = await answer;
  const body = Buffer.from(await response.arrayBuffer());
  const headers = [...response.headers].filter(([name]) => name !== 'content-length');
  const lines = [
    `HTTP/1.1 ${response.status} ${STATUS_CODES[response.status] ?? ''}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    `content-length: ${body.length}`,
    'connection: close',
  ];
  socket.end(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]));
  socket.on('error', () => undefined);
  socket.removeAllListeners('data');
  socket.on('data', () => undefined);
  setTimeout(() => socket.destroy(), LAST_BYTES_MS).unref();
}

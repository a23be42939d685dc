// node e2e/benchmarks/send-target.ts vendor | node e2e/benchmarks/send-target.ts reference <vendor url>: what a send is measured against, each in a process of its own.
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const [role, vendorUrl = ''] = process.argv.slice(2);
let sent = 0;

function answer(incoming: IncomingMessage, response: ServerResponse): void {
  const json = (data: unknown) => {
    const body = JSON.stringify({ code: 200, msg: 'success', data });
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
      .end(body);
  };
  incoming.resume().on('end', () => {
    if (incoming.method === 'POST') return json({ taskId: (sent++).toString(16).padStart(32, '0') });
    const taskId = new URL(incoming.url ?? '', 'http://vendor').searchParams.get('taskId');
    return taskId === null ? json(1000) : json({ taskId, status: 'PENDING' });
  });
}

const agent = new Agent({ keepAlive: true });

/** A proxy that only adds the key. */
function passOn(incoming: IncomingMessage, response: ServerResponse): void {
  const { method, url, headers } = incoming;
  const onward = request(vendorUrl + (url ?? ''), {
    agent,
    ...(method !== undefined && { method }),
    headers: { ...headers, authorization: 'Bearer bench' },
  });
  onward.on('response', (told) => {
    response.writeHead(told.statusCode ?? 502, told.headers);
    told.pipe(response);
  });
  onward.on('error', () => response.writeHead(502).end());
  incoming.pipe(onward);
}

const server = createServer({ keepAliveTimeout: 60_000 }, role === 'vendor' ? answer : passOn);
server.listen(0, '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);

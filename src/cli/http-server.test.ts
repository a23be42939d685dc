import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { startServer } from '../testing/start-app.ts';
import { createHttpServer } from './http-server.ts';

/** What comes back for these bytes; the connection is ended by the server. */
async function answerTo(url: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

const LONG = 'x'.repeat(1024 * 1024);

describe('a request that never reaches a route (A-L11)', () => {
  it.each([
    ['no HTTP', 'nonsense\r\n\r\n', 400],
    ['a Host that is none', 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n', 400],
    ['no Host', 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['a bad length', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n', 400],
    ['an address of 1 MB', `GET /api/tasks?q=${LONG} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 431],
    ['an expectation', 'POST / HTTP/1.1\r\nHost: localhost\r\nExpect: magic\r\n\r\n', 417],
  ])('with %s is answered in our envelope, with our headers', async (_what, bytes, status) => {
    const { url } = await startServer();
    const [head = '', body = ''] = (await answerTo(url, bytes)).split('\r\n\r\n');
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expect(head).toMatch(/^x-content-type-options: nosniff$/im);
    expect(head).toMatch(/^content-security-policy: /im);
    expect(head).toMatch(/^x-build: /im);
    expect(JSON.parse(body)).toMatchObject({
      code: status,
      data: null,
      problem: { code: 'invalid-request', charged: 'no' },
    });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});

describe('an upload (M14)', () => {
  const IDLE_MS = 60_000;

  async function start() {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const server = createHttpServer((status) => Response.json({ code: status }, { status }), IDLE_MS);
    server.on('request', (incoming, outgoing) => {
      text(incoming).then(
        (body) => outgoing.end(`got ${body.length}`),
        () => undefined,
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    onTestFinished(() => {
      vi.useRealTimers();
      socket.destroy();
      server.close();
    });
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 20\r\n\r\n');
    const [incoming] = (await once(server, 'request')) as [IncomingMessage];
    const sendByte = async () => {
      const before = incoming.socket.bytesRead;
      socket.write('x');
      await expect.poll(() => incoming.socket.bytesRead).toBeGreaterThan(before);
    };
    return { server, socket, sendByte };
  }

  it('goes on however long it takes, as long as bytes come', async () => {
    const { server, socket, sendByte } = await start();
    expect(server.requestTimeout).toBe(0);
    for (let sent = 0; sent < 20; sent += 1) {
      await sendByte();
      vi.advanceTimersByTime(IDLE_MS);
    }
    expect(await text(socket)).toContain('got 20');
  });

  it('that stands still is answered with 408', async () => {
    const { socket, sendByte } = await start();
    await sendByte();
    vi.advanceTimersByTime(2 * IDLE_MS);
    expect(await text(socket)).toContain('HTTP/1.1 408 Request Timeout');
  });
});

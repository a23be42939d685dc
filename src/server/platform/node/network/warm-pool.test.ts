import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

import { describe, expect, it, onTestFinished } from 'vitest';

import { openSocket } from './open-socket.ts';
import { NO_PROXIES } from './outgoing-proxy.ts';
import { WarmPool } from './warm-pool.ts';

/** A pool before a listener that hands out its end of each connection. */
async function startPool() {
  const accepted: Socket[] = [];
  const arrivals: ((socket: Socket) => void)[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    accepted.push(socket);
    arrivals.shift()?.(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  let now = 0;
  const opened: Promise<Socket>[] = [];
  const pool = new WarmPool({
    open: (signal) => {
      const one = openSocket(url, { proxies: NO_PROXIES, signal });
      opened.push(one);
      return one;
    },
    now: () => now,
  });
  onTestFinished(() => {
    pool.close();
    for (const socket of accepted) socket.destroy();
    server.close();
  });
  /** Asks for one, and waits until both ends have it. */
  const warm = async () => {
    const before = opened.length;
    const arrival = new Promise<Socket>((resolve) => arrivals.push(resolve));
    pool.warm();
    if (opened.length === before) {
      arrivals.pop();
      return null;
    }
    const [theirs, ours] = [await arrival, await opened.at(-1)];
    await new Promise((resolve) => setImmediate(resolve));
    return { theirs, ours };
  };
  return { pool, warm, opened, pass: (ms: number) => void (now += ms) };
}

const closed = (socket: Socket | null | undefined) =>
  new Promise((resolve) => socket?.once('close', resolve));

describe('a connection opened ahead', () => {
  it('is handed out once, while it is fresh', async () => {
    const { pool, warm, pass } = await startPool();
    const one = await warm();
    pass(3999);
    expect(await pool.take()).toBe(one?.ours);
    expect(await pool.take()).toBe(null);
  });

  it('is closed, not used, once it is 4 s old', async () => {
    const { pool, warm, pass } = await startPool();
    const one = await warm();
    pass(4000);
    expect(await pool.take()).toBe(null);
    expect(one?.ours?.destroyed).toBe(true);
  });

  it('is not opened again while it is young, and five times for nothing at most', async () => {
    const { pool, warm, opened, pass } = await startPool();
    for (let i = 0; i < 20; i += 1) {
      await warm();
      await warm();
      pass(3000);
    }
    expect(opened).toHaveLength(5);
    await pool.take();
    await warm();
    expect(opened).toHaveLength(6);
  });

  it.each([
    ['closed', (socket: Socket) => socket.end()],
    ['reset', (socket: Socket) => socket.resetAndDestroy()],
    ['written to', (socket: Socket) => socket.write('HTTP/1.1 408 Request Timeout\r\n\r\n')],
  ])('is not used once the other side has %s it, and less long after that', async (_, act) => {
    const { pool, warm, pass } = await startPool();
    const one = await warm();
    pass(2000);
    const ended = closed(one?.ours);
    act(one?.theirs as Socket);
    await ended;
    expect(await pool.take()).toBe(null);

    await warm();
    pass(1001);
    expect(await pool.take()).toBe(null);
    const next = await warm();
    pass(999);
    expect(await pool.take()).toBe(next?.ours);
  });

  it('is tried no more after a send on it that got no byte back', async () => {
    const { pool, warm, opened } = await startPool();
    const one = await warm();
    const socket = await pool.take();
    const ended = closed(socket);
    socket?.on('error', () => undefined).write('POST');
    one?.theirs.resetAndDestroy();
    await ended;
    expect(await warm()).toBe(null);
    expect(opened).toHaveLength(1);
  });
});

import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

import { describe, expect, it, onTestFinished } from 'vitest';

import { aClient } from '../../../../testing/faulty-vendor/client-fixtures.ts';
import { startFaultyVendor } from '../../../../testing/faulty-vendor/faulty-vendor.ts';
import { aSound } from '../../../../testing/task-builders.ts';
import { openNetwork } from './network.ts';

/** A proxy that leads every name to one port of this machine, and remembers what it was asked. */
async function startProxy(port: number, isClosed = false) {
  const asked: string[] = [];
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    seen.push(request.headers['proxy-authorization']);
    const onward = new URL(request.url ?? '', 'http://nobody');
    void fetch(`http://127.0.0.1:${port}${onward.pathname}${onward.search}`, {
      method: request.method ?? 'GET',
      headers: { authorization: String(request.headers.authorization), 'content-type': 'application/json' },
      ...(request.method === 'POST' && { body: request as unknown as BodyInit, duplex: 'half' }),
    }).then(async (answer) => response.writeHead(answer.status).end(await answer.text()));
  });
  server.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    seen.push(request.headers['proxy-authorization']);
    socket.on('error', () => undefined);
    if (isClosed) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const onward = connect(port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    onward
      .on('error', () => socket.destroy())
      .pipe(socket)
      .pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    asked,
    seen,
    url: new URL(`http://me:secret@127.0.0.1:${(server.address() as AddressInfo).port}`),
  };
}

async function startVendorBehindProxy(isClosed = false) {
  const vendor = await startFaultyVendor();
  onTestFinished(() => vendor.close());
  const proxy = await startProxy(Number(new URL(vendor.url).port), isClosed);
  const network = openNetwork({ http: proxy.url, https: proxy.url, except: [] });
  onTestFinished(() => network.close());
  return { vendor, proxy, network };
}

describe('through a proxy (N3)', () => {
  it('sends once and polls an http vendor by the whole address', async () => {
    const { vendor, proxy, network } = await startVendorBehindProxy();
    const origin = 'http://vendor.example';
    const client = aClient({ origin, ...network.openLine(origin) });
    const outcome = await client.send(aSound());
    expect(outcome).toMatchObject({ kind: 'accepted', taskId: vendor.billing[0]?.taskId });
    expect(vendor.billing).toHaveLength(1);
    expect((await client.readRecord(vendor.billing[0]?.taskId ?? '')).kind).toBe('found');
    expect(proxy.asked).toEqual([
      'POST http://vendor.example/api/v1/generate/sounds',
      expect.stringMatching(/^GET http:\/\/vendor\.example\/api\/v1\/generate\/record-info\?taskId=/),
    ]);
    expect(proxy.seen).toEqual(Array(2).fill(`Basic ${btoa('me:secret')}`));
  });

  it('asks an https vendor through a tunnel, and says "unreachable" where that is refused: nothing left', async () => {
    const { vendor, proxy, network } = await startVendorBehindProxy(true);
    const origin = 'https://vendor.example';
    const client = aClient({ origin, ...network.openLine(origin) });
    expect(await client.send(aSound())).toMatchObject({
      kind: 'refused',
      problem: { code: 'unreachable', charged: 'no', message: expect.stringContaining('proxy') },
    });
    expect(proxy.asked).toEqual(['CONNECT vendor.example:443']);
    expect(proxy.seen).toEqual([`Basic ${btoa('me:secret')}`]);
    expect(vendor.requests).toEqual([]);
  });

  it('opens the tunnel ahead too', async () => {
    const { proxy, network } = await startVendorBehindProxy();
    const line = network.openLine('https://vendor.example');
    line.warm();
    await expect.poll(() => proxy.asked).toEqual(['CONNECT vendor.example:443']);
  });

  it('leaves a loopback vendor alone', async () => {
    const { vendor, proxy, network } = await startVendorBehindProxy();
    const client = aClient({ origin: vendor.url, ...network.openLine(vendor.url) });
    expect((await client.send(aSound())).kind).toBe('accepted');
    expect(proxy.asked).toEqual([]);
  });

  it('leads no audio into a private network', async () => {
    const { proxy, network } = await startVendorBehindProxy();
    await expect(network.publicFetch('https://localhost.localdomain/x.mp3', {})).rejects.toThrow(
      /no public address|ENOTFOUND/,
    );
    await expect(network.publicFetch('https://10.0.0.7/x.mp3', {})).rejects.toThrow('no public address');
    await expect(network.publicFetch('https://169.254.169.254/x.mp3', {})).rejects.toThrow(
      'no public address',
    );
    expect(proxy.asked).toEqual([]);
  });
});

describe('a vendor nearby', () => {
  it('gets each send on a connection of its own, opened ahead or not, and all reads on one', async () => {
    const vendor = await startFaultyVendor();
    onTestFinished(() => vendor.close());
    const network = openNetwork({ http: null, https: null, except: [] });
    onTestFinished(() => network.close());
    const client = aClient({ origin: vendor.url, ...network.openLine(vendor.url) });
    for (let i = 0; i < 3; i += 1) {
      client.warm();
      expect((await client.send(aSound())).kind).toBe('accepted');
      await client.readBalance();
    }
    const ports = (method: string) =>
      vendor.requests.filter((request) => request.method === method).map(({ port }) => port);
    expect(new Set(ports('POST')).size).toBe(3);
    expect(new Set(ports('GET')).size).toBe(1);
    expect(vendor.billing).toHaveLength(3);
  });

  it('is asked again, once, when it has closed the connection that was kept', async () => {
    const vendor = await startFaultyVendor();
    onTestFinished(() => vendor.close());
    const network = openNetwork({ http: null, https: null, except: [] });
    onTestFinished(() => network.close());
    const client = aClient({ origin: vendor.url, ...network.openLine(vendor.url) });
    expect((await client.readBalance()).credits).toBe(1000);
    vendor.failNextRead('reset-before-reading');
    expect((await client.readBalance()).credits).toBe(1000);
    expect(vendor.requests).toHaveLength(3);
  });
});

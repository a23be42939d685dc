import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { describe, expect, it, onTestFinished } from 'vitest';

import { lookup, publicFetch } from './public-fetch.ts';

async function startPrivateServer() {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url);
    response.end('private');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { seen, port: (server.address() as AddressInfo).port };
}

describe('publicFetch', () => {
  it('never connects to a name that stands for a private address, whatever was looked up before', async () => {
    const { seen, port } = await startPrivateServer();
    await expect(publicFetch(`http://localhost:${port}/`, {})).rejects.toThrow(
      'localhost has no public address',
    );
    await expect(publicFetch(`https://localhost:${port}/`, {})).rejects.toThrow(
      'localhost has no public address',
    );
    expect(seen).toEqual([]);
  });

  it('gives up when told to', async () => {
    const gone = AbortSignal.abort(new Error('enough'));
    await expect(publicFetch('http://files.example/', { signal: gone })).rejects.toThrow(/abort/i);
  });
});

describe('lookup', () => {
  it('finds every address of a name', async () => {
    expect(await lookup('localhost')).not.toEqual([]);
  });
});

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { describe, expect, it, onTestFinished } from 'vitest';

import { json, startApp } from '../testing/start-app.ts';
import { softRain } from '../testing/task-fixtures.ts';

const TOKEN = { ACCESS_TOKEN: 'a-long-access-token' };

async function startInside() {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { seen, port: (server.address() as AddressInfo).port };
}

async function generateWith(env: Record<string, string>, callBackUrl: string) {
  const app = await startApp({ env });
  const headers = { authorization: `Bearer ${TOKEN.ACCESS_TOKEN}` };
  await app.request('/api/v1/generate/sounds', json('POST', { ...softRain, callBackUrl }, headers));
  await app.sandbox?.idle();
  return app;
}

describe('a callback of the sandbox (A-L3)', () => {
  it.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]'])(
    'does not reach into this network at %s where others can reach the server',
    async (host) => {
      const inside = await startInside();
      const app = await generateWith(TOKEN, `http://${host}:${inside.port}/admin/shutdown?x=1`);
      expect(inside.seen).toEqual([]);
      expect(app.reports.map(String).join()).toContain('private network');
      expect(app.reports.map(String).join()).not.toContain('shutdown');
    },
  );

  it('reaches a host that ALLOWED_MEDIA_HOSTS names', async () => {
    const inside = await startInside();
    await generateWith(
      { ...TOKEN, ALLOWED_MEDIA_HOSTS: 'localhost' },
      `http://localhost:${inside.port}/done`,
    );
    expect(inside.seen).toEqual(['POST /done', 'POST /done', 'POST /done']);
  });

  it('reaches programs of this machine where nobody else can reach the server', async () => {
    const inside = await startInside();
    await generateWith({}, `http://127.0.0.1:${inside.port}/done`);
    expect(inside.seen).toEqual(['POST /done', 'POST /done', 'POST /done']);
  });

  it('shows no password in the log', async () => {
    const inside = await startInside();
    const app = await generateWith({}, `http://user:pw@localhost:${inside.port}/x`);
    expect(inside.seen).toEqual([]);
    expect(app.reports).toHaveLength(3);
    expect(app.reports.map(String).join()).not.toMatch(/pw|user/);
  });
});

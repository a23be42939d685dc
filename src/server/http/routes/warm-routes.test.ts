import { describe, expect, it, onTestFinished } from 'vitest';

import type { Connection } from '#shared/connection.ts';

import { startFaultyVendor } from '../../../testing/faulty-vendor/faulty-vendor.ts';
import { json, startApp } from '../../../testing/start-app.ts';
import { softRain, uuid } from '../../../testing/task-fixtures.ts';

describe('POST /api/connections/:id/warm', () => {
  it('opens the connection that the next send leaves by, and no request on it', async () => {
    const vendor = await startFaultyVendor();
    onTestFinished(() => vendor.close());
    const app = await startApp({ env: { SOUNDS_UPSTREAM: vendor.url, SOUNDS_API_KEY: 'k1' } });
    const connections = await app.get<Connection[]>('/api/connections');
    const id = connections.find(({ isDefault }) => isDefault)?.id;
    const before = vendor.connections();
    expect((await app.request(`/api/connections/${id}/warm`, json('POST'))).status).toBe(204);
    await expect.poll(() => vendor.connections()).toBeGreaterThan(before);
    const opened = vendor.connections();
    expect(vendor.billing).toEqual([]);

    await app.submit({ id: uuid(1), request: softRain });
    await expect.poll(() => vendor.billing.length).toBe(1);
    const [sent] = vendor.requests.filter(({ method }) => method === 'POST');
    expect(sent?.connection).toBeLessThan(opened);
  });

  it('costs nothing on the sandbox, and knows no other connection', async () => {
    const app = await startApp();
    expect((await app.request('/api/connections/sandbox/warm', json('POST'))).status).toBe(204);
    const other = await app.request('/api/connections/nobody/warm', json('POST'));
    expect(other.status).toBe(404);
    expect(await other.json()).toMatchObject({ problem: { code: 'not-found', charged: 'no' } });
  });

  it('is not open to other sites', async () => {
    const app = await startApp();
    const foreign = json('POST', {}, { origin: 'https://evil.example' });
    expect((await app.request('/api/connections/sandbox/warm', foreign)).status).toBe(403);
  });
});

import { expect, test } from 'vitest';

import { startFaultyVendor } from '../testing/faulty-vendor/faulty-vendor.ts';
import { temporaryFolder } from '../testing/sandbox-fixtures.ts';
import { json, startServer } from '../testing/start-app.ts';
import { softRain, uuid } from '../testing/task-fixtures.ts';

const COUNT = 200;

test('two hundred held tasks outlive a restart and arrive in order, at the pace, each once', async () => {
  const vendor = await startFaultyVendor({ plan: { renderMs: 20, callbacks: 'none' } });
  // The asked 20 per 10 s, twenty times as fast.
  const env = {
    SOUNDS_UPSTREAM: vendor.url,
    SOUNDS_API_KEY: 'k',
    SOUNDS_PACE: '20/0.5s',
    SOUNDS_CONCURRENCY: '1000',
  };
  const folder = temporaryFolder();
  const tasks = Array.from({ length: COUNT }, (_, n) => ({
    id: uuid(n),
    request: { ...softRain, prompt: `sound ${n}` },
  }));
  const first = await startServer({ env, folder });
  const submitted = fetch(`${first.url}/api/tasks`, json('POST', { tasks })).catch(() => null);
  await expect.poll(() => vendor.billing.length, { timeout: 10_000 }).toBeGreaterThan(30);
  await first.stop();
  await submitted;
  const before = vendor.billing.length;
  expect(before).toBeLessThan(COUNT);

  const second = await startServer({ env, folder });
  expect(second.app.tasks.list({}).total).toBe(COUNT);
  await expect.poll(() => vendor.billing.length, { timeout: 20_000 }).toBe(COUNT);
  await second.stop();
  await vendor.close();

  // Sends of one window travel at once and may overtake each other; windows do not.
  const numbers = vendor.billing.map(({ prompt }) => Number(prompt.split(' ')[1]));
  expect(new Set(numbers).size).toBe(COUNT);
  expect(numbers.every((n, place) => Math.abs(n - place) < 20)).toBe(true);
  // Windows to the millisecond are tested on a clock of the ledger's own; here a busy machine may bunch arrivals.
  const tookMs = (vendor.billing.at(-1)?.at ?? 0) - (vendor.billing[0]?.at ?? 0);
  expect(tookMs).toBeGreaterThan((COUNT / 20 - 2) * 500);
}, 40_000);

test('a vendor that is away and comes back: nothing is lost, nothing is doubled', async () => {
  const vendor = await startFaultyVendor({ plan: { renderMs: 300, callbacks: 'none' } });
  const env = { SOUNDS_UPSTREAM: vendor.url, SOUNDS_API_KEY: 'k', SOUNDS_PACE: '100/1s' };
  const server = await startServer({ env });
  await fetch(`${server.url}/api/tasks`, json('POST', { tasks: [{ id: uuid(1), request: softRain }] }));
  await vendor.goDown();
  const refused = await fetch(
    `${server.url}/api/v1/generate/sounds`,
    json('POST', softRain, { 'idempotency-key': 'k' }),
  );
  expect(await refused.json()).toMatchObject({ problem: { code: 'unreachable', charged: 'no' } });
  await vendor.comeUp();
  await expect.poll(() => server.app.tasks.get(uuid(1)).state, { timeout: 15_000 }).toBe('ready');
  expect(vendor.billing).toHaveLength(1);
  await server.stop();
  await vendor.close();
}, 30_000);

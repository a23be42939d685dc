import { describe, expect, it, onTestFinished } from 'vitest';

import { startFaultyVendor } from '../testing/faulty-vendor/faulty-vendor.ts';
import type { TaskPlan } from '../testing/faulty-vendor/vendor-tasks.ts';
import { startApp } from '../testing/start-app.ts';
import { softRain, uuid } from '../testing/task-fixtures.ts';

const item = { id: uuid(1), request: softRain };

async function startWith(plan: Partial<TaskPlan>) {
  const vendor = await startFaultyVendor({ plan: { renderMs: 0, ...plan } });
  onTestFinished(() => vendor.close());
  const app = await startApp({ env: { SOUNDS_UPSTREAM: vendor.url, SOUNDS_API_KEY: 'a-vendor-key' } });
  return { vendor, app };
}

describe('with a vendor that answers oddly', () => {
  it.each<[string, Partial<TaskPlan>, string]>([
    ['FAILED', { stages: ['PENDING', 'FAILED'] }, 'FAILED'],
    ['fail and failMsg', { stages: ['PENDING', 'fail'], lastRecord: { failMsg: 'No GPU.' } }, 'No GPU.'],
    [
      'an error in an empty response',
      { lastRecord: { response: { sunoData: [], errorMessage: 'Nothing made.' } } },
      'Nothing made.',
    ],
  ])('a task fails at once, in its words: %s (M5)', async (_how, plan, vendorMessage) => {
    const { app } = await startWith(plan);
    await app.submit(item);
    expect(await app.reaches(item.id, ({ state }) => state !== 'rendering')).toMatchObject({
      state: 'failed',
      problem: { code: 'render-failed', vendorMessage },
    });
  });

  it('a word that nobody knows is waited for (M5)', async () => {
    const { app } = await startWith({ stages: ['ENHANCING', 'SUCCESS'], advancesBy: 'reads' });
    await app.submit(item);
    expect(await app.reaches(item.id, ({ state }) => state !== 'rendering')).toMatchObject({
      state: 'ready',
    });
  });

  it('audio whose address comes after SUCCESS is ready when it is there (M6)', async () => {
    const { app, vendor } = await startWith({ linkedAfterReads: 3 });
    await app.generate(item);
    expect(vendor.tasks.get(vendor.billing[0]?.taskId ?? '')?.reads).toBeGreaterThanOrEqual(3);
  });

  it('an empty file is no take, and says so (M6)', async () => {
    const { app } = await startWith({ links: 'empty' });
    await app.submit(item);
    const task = await app.reaches(
      item.id,
      (now) => 'takes' in now && now.takes[0]?.keepProblem !== undefined,
    );
    expect(task).toMatchObject({
      takes: [{ kept: false, keepProblem: expect.stringContaining('an empty file') }, {}],
    });
    expect((await app.request(`/api/tasks/${item.id}/takes/1/audio`)).status).toBe(424);
  });

  it('audio on another port of its own host is kept (M8)', async () => {
    const files = await startFaultyVendor({ plan: { links: 'fine' } });
    onTestFinished(() => files.close());
    const { app } = await startWith({ filesAt: files.url });
    expect(await app.generate(item)).toMatchObject({ takes: [{ kept: true }, { kept: true }] });
  });

  it('the rest of a batch waits as long as it says, and all of it is sent (M7)', async () => {
    const { app, vendor } = await startWith({});
    vendor.failNext('page-429-retry-after');
    const items = [1, 2, 3].map((n) => ({ id: uuid(n), request: { ...softRain, prompt: `rain ${n}` } }));
    await app.submit(...items);
    for (const { id } of items) await app.reaches(id, ({ state }) => state === 'ready');
    expect(vendor.billing.map(({ prompt }) => prompt).toSorted()).toEqual(['rain 1', 'rain 2', 'rain 3']);
  });
});

import { expect, test } from 'vitest';

import type { Batch } from '#shared/batch.ts';
import type { StreamEvent } from '#shared/stream-event.ts';

import { softRain, uuid, startTasks, type TasksKit } from '../../testing/task-fixtures.ts';

const batch = { id: uuid(900), name: 'storms' };

async function submit(kit: TasksKit, from: number, count: number, to = batch) {
  const items = Array.from({ length: count }, (_, n) => ({ id: uuid(from + n), request: softRain }));
  const answer = kit.tasks.submit(items, { batch: to });
  await kit.clock.advance(2000);
  return answer;
}

const slow = { pace: { count: 2, perMs: 10_000 } };

test('its tasks say which batch they are of, and it says how far they are', async () => {
  const kit = startTasks(slow);
  const [first] = await submit(kit, 1, 5);
  expect(first).toMatchObject({ batch });
  const told = kit.tasks.batches.get(batch.id);
  expect(told).toMatchObject({
    ...batch,
    paused: false,
    total: 5,
    counts: { held: 3, rendering: 2, ready: 0 },
  });
  expect(told.lastSendAt).toBe(
    kit.tasks
      .list({ state: ['held'] })
      .tasks.flatMap((task) => (task.state === 'held' ? [task.queue.sendAt] : []))[0],
  );
  expect(kit.tasks.list({ batch: batch.id }).total).toBe(5);
});

test('more than one request adds to it; its first name stays; a replay moves no task into another', async () => {
  const kit = startTasks(slow);
  await submit(kit, 1, 3);
  await submit(kit, 4, 3, { ...batch, name: 'other words' });
  await submit(kit, 1, 1, { id: uuid(901), name: 'another' });
  expect(kit.tasks.batches.list({})).toMatchObject({ batches: [{ name: 'storms', total: 6 }], next: null });
});

test('paused it sends nothing, says so on its tasks, and others go before; resumed it goes on', async () => {
  const kit = startTasks(slow);
  await submit(kit, 1, 5);
  const before = kit.tasks.get(uuid(5)).rev;
  expect(kit.tasks.batches.pause(batch.id)).toMatchObject({ paused: true, lastSendAt: null });
  const held = kit.tasks.get(uuid(5));
  expect(held).toMatchObject({ state: 'held', queue: { sendAt: null, waitsFor: 'batch' } });
  expect(held.rev).toBeGreaterThan(before);
  await kit.clock.advance(60_000);
  expect(kit.vendor.sent).toHaveLength(2);
  await kit.submit(50);
  expect(kit.tasks.get(uuid(50))).toMatchObject({ state: 'rendering' });
  kit.tasks.batches.resume(batch.id);
  expect(kit.tasks.get(uuid(5))).toMatchObject({ state: 'held', queue: { sendAt: expect.any(String) } });
  await kit.clock.advance(60_000);
  expect(kit.vendor.sent).toHaveLength(6);
});

test('paused it stays over a restart, and each task is sent once when it is resumed', async () => {
  const kit = startTasks(slow);
  await submit(kit, 1, 5);
  kit.tasks.batches.pause(batch.id);
  const again = kit.restart();
  await again.clock.advance(60_000);
  expect(again.tasks.batches.get(batch.id)).toMatchObject({ paused: true, counts: { held: 3 } });
  expect(kit.vendor.sent).toHaveLength(2);
  again.tasks.batches.resume(batch.id);
  await again.clock.advance(60_000);
  expect(kit.vendor.sent).toHaveLength(5);
});

test('what was not sent is cancelled at one word, paused or not; what was sent goes on', async () => {
  const kit = startTasks(slow);
  await submit(kit, 1, 5);
  kit.tasks.batches.pause(batch.id);
  expect(await kit.tasks.batches.cancelUnsent(batch.id)).toMatchObject({
    counts: { held: 0, cancelled: 3, rendering: 2 },
  });
  kit.tasks.batches.resume(batch.id);
  await kit.clock.advance(60_000);
  expect(kit.vendor.sent).toHaveLength(2);
});

test('a large batch is paused at once and told in slices; none of it leaves while it is cancelled', async () => {
  const kit = startTasks({ pace: { count: 1, perMs: 60_000 } });
  await submit(kit, 1, 300);
  const revOf = (n: number) => kit.tasks.get(uuid(n)).rev;
  const before = [revOf(2), revOf(300)];
  kit.tasks.batches.pause(batch.id);
  expect(revOf(2)).toBeGreaterThan(before[0]!);
  expect(kit.tasks.get(uuid(300))).toMatchObject({ rev: before[1], queue: { waitsFor: 'batch' } });
  await kit.settle();
  expect(revOf(300)).toBeGreaterThan(before[1]!);
  kit.tasks.batches.resume(batch.id);
  await kit.settle();
  const cancelled = kit.tasks.batches.cancelUnsent(batch.id);
  await kit.clock.advance(60_000);
  expect(await cancelled).toMatchObject({ paused: false, counts: { held: 0, cancelled: 299 } });
  expect(kit.vendor.sent).toHaveLength(1);
});

test('a task added while it is paused waits too', async () => {
  const kit = startTasks(slow);
  await submit(kit, 1, 1);
  kit.tasks.batches.pause(batch.id);
  const [task] = await submit(kit, 2, 1);
  expect(task).toMatchObject({ state: 'held', queue: { waitsFor: 'batch' } });
});

test('the stream tells its progress once a second, however many tasks move', async () => {
  const kit = startTasks();
  const told: Batch[] = [];
  const hear = (event: StreamEvent) => event.event === 'batch' && told.push(event.data);
  kit.tasks.subscribe(null, hear);
  await submit(kit, 1, 10);
  expect(told.length).toBeLessThanOrEqual(3);
  expect(told.at(-1)).toMatchObject({ total: 10, counts: { rendering: 10 } });
});

test('deleted tasks no longer count, and an empty one is no longer listed', async () => {
  const kit = startTasks();
  await submit(kit, 1, 2);
  kit.tasks.remove(uuid(1));
  expect(kit.tasks.batches.get(batch.id).total).toBe(1);
  kit.tasks.remove(uuid(2));
  expect(kit.tasks.batches.list({}).batches).toEqual([]);
});

test('they are listed newest first, page by page', async () => {
  const kit = startTasks();
  for (const n of [1, 2, 3]) await submit(kit, n, 1, { id: uuid(900 + n), name: `batch ${n}` });
  const first = kit.tasks.batches.list({ limit: 2 });
  const second = kit.tasks.batches.list({ limit: 2, cursor: first.next! });
  const names = [...first.batches, ...second.batches].map(({ name }) => name);
  expect([names, second.next]).toEqual([['batch 3', 'batch 2', 'batch 1'], null]);
});

test('an unknown one is 404', () => {
  const { tasks } = startTasks();
  expect(() => tasks.batches.pause(uuid(1))).toThrow(expect.objectContaining({ status: 404 }));
});

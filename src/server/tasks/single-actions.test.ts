import { expect, test } from 'vitest';

import type { StreamEvent } from '#shared/stream-event.ts';
import type { TakeEdit } from '#shared/take-edits.ts';

import { softRain, startTasks, uuid } from '../../testing/task-fixtures.ts';

const MINUTE = 60_000;

async function startReady() {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.finish('t1', softRain);
  await kit.clock.advance(10_000);
  return kit;
}

test('each take has a verdict of its own (M13)', async () => {
  const { tasks } = await startReady();
  tasks.setVerdict(uuid(1), 1, 'keep');
  expect(tasks.setVerdict(uuid(1), 2, 'reject')).toMatchObject({
    tags: [],
    takes: [{ verdict: 'keep' }, { verdict: 'reject' }],
  });
  expect(tasks.setVerdict(uuid(1), 1, null)).toMatchObject({ takes: [{ verdict: null }, {}] });
  expect(() => tasks.setVerdict(uuid(1), 3, 'keep')).toThrow('no take C');
});

test('each take has edits of its own, and loses none of them when its record is read again', async () => {
  const { tasks, clock } = await startReady();
  const edits: TakeEdit[] = [
    { id: 'a', on: true, kind: 'stretch', from: 129.6, to: 132, beats: 16, loop: true },
    { id: 'b', on: false, kind: 'normalise', to: 'lufs', level: -14 },
  ];
  expect(tasks.setEdits(uuid(1), 1, edits)).toMatchObject({ takes: [{ edits }, { edits: [] }] });
  await clock.advance(10_000);
  await tasks.check(uuid(1));
  expect(tasks.get(uuid(1))).toMatchObject({ takes: [{ edits }, { edits: [] }] });
  expect(tasks.setEdits(uuid(1), 1, [])).toMatchObject({ takes: [{ edits: [] }, {}] });
  expect(() => tasks.setEdits(uuid(1), 3, edits)).toThrow('no take C');
});

test('a task that renders for more than three minutes says so, also on the stream', async () => {
  const kit = startTasks();
  await kit.submit(1);
  await kit.clock.advance(2 * MINUTE);
  expect(kit.tasks.get(uuid(1))).not.toHaveProperty('slowSince');
  const told: StreamEvent[] = [];
  kit.tasks.subscribe(null, (event) => told.push(event));
  await kit.clock.advance(2 * MINUTE);
  expect(told).toMatchObject([{ event: 'task', data: { slowSince: '2026-01-01T00:03:00.000Z' } }]);
});

test('a task that is no longer followed keeps its taskId and makes room; checked, it goes on', async () => {
  const kit = startTasks({ concurrency: 1 });
  await kit.submit(1);
  expect(kit.tasks.dismiss(uuid(1))).toMatchObject({ state: 'dismissed', taskId: 't1' });
  const reads = kit.vendor.reads.length;
  await kit.submit(2);
  await kit.clock.advance(MINUTE);
  expect(kit.vendor.reads.slice(reads).map(({ taskId }) => taskId)).not.toContain('t1');
  expect(kit.tasks.get(uuid(2))).toMatchObject({ state: 'rendering' });
  kit.vendor.finish('t1', softRain);
  expect(await kit.tasks.check(uuid(1))).toMatchObject({ state: 'ready', taskId: 't1' });
});

test('a paused batch is what its tasks wait for, and places count only what will be sent (M9)', async () => {
  const kit = startTasks({ pace: { count: 1, perMs: MINUTE } });
  const batch = { id: uuid(900), name: 'storms' };
  await kit.submit(1);
  const rest = kit.tasks.submit(
    [2, 3].map((n) => ({ id: uuid(n), request: softRain })),
    { batch },
  );
  await kit.clock.advance(2000);
  await rest;
  await kit.submit(4);
  kit.tasks.batches.pause(batch.id);
  expect(kit.tasks.get(uuid(2))).toMatchObject({ queue: { waitsFor: 'batch', sendAt: null } });
  expect(kit.tasks.get(uuid(4))).toMatchObject({ queue: { waitsFor: 'turn', position: 1 } });
});

test('illegal moves are refused', async () => {
  const kit = startTasks();
  await kit.submit(1);
  expect(() => kit.tasks.cancel(uuid(1))).toThrow('rendering cannot become cancelled');
  kit.vendor.finish('t1', softRain);
  await kit.clock.advance(10_000);
  expect(() => kit.tasks.dismiss(uuid(1))).toThrow('ready cannot become dismissed');
  expect(() => kit.tasks.cancel(uuid(7))).toThrow('no such task');
});

test('a task is read by its taskId too, until it is deleted', async () => {
  const kit = startTasks();
  await kit.submit(1);
  expect(kit.tasks.get('t1')).toMatchObject({ id: uuid(1), taskId: 't1' });
  kit.tasks.remove(uuid(1));
  expect(() => kit.tasks.get('t1')).toThrow('There is no such task.');
});

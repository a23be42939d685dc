import { expect, test } from 'vitest';

import { createScriptedVendor } from '../../../testing/scripted-vendor.ts';
import { softRain, startTasks, uuid } from '../../../testing/task-fixtures.ts';

const MINUTE = 60_000;

test('a task is followed to ready, its takes are kept and then served from our copy', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.finish('t1', softRain);
  await kit.clock.advance(10_000);
  expect(kit.tasks.get(uuid(1))).toMatchObject({
    state: 'ready',
    title: 'Soft rain',
    takes: [
      { n: 1, kept: true, durationS: 8, expiresAt: null },
      { n: 2, kept: true },
    ],
  });
  const take = await kit.tasks.openTake(uuid(1), 1);
  expect(take).toMatchObject({
    contentType: 'audio/mpeg',
    size: 404,
    fileName: 'soft-rain_90bpm_Am_loop_A_t1.mp3',
  });
  expect(kit.files.stored.size).toBe(2);
});

test('stages only advance', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.setRecord('t1', kit.vendor.found('t1', softRain, { kind: 'rendering', stage: 'FIRST_SUCCESS' }));
  await kit.clock.advance(10_000);
  kit.vendor.setRecord('t1', kit.vendor.found('t1', softRain, { kind: 'rendering', stage: 'TEXT_SUCCESS' }));
  await kit.clock.advance(20_000);
  expect(kit.tasks.get(uuid(1))).toMatchObject({ state: 'rendering', stage: 'FIRST_SUCCESS' });
});

test('polls start after 1.5 s, grow to 10 s and stay within the limits', async () => {
  const kit = startTasks();
  await kit.submit(1);
  await kit.clock.advance(MINUTE);
  const at = kit.vendor.reads.map((read) => read.at - kit.vendor.sentAt[0]!);
  expect(at.slice(0, 4)).toEqual([1500, 3750, 7125, 12_188]);
  expect(at.at(-1)! - at.at(-2)!).toBe(10_000);
});

test('a hundred rendering tasks share ten polls a second', async () => {
  const kit = startTasks({ pace: { count: 1000, perMs: 1000 } });
  const items = Array.from({ length: 100 }, (_, n) => ({ id: uuid(n), request: softRain }));
  void kit.tasks.submit(items);
  await kit.settle();
  await kit.clock.advance(MINUTE);
  const { reads } = kit.vendor;
  const busiest = reads.map(
    ({ at }) => reads.filter((other) => other.at >= at && other.at < at + 1000).length,
  );
  expect(Math.max(...busiest)).toBeLessThanOrEqual(10);
  expect(new Set(reads.map(({ taskId }) => taskId)).size).toBe(100);
});

test('a task without end times out after 30 minutes on a readable answer, and is ready when the vendor says so later', async () => {
  const kit = startTasks();
  await kit.submit(1);
  await kit.clock.advance(31 * MINUTE);
  expect(kit.tasks.get(uuid(1))).toMatchObject({
    state: 'failed',
    problem: { code: 'timed-out', charged: 'yes' },
  });
  kit.vendor.finish('t1', softRain);
  await kit.clock.advance(61 * MINUTE);
  expect(kit.tasks.get(uuid(1)).state).toBe('ready');
});

test('a silent vendor does not fail a task, however long', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.setRecord('t1', {
    kind: 'unanswered',
    problem: { code: 'unreachable', message: '', charged: 'no' },
  });
  await kit.clock.advance(120 * MINUTE);
  expect(kit.tasks.get(uuid(1)).state).toBe('rendering');
});

test('a vendor that stops answering is said on the stream, and so is its return', async () => {
  const kit = startTasks();
  await kit.submit(1);
  const told: (string | undefined)[] = [];
  kit.tasks.subscribe(null, (event) => event.event === 'connection' && told.push(event.data[0]?.silentSince));
  kit.vendor.setRecord('t1', {
    kind: 'unanswered',
    problem: { code: 'unreachable', message: '', charged: 'no' },
  });
  await kit.clock.advance(MINUTE);
  expect(told.at(-1)).toMatch(/^2026-/);
  kit.vendor.finish('t1', softRain);
  await kit.clock.advance(MINUTE);
  expect(told.at(-1)).toBeUndefined();
  expect(kit.tasks.get(uuid(1)).state).toBe('ready');
});

test('check re-opens a timed-out task that is still rendering', async () => {
  const kit = startTasks();
  await kit.submit(1);
  await kit.clock.advance(31 * MINUTE);
  const checked = kit.tasks.check(uuid(1));
  await kit.settle();
  expect(await checked).toMatchObject({ state: 'rendering' });
});

test('rendering tasks are read at once after a restart', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.finish('t1', softRain);
  const again = kit.restart();
  await again.settle();
  expect(again.tasks.get(uuid(1)).state).toBe('ready');
});

test('a deadline stands still while another connection is in use', async () => {
  const kit = startTasks();
  await kit.submit(1);
  const other = createScriptedVendor({ id: 'https://other.test', clock: kit.clock });
  const away = kit.restart({ vendor: other.client });
  await away.clock.advance(24 * 60 * MINUTE);
  const back = away.restart({ vendor: kit.vendor.client });
  await back.clock.advance(20 * MINUTE);
  expect(back.tasks.get(uuid(1)).state).toBe('rendering');
  await back.clock.advance(11 * MINUTE);
  expect(back.tasks.get(uuid(1))).toMatchObject({ state: 'failed', problem: { code: 'timed-out' } });
});

import { expect, test } from 'vitest';

import { softRain, startTasks, uuid } from '../../testing/task-fixtures.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test('a clock set back by an hour holds no send back for longer than one window (A-M5)', async () => {
  const kit = startTasks({ pace: { count: 2, perMs: 10_000 } });
  for (const n of [1, 2]) await kit.submit(n);
  kit.clock.set(-HOUR);
  await kit.submit(3);
  const task = kit.tasks.get(uuid(3));
  await kit.clock.advance(11_000);
  expect(task.state).toBe('held');
  expect(kit.tasks.get(uuid(3)).state).toBe('rendering');
});

test('after a restart with the clock set back sends go on too (A-M5)', async () => {
  const kit = startTasks({ pace: { count: 2, perMs: 10_000 } });
  for (const n of [1, 2]) await kit.submit(n);
  kit.clock.set(-HOUR);
  const again = kit.restart();
  await again.submit(3);
  await again.clock.advance(11_000);
  expect(again.tasks.get(uuid(3)).state).toBe('rendering');
});

test('a task told to slow down does not wait for the clock to come round again (A-M5)', async () => {
  const kit = startTasks({ pace: { count: 20, perMs: 10_000 } });
  kit.vendor.answerNext({
    kind: 'refused',
    slowDown: true,
    problem: { code: 'slow-down', message: '', charged: 'no' },
  });
  await kit.submit(1);
  kit.clock.set(-HOUR);
  const again = kit.restart();
  await again.clock.advance(MINUTE);
  expect(again.tasks.get(uuid(1)).state).toBe('rendering');
});

test.each([-10 * MINUTE, -HOUR, 2 * HOUR])(
  'polls go on when the clock is set by %i ms (A-M5)',
  async (ms) => {
    const kit = startTasks();
    await kit.submit(1);
    kit.clock.set(ms);
    kit.vendor.finish('t1', softRain);
    await kit.clock.advance(MINUTE);
    expect(kit.tasks.get(uuid(1))).toMatchObject({ state: 'ready', takes: [{ kept: true }, { kept: true }] });
  },
);

test('a clock set two hours ahead fails no task that was just sent (A-M5)', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.clock.set(2 * HOUR);
  await kit.clock.advance(20 * MINUTE);
  expect(kit.tasks.get(uuid(1)).state).toBe('rendering');
  await kit.clock.advance(11 * MINUTE);
  expect(kit.tasks.get(uuid(1))).toMatchObject({ state: 'failed', problem: { code: 'timed-out' } });
});

test('a take waits for its next try no longer when the clock is set back (A-M5)', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.files.fail('ENOSPC');
  kit.vendor.finish('t1', softRain);
  await kit.clock.advance(20_000);
  kit.files.fail(null);
  kit.clock.set(-48 * HOUR);
  await kit.clock.advance(2 * MINUTE);
  expect(kit.tasks.get(uuid(1))).toMatchObject({ takes: [{ kept: true }, { kept: true }] });
});

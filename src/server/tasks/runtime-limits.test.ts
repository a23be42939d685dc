import { expect, test } from 'vitest';

import { createManualClock } from '../../testing/manual-clock.ts';
import { softRain, startTasks, uuid } from '../../testing/task-fixtures.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

const unreachable = { code: 'unreachable', message: 'No answer.', charged: 'no' } as const;

test('nothing under way means no timer, so that an idle workspace costs nothing', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.finish('t1', softRain);
  await kit.clock.advance(MINUTE);
  expect(kit.tasks.get(uuid(1)).state).toBe('ready');
  expect(kit.clock.waiting()).toEqual([]);
});

test('a timed-out task is asked for every hour for 14 days, also after a restart, and then no more', async () => {
  const first = startTasks();
  await first.submit(1);
  await first.clock.advance(31 * MINUTE);
  expect(first.clock.waiting()).toHaveLength(1);
  const kit = first.restart();
  const before = kit.vendor.reads.length;
  await kit.clock.advance(2 * 60 * MINUTE);
  expect(kit.vendor.reads).toHaveLength(before + 2);
  await kit.clock.advance(15 * DAY);
  expect(kit.clock.waiting()).toEqual([]);
});

test('no more sends are on the wire at once than the runtime allows; each that ends makes room', async () => {
  const kit = startTasks({ runtime: { maxOnWire: 2 } });
  const answers = Array.from({ length: 3 }, () =>
    Promise.withResolvers<{ kind: 'accepted'; taskId: string }>(),
  );
  kit.vendor.answerNext(...answers.map(({ promise }) => promise));
  void kit.tasks.submit([1, 2, 3].map((n) => ({ id: uuid(n), request: softRain })));
  await kit.clock.advance(SECOND);
  expect(kit.vendor.sent).toHaveLength(2);
  answers[0]!.resolve({ kind: 'accepted', taskId: 't1' });
  await kit.settle();
  expect(kit.vendor.sent).toHaveLength(3);
  answers.forEach(({ resolve }, i) => resolve({ kind: 'accepted', taskId: `t${i + 1}` }));
  await kit.settle();
  expect([1, 2, 3].map((n) => kit.tasks.get(uuid(n)).state)).toEqual(['rendering', 'rendering', 'rendering']);
});

test('where hang-ups go unnoticed, a call without a key is sent at once or told to slow down', async () => {
  const kit = startTasks({ runtime: { noticesHangUp: false }, pace: { count: 1, perMs: 10_000 } });
  const first = kit.tasks.dropIn(softRain, {});
  await kit.settle();
  expect(await first).toEqual({ taskId: 't1', problem: null });
  const second = kit.tasks.dropIn(softRain, {});
  await kit.settle();
  expect(await second).toMatchObject({ taskId: null, problem: { code: 'slow-down', charged: 'no' } });
  await kit.clock.advance(MINUTE);
  expect(kit.vendor.sent).toHaveLength(1);
});

test('where hang-ups go unnoticed, a clock that ticks while the turn is taken makes it no later', async () => {
  const still = createManualClock();
  let ticks = 0;
  const clock = { ...still, now: () => still.now() + ticks++ };
  const kit = startTasks({ clock, runtime: { noticesHangUp: false } });
  expect(await kit.tasks.dropIn(softRain, {})).toEqual({ taskId: 't1', problem: null });
});

test('where hang-ups go unnoticed, a call with a key waits for its turn all the same', async () => {
  const kit = startTasks({ runtime: { noticesHangUp: false }, pace: { count: 1, perMs: 10_000 } });
  const answers = ['a', 'b'].map((key) => kit.tasks.dropIn(softRain, { key }));
  await kit.clock.advance(MINUTE);
  expect(await Promise.all(answers)).toMatchObject([{ taskId: 't1' }, { taskId: 't2' }]);
});

test('where "not sent" cannot be proved, a vendor that was silent is asked first, and not sent to while away', async () => {
  const kit = startTasks({ runtime: { canProveUnsent: false } });
  kit.vendor.setKeyProblem(unreachable);
  expect(await kit.submit(1)).toMatchObject({
    state: 'refused',
    problem: { code: 'unreachable', charged: 'no' },
  });
  expect(kit.vendor.sent).toEqual([]);
  kit.vendor.setKeyProblem(null);
  expect(await kit.submit(2)).toMatchObject({ state: 'rendering' });
  // It has just answered: the next one is not asked about.
  kit.vendor.setKeyProblem(unreachable);
  expect(await kit.submit(3)).toMatchObject({ state: 'rendering' });
  expect(kit.vendor.sent).toHaveLength(2);
});

test('on Node a vendor that was silent is sent to at once', async () => {
  const kit = startTasks();
  kit.vendor.setKeyProblem(unreachable);
  expect(await kit.submit(1)).toMatchObject({ state: 'rendering' });
});

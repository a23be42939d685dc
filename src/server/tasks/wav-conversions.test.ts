import { expect, test } from 'vitest';

import { lostAnswer, slowDown } from '../../testing/scripted-vendor.ts';
import { startTasks } from '../../testing/task-fixtures.ts';

const take = { taskId: 't1', audioId: 'a1' };
const refused = (charged: 'no' | 'unsure') => ({
  kind: 'refused' as const,
  slowDown: false,
  problem: { code: 'out-of-credits' as const, message: 'No credits.', vendorCode: 429, charged },
});

test('a conversion is asked for once, whoever asks, however often, at the same time or later', async () => {
  const { tasks, vendor, clock, ...kit } = startTasks();
  const answer = Promise.withResolvers<{ kind: 'accepted'; taskId: string }>();
  vendor.answerNextWav(answer.promise);
  const asked = [
    tasks.convertToWav(take),
    tasks.convertToWav({ ...take, callBackUrl: 'https://a.example/' }),
  ];
  await clock.advance(1000);
  answer.resolve({ kind: 'accepted', taskId: 'w1' });
  expect(await Promise.all(asked)).toEqual([1, 2].map(() => ({ taskId: 'w1', problem: null })));
  expect(await tasks.convertToWav(take)).toMatchObject({ taskId: 'w1' });
  expect(await kit.restart().tasks.convertToWav(take)).toMatchObject({ taskId: 'w1' });
  expect(vendor.converted).toHaveLength(1);
});

test('each take is a conversion of its own', async () => {
  const { tasks, vendor } = startTasks();
  await tasks.convertToWav(take);
  await tasks.convertToWav({ ...take, audioId: 'a2' });
  await tasks.convertToWav({ ...take, taskId: 't2' });
  expect(vendor.converted).toHaveLength(3);
});

test.each([lostAnswer, refused('unsure')])(
  'after %j it is never asked for again: that may have been charged',
  async (outcome) => {
    const { tasks, vendor, ...kit } = startTasks();
    vendor.answerNextWav(outcome);
    const first = await tasks.convertToWav(take);
    expect(first).toMatchObject({ taskId: null, problem: { charged: 'unsure' } });
    expect(await tasks.convertToWav(take)).toEqual(first);
    expect(await kit.restart().tasks.convertToWav(take)).toEqual(first);
    expect(vendor.converted).toHaveLength(1);
  },
);

test.each([refused('no'), slowDown])(
  'after %j, which cost nothing, it may be asked for anew',
  async (outcome) => {
    const { tasks, vendor, clock } = startTasks();
    vendor.answerNextWav(outcome);
    expect(await tasks.convertToWav(take)).toMatchObject({ taskId: null, problem: { charged: 'no' } });
    const again = tasks.convertToWav(take);
    await clock.advance(20_000);
    expect(await again).toMatchObject({ taskId: 'w2' });
  },
);

test('what was on the wire when the process died is not asked for again', async () => {
  const { tasks, vendor, settle, ...kit } = startTasks();
  vendor.answerNextWav(new Promise(() => undefined));
  void tasks.convertToWav(take);
  await settle();
  expect(vendor.converted).toHaveLength(1);
  expect(await kit.restart().tasks.convertToWav(take)).toMatchObject({
    taskId: null,
    problem: { code: 'outcome-unknown', charged: 'unsure' },
  });
  expect(vendor.converted).toHaveLength(1);
});

test('conversions and sounds share the pace of their account', async () => {
  const { tasks, vendor, clock, submit } = startTasks({ pace: { count: 2, perMs: 10_000 } });
  await submit(1);
  await tasks.convertToWav(take);
  const third = tasks.convertToWav({ ...take, audioId: 'a2' });
  await clock.advance(5000);
  expect(vendor.converted).toHaveLength(1);
  await clock.advance(6000);
  expect(await third).toMatchObject({ taskId: 'w2' });
});

test('one that gets no turn in 25 s is refused, and nothing is sent later', async () => {
  const { tasks, vendor, clock, submit } = startTasks({ pace: { count: 1, perMs: 60_000 } });
  await submit(1);
  const asked = tasks.convertToWav(take);
  await clock.advance(26_000);
  expect(await asked).toMatchObject({ taskId: null, problem: { code: 'slow-down', charged: 'no' } });
  await clock.advance(120_000);
  expect(vendor.converted).toEqual([]);
});

test('a stop waits for what is on the wire, and takes no more', async () => {
  const { tasks, vendor, clock } = startTasks();
  const answer = Promise.withResolvers<{ kind: 'accepted'; taskId: string }>();
  vendor.answerNextWav(answer.promise);
  const asked = tasks.convertToWav(take);
  let isClosed = false;
  const closed = tasks.close().then(() => (isClosed = true));
  await clock.advance(1000);
  expect(isClosed).toBe(false);
  await expect(tasks.convertToWav({ ...take, audioId: 'a2' })).rejects.toMatchObject({ status: 503 });
  answer.resolve({ kind: 'accepted', taskId: 'w1' });
  expect(await asked).toMatchObject({ taskId: 'w1' });
  await closed;
});

test('ours is the address to call back, where others can reach us and none was given', async () => {
  const { tasks, vendor } = startTasks({ publicUrl: 'https://cues.example' });
  await tasks.convertToWav(take);
  await tasks.convertToWav({ ...take, audioId: 'a2', callBackUrl: 'https://a.example/done' });
  expect(vendor.converted.map(({ callBackUrl }) => callBackUrl)).toEqual([
    expect.stringMatching(/^https:\/\/cues\.example\/api\/callbacks\/\w+$/),
    'https://a.example/done',
  ]);
});

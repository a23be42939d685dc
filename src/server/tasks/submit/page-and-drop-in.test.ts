import { expect, test } from 'vitest';

import { lostAnswer, slowDown, createScriptedVendor } from '../../../testing/scripted-vendor.ts';
import { softRain, uuid, startTasks } from '../../../testing/task-fixtures.ts';
import type { SendOutcome } from '../../vendor/vendor.ts';

test('a submission is journalled, sent once and gets its taskId', async () => {
  const { submit, vendor } = startTasks();
  expect(await submit(1)).toMatchObject({ id: uuid(1), state: 'rendering', taskId: 't1', stage: 'PENDING' });
  expect(vendor.sent).toHaveLength(1);
});

test('the row is on disk before the first byte leaves', async () => {
  const states: unknown[] = [];
  const kit = startTasks({
    atPoint: (point) => {
      if (point === 'before-send') states.push(kit.sql.prepare('SELECT state FROM tasks').get());
    },
  });
  await kit.submit(1);
  expect(states).toEqual([{ state: 'sending' }]);
});

test('a task whose turn is now is journalled as sending in one write; one that must wait is held', async () => {
  const states: unknown[] = [];
  const kit = startTasks({
    pace: { count: 1, perMs: 10_000 },
    atPoint: (point) => {
      if (point === 'journalled')
        states.push(kit.sql.prepare('SELECT state FROM tasks ORDER BY seq DESC LIMIT 1').get());
    },
  });
  await kit.submit(1);
  await kit.submit(2);
  expect(states).toEqual([{ state: 'sending' }, { state: 'held' }]);
});

test('the same id with the same body joins and replays, with another body it is refused and nothing is sent', async () => {
  const { tasks, submit, vendor } = startTasks();
  await submit(1);
  expect(await submit(1)).toMatchObject({ taskId: 't1' });
  await expect(
    tasks.submit([{ id: uuid(1), request: { ...softRain, prompt: 'hail' } }]),
  ).rejects.toMatchObject({
    status: 422,
    problem: { code: 'key-reused' },
  });
  expect(vendor.sent).toHaveLength(1);
});

test('fifty drop-in calls with one key are one request with fifty identical answers, also after a restart', async () => {
  const kit = startTasks();
  const calls = Array.from({ length: 50 }, () => kit.tasks.dropIn(softRain, { key: 'k' }));
  await kit.settle();
  expect(new Set((await Promise.all(calls)).map(({ taskId }) => taskId))).toEqual(new Set(['t1']));
  const again = kit.restart();
  expect(await again.tasks.dropIn(softRain, { key: 'k' })).toEqual({ taskId: 't1', problem: null });
  expect(kit.vendor.sent).toHaveLength(1);
});

test('a deleted and purged task still answers its key and is never sent again', async () => {
  const kit = startTasks();
  const first = kit.tasks.dropIn(softRain, { key: 'k' });
  await kit.settle();
  await first;
  const [task] = kit.tasks.list({}).tasks;
  kit.tasks.remove(task!.id, { forever: true });
  expect(kit.sql.prepare('SELECT count(*) AS n FROM tasks').get()).toEqual({ n: 0 });
  expect(await kit.tasks.dropIn(softRain, { key: 'k' })).toEqual({ taskId: 't1', problem: null });
  await expect(kit.tasks.dropIn({ ...softRain, prompt: 'x' }, { key: 'k' })).rejects.toMatchObject({
    status: 422,
  });
  expect(kit.vendor.sent).toHaveLength(1);
});

test('a replay of a purged page task says it is gone', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.tasks.remove(uuid(1), { forever: true });
  expect(await kit.submit(1)).toEqual({ id: uuid(1), gone: true, taskId: 't1' });
});

test('one bad item refuses the whole list with nothing journalled', async () => {
  const kit = startTasks();
  await kit.submit(1);
  const list = [
    { id: uuid(2), request: softRain },
    { id: uuid(1), request: { ...softRain, prompt: 'other' } },
  ];
  await expect(kit.tasks.submit(list)).rejects.toMatchObject({ status: 422 });
  expect(kit.tasks.list({}).total).toBe(1);
});

test('a keyed task told to slow down goes back to held and is tried again after a growing wait', async () => {
  const kit = startTasks();
  kit.vendor.answerNext(slowDown, slowDown);
  const held = await kit.submit(1);
  expect(held).toMatchObject({ state: 'held', problem: { code: 'slow-down', vendorCode: 430 } });
  await kit.clock.advance(8500);
  expect(kit.vendor.sent).toHaveLength(2);
  await kit.clock.advance(19_000);
  expect(kit.vendor.sent).toHaveLength(2);
  await kit.clock.advance(1500);
  expect(kit.tasks.get(uuid(1))).toMatchObject({ state: 'rendering', taskId: 't3' });
});

test('one task that is always told to slow down does not hold up the others', async () => {
  const kit = startTasks();
  kit.vendor.answerNext(...Array.from({ length: 6 }, () => slowDown));
  await kit.submit(1);
  await kit.clock.advance(310_000);
  expect(kit.vendor.sent).toHaveLength(6);
  void kit.tasks.submit([{ id: uuid(2), request: { ...softRain, prompt: 'another' } }]);
  await kit.clock.advance(10_500);
  expect(kit.tasks.get(uuid(2)).state).toBe('rendering');
});

test('a keyless call told to slow down is refused for good', async () => {
  const kit = startTasks();
  kit.vendor.answerNext(slowDown);
  const answer = kit.tasks.dropIn(softRain, {});
  await kit.settle();
  await kit.clock.advance(60_000);
  expect(await answer).toMatchObject({ taskId: null, problem: { code: 'slow-down' } });
  expect(kit.vendor.sent).toHaveLength(1);
});

test('a keyless call gets its turn within 25 s or never', async () => {
  const kit = startTasks({ pace: { count: 1, perMs: 60_000 } });
  const first = kit.tasks.dropIn(softRain, {});
  const second = kit.tasks.dropIn(softRain, {});
  await kit.settle();
  await kit.clock.advance(26_000);
  await first;
  expect(await second).toMatchObject({ taskId: null, problem: { code: 'slow-down', charged: 'no' } });
  await kit.clock.advance(120_000);
  expect(kit.vendor.sent).toHaveLength(1);
});

test('a keyless client that hangs up before the send is dropped, a keyed one goes on', async () => {
  const kit = startTasks({ pace: { count: 1, perMs: 10_000 } });
  await kit.submit(1);
  const leaving = new AbortController();
  const keyless = kit.tasks.dropIn(softRain, { signal: leaving.signal });
  const keyed = kit.tasks.dropIn(softRain, { key: 'k', signal: leaving.signal });
  await kit.settle();
  leaving.abort();
  expect(await keyless).toMatchObject({ problem: { code: 'cancelled' } });
  await kit.clock.advance(60_000);
  expect(await keyed).toEqual({ taskId: 't2', problem: null });
  expect(kit.vendor.sent).toHaveLength(2);
});

test('two hundred tasks survive a restart and leave in order at the asked pace', async () => {
  const kit = startTasks();
  const items = Array.from({ length: 200 }, (_, i) => ({
    id: uuid(i),
    request: { ...softRain, prompt: `rain ${i}` },
  }));
  void kit.tasks.submit(items);
  await kit.settle();
  await kit.clock.advance(3000);
  expect(kit.vendor.sent).toHaveLength(20);
  const again = kit.restart({ concurrency: 1000 });
  expect(again.tasks.list({ state: ['held'] }).total).toBe(180);
  await again.clock.advance(120_000);
  expect(kit.vendor.sent.map(({ prompt }) => prompt)).toEqual(items.map(({ request }) => request.prompt));
  const { sentAt } = kit.vendor;
  const busiest = sentAt.map((at) => sentAt.filter((other) => other >= at && other < at + 10_000).length);
  expect(Math.max(...busiest)).toBe(20);
});

test('held tasks know their place and when they should leave', async () => {
  const kit = startTasks({ pace: { count: 1, perMs: 10_000 } });
  void kit.tasks.submit([1, 2, 3].map((n) => ({ id: uuid(n), request: softRain })));
  await kit.settle();
  expect(kit.tasks.get(uuid(3))).toMatchObject({
    state: 'held',
    queue: { position: 2, sendAt: new Date(kit.clock.now() + 21_000).toISOString() },
  });
});

test('an answer that never came is unknown, with what is known, and is not sent again by itself', async () => {
  const kit = startTasks();
  await kit.tasks.connections.list();
  kit.vendor.answerNext(lostAnswer);
  kit.vendor.setBalance(97.5);
  const task = await kit.submit(1);
  expect(task).toMatchObject({
    state: 'unknown',
    bytes: 0,
    creditsBefore: 100,
    problem: { charged: 'unsure' },
  });
  await kit.clock.advance(3_600_000);
  expect(kit.tasks.get(uuid(1))).toMatchObject({ state: 'unknown', creditsAfter: 97.5 });
  expect(kit.vendor.sent).toHaveLength(1);
});

test('a server that died while sending finds the task unknown, a keyless held one cancelled', async () => {
  const kit = startTasks({ pace: { count: 1, perMs: 60_000 } });
  kit.vendor.answerNext(new Promise(() => {}));
  void kit.tasks.submit([{ id: uuid(1), request: softRain }]);
  void kit.tasks.dropIn(softRain, {});
  await kit.settle();
  expect(kit.tasks.get(uuid(1)).state).toBe('sending');
  const again = kit.restart();
  expect(again.tasks.get(uuid(1))).toMatchObject({
    state: 'unknown',
    problem: { code: 'outcome-unknown', charged: 'unsure' },
  });
  expect(again.tasks.list({ state: ['cancelled'] }).total).toBe(1);
  await again.clock.advance(120_000);
  expect(kit.vendor.sent).toHaveLength(1);
});

test('a taskId whose row cannot be written is kept until it can', async () => {
  const kit = startTasks();
  let answer: (outcome: SendOutcome) => void = () => {};
  kit.vendor.answerNext(new Promise((resolve) => (answer = resolve)));
  void kit.tasks.submit([{ id: uuid(1), request: softRain }]);
  await kit.settle();
  kit.sql.exec('PRAGMA query_only = ON');
  answer({ kind: 'accepted', taskId: 'precious' });
  await kit.clock.advance(5000);
  expect(String(kit.reports[0])).toContain('precious');
  kit.sql.exec('PRAGMA query_only = OFF');
  await kit.clock.advance(2000);
  expect(kit.tasks.get(uuid(1))).toMatchObject({ state: 'rendering', taskId: 'precious' });
});

test('concurrency gates sends', async () => {
  const kit = startTasks({ concurrency: 2 });
  void kit.tasks.submit([1, 2, 3].map((n) => ({ id: uuid(n), request: softRain })));
  await kit.settle();
  await kit.clock.advance(5000);
  expect(kit.vendor.sent).toHaveLength(2);
  kit.vendor.finish('t1', softRain);
  await kit.clock.advance(20_000);
  expect(kit.vendor.sent).toHaveLength(3);
});

test('a closing tasks sends nothing more and says so', async () => {
  const kit = startTasks({ pace: { count: 1, perMs: 60_000 } });
  await kit.submit(1);
  const keyed = kit.tasks.dropIn(softRain, { key: 'k' });
  const keyless = kit.tasks.dropIn(softRain, {});
  const answers = Promise.allSettled([keyed, keyless]);
  await kit.settle();
  await kit.stop();
  expect(await answers).toMatchObject([{ reason: { status: 503 } }, { reason: { status: 503 } }]);
  await expect(kit.tasks.submit([{ id: uuid(9), request: softRain }])).rejects.toMatchObject({
    status: 503,
  });
  expect(
    kit
      .restart()
      .tasks.list({})
      .tasks.map(({ state }) => state),
  ).toEqual(['cancelled', 'held', 'rendering']);
});

test('under another connection held tasks stay, nothing is sent, and their keys are refused', async () => {
  const kit = startTasks({ pace: { count: 1, perMs: 60_000 } });
  void kit.tasks.submit([1, 2].map((n) => ({ id: uuid(n), request: softRain })));
  await kit.settle();
  const other = createScriptedVendor({ id: 'https://other.test', clock: kit.clock });
  const again = kit.restart({ vendor: other.client });
  await again.clock.advance(3_600_000);
  expect(again.tasks.get(uuid(2))).toMatchObject({ state: 'held', queue: { sendAt: null } });
  await expect(again.tasks.submit([{ id: uuid(2), request: softRain }])).rejects.toMatchObject({
    status: 422,
  });
  expect([other.sent.length, kit.vendor.sent.length]).toEqual([0, 1]);
  const back = again.restart({ vendor: kit.vendor.client });
  expect(back.tasks.get(uuid(1)).state).toBe('rendering');
});

test('a key whose task was cancelled and purged is answered as cancelled', async () => {
  const kit = startTasks({ pace: { count: 1, perMs: 600_000 } });
  await kit.submit(1);
  const first = kit.tasks.dropIn(softRain, { key: 'k' });
  await kit.settle();
  const [waiting] = kit.tasks.list({ state: ['held'] }).tasks;
  kit.tasks.remove(waiting?.id ?? '');
  await first;
  kit.tasks.remove(waiting?.id ?? '', { forever: true });
  expect(await kit.tasks.dropIn(softRain, { key: 'k' })).toMatchObject({
    taskId: null,
    problem: { code: 'cancelled' },
  });
  expect(kit.vendor.sent).toHaveLength(1);
});

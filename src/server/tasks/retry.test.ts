import { expect, test } from 'vitest';

import { aTask, backupOf, importBackup } from '../../testing/backup-fixtures.ts';
import { lostAnswer } from '../../testing/scripted-vendor.ts';
import { softRain, startTasks, uuid, type TasksKit } from '../../testing/task-fixtures.ts';
import type { SendOutcome } from '../vendor/vendor.ts';

const outOfCredits: SendOutcome = {
  kind: 'refused',
  slowDown: false,
  problem: { code: 'out-of-credits', message: '', charged: 'no' },
};

async function resend(kit: TasksKit, n: number, newN: number) {
  const answer = kit.tasks.resend(uuid(n), uuid(newN));
  await kit.clock.advance(2000);
  return answer;
}

test('retry makes a new task that remembers where it came from', async () => {
  const kit = startTasks();
  kit.vendor.answerNext(outOfCredits);
  await kit.submit(1);
  const retried = kit.tasks.resend(uuid(1), uuid(2));
  await kit.settle();
  expect(await retried).toMatchObject({ id: uuid(2), resentFrom: uuid(1), state: 'rendering' });
  expect(kit.tasks.get(uuid(1)).state).toBe('refused');
});

test('a task that was sent again says as what, and a second retry answers that one (M1)', async () => {
  const kit = startTasks();
  kit.vendor.answerNext(outOfCredits);
  await kit.submit(1);
  const { rev } = kit.tasks.get(uuid(1));
  expect(await resend(kit, 1, 2)).toMatchObject({ id: uuid(2), resentFrom: uuid(1), resentAs: null });
  const told = kit.tasks.get(uuid(1));
  expect(told).toMatchObject({ state: 'refused', resentAs: uuid(2) });
  expect(told.rev).toBeGreaterThan(rev);
  expect(await resend(kit, 1, 3)).toMatchObject({ id: uuid(2) });
  expect(kit.vendor.sent).toHaveLength(2);
});

test('a retry that was retried itself goes on from there', async () => {
  const kit = startTasks();
  kit.vendor.answerNext(outOfCredits, outOfCredits);
  await kit.submit(1);
  await resend(kit, 1, 2);
  expect(await resend(kit, 2, 3)).toMatchObject({ id: uuid(3), resentFrom: uuid(2), state: 'rendering' });
  expect(await resend(kit, 2, 4)).toMatchObject({ id: uuid(3) });
});

test('a task whose retry was purged is not paid again', async () => {
  const kit = startTasks();
  kit.vendor.answerNext(outOfCredits);
  await kit.submit(1);
  await resend(kit, 1, 2);
  kit.tasks.remove(uuid(2), { forever: true });
  await expect(kit.tasks.resend(uuid(1), uuid(3))).rejects.toMatchObject({ status: 410 });
  expect(kit.vendor.sent).toHaveLength(2);
});

test('an unknown task that was sent again on purpose is not sent a third time', async () => {
  const kit = startTasks();
  kit.vendor.answerNext(lostAnswer);
  await kit.submit(1);
  await resend(kit, 1, 2);
  expect(await resend(kit, 1, 3)).toMatchObject({ id: uuid(2) });
  expect(kit.vendor.sent).toHaveLength(2);
});

test('a bulk retry of 500 is one request, and pressed twice it pays once (M1, M21)', async () => {
  const kit = startTasks({ pace: { count: 2000, perMs: 1000 }, concurrency: 2000 });
  const ids = Array.from({ length: 500 }, (_, n) => uuid(n + 1));
  kit.vendor.answerNext(...ids.map(() => outOfCredits));
  void kit.tasks.submit(ids.map((id) => ({ id, request: softRain })));
  await kit.clock.advance(2000);
  const press = (from: number) =>
    kit.tasks.bulk({ action: 'retry', items: ids.map((id, n) => ({ id, newId: uuid(from + n) })) });
  const first = press(1001);
  await kit.clock.advance(2000);
  const second = press(2001);
  await kit.clock.advance(2000);
  expect((await first).every(({ ok }) => ok)).toBe(true);
  expect((await second).map((result) => result.ok && result.task?.id)).toEqual(
    ids.map((_, n) => uuid(1001 + n)),
  );
  expect(kit.vendor.sent).toHaveLength(1000);
});

test('a bulk retry takes only what was surely free', async () => {
  const kit = startTasks();
  kit.vendor.answerNext(lostAnswer);
  await kit.submit(1);
  const [result] = await kit.tasks.bulk({ action: 'retry', items: [{ id: uuid(1), newId: uuid(2) }] });
  expect(result).toMatchObject({ ok: false, problem: { code: 'not-allowed' } });
});

test('one reused id in a list is named by its place', async () => {
  const kit = startTasks();
  await kit.submit(1);
  const other = { ...softRain, prompt: 'hail' };
  await expect(
    kit.tasks.submit([
      { id: uuid(2), request: softRain },
      { id: uuid(1), request: other },
    ]),
  ).rejects.toMatchObject({ status: 422, problem: { field: 'tasks.1.id' } });
});

test('a page that sends the key of a drop-in task gets that task', async () => {
  const kit = startTasks();
  const dropIn = kit.tasks.dropIn(softRain, { key: uuid(7) });
  await kit.clock.advance(2000);
  await dropIn;
  expect(await kit.submit(7)).toMatchObject({ state: 'rendering', taskId: 't1' });
  expect(kit.vendor.sent).toHaveLength(1);
});

test.each(['get', 'restore', 'check'] as const)(
  'an id in capitals finds its task: %s (A-L1)',
  async (verb) => {
    const kit = startTasks();
    const id = 'abcdef00-0000-4000-8000-00000000000a';
    const answer = kit.tasks.submit([{ id, request: softRain }]);
    await kit.clock.advance(2000);
    await answer;
    const found = Promise.resolve(kit.tasks[verb](id.toUpperCase()));
    await kit.settle();
    expect(await found).toMatchObject({ id });
  },
);

test('a task whose retry did not come along in a backup is not paid again', async () => {
  const kit = startTasks();
  await importBackup(kit.tasks, backupOf({ tasks: [aTask({ state: 'unknown', resentAs: uuid(9) })] }));
  await expect(kit.tasks.resend(uuid(1), uuid(2))).rejects.toMatchObject({ status: 410 });
  const [result] = await kit.tasks.bulk({ action: 'retry', items: [{ id: uuid(1), newId: uuid(3) }] });
  expect(result).toMatchObject({ ok: false, problem: { code: 'not-found' } });
  await kit.clock.advance(5000);
  expect(kit.vendor.sent).toHaveLength(0);
});

import { expect, test } from 'vitest';

import { ASK_AGAIN_MS } from '#shared/limits.ts';

import { softRain, startTasks, uuid } from '../../../testing/task-fixtures.ts';
import type { SendOutcome } from '../../vendor/vendor.ts';

const again = (n: number) => [{ id: uuid(n), request: softRain }];
const noCredits: SendOutcome = {
  kind: 'refused',
  slowDown: false,
  problem: { code: 'out-of-credits', message: 'No credits.', charged: 'no' },
};
const sentAlready = { status: 409, problem: { code: 'sent-already', charged: 'no' } };

test('the same request within five minutes is refused where somebody can be asked, and nothing is written', async () => {
  const { tasks, submit, vendor, clock } = startTasks();
  await submit(1);
  await clock.advance(60_000);
  await expect(tasks.submit(again(2), { ask: true })).rejects.toMatchObject({
    ...sentAlready,
    problem: { ...sentAlready.problem, sentAgoMs: 62_000 },
  });
  expect(tasks.list({}).total).toBe(1);
  expect(vendor.sent).toHaveLength(1);
});

test('what was answered yes to is sent', async () => {
  const { tasks, submit, vendor } = startTasks();
  await submit(1);
  expect(await tasks.submit(again(2))).toMatchObject([{ id: uuid(2), state: 'rendering' }]);
  expect(vendor.sent).toHaveLength(2);
});

test('it is asked for a task that is deleted, or deleted for good, no less', async () => {
  const { tasks, submit } = startTasks();
  await submit(1);
  tasks.remove(uuid(1), { forever: false });
  await expect(tasks.submit(again(2), { ask: true })).rejects.toMatchObject(sentAlready);
});

test('the same press is no repetition', async () => {
  const { tasks, submit, vendor } = startTasks();
  await submit(1);
  expect(await tasks.submit(again(1), { ask: true })).toMatchObject([{ id: uuid(1) }]);
  expect(vendor.sent).toHaveLength(1);
});

test('another request, an old one, and what certainly cost nothing are not asked about', async () => {
  const kit = startTasks();
  await kit.submit(1);
  const other = [{ id: uuid(2), request: { ...softRain, prompt: 'hail' } }];
  await expect(kit.tasks.submit(other, { ask: true })).resolves.toHaveLength(1);
  await kit.clock.advance(ASK_AGAIN_MS + 1);
  await expect(kit.tasks.submit(again(3), { ask: true })).resolves.toHaveLength(1);

  const free = startTasks();
  free.vendor.answerNext(noCredits);
  await free.submit(1);
  await expect(free.tasks.submit(again(2), { ask: true })).resolves.toHaveLength(1);
});

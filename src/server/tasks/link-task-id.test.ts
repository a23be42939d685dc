import { expect, test } from 'vitest';

import { lostAnswer } from '../../testing/scripted-vendor.ts';
import { softRain, startTasks, uuid } from '../../testing/task-fixtures.ts';

test('a claim checks the record: unknown id, other prompt, then the right one', async () => {
  const kit = startTasks();
  kit.vendor.answerNext(lostAnswer);
  await kit.submit(1);
  await expect(kit.tasks.claim(uuid(1), 'nope', false)).rejects.toMatchObject({ status: 404 });
  kit.vendor.finish('other', { ...softRain, prompt: 'hail' });
  await expect(kit.tasks.claim(uuid(1), 'other', false)).rejects.toMatchObject({
    status: 409,
    problem: { field: 'taskId' },
  });
  kit.vendor.finish('mine', softRain);
  expect(await kit.tasks.claim(uuid(1), 'mine', false)).toMatchObject({ state: 'ready', taskId: 'mine' });
  expect(kit.vendor.sent).toHaveLength(1);
});

test('a taskId belongs to one task, even when forced', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.answerNext(lostAnswer);
  await kit.submit(2);
  await expect(kit.tasks.claim(uuid(2), 't1', true)).rejects.toMatchObject({ status: 409 });
});

test('a dismissed task can still be claimed, a ready one cannot', async () => {
  const kit = startTasks();
  kit.vendor.answerNext(lostAnswer);
  await kit.submit(1);
  kit.tasks.dismiss(uuid(1));
  kit.vendor.finish('mine', softRain);
  await kit.tasks.claim(uuid(1), 'mine', false);
  await expect(kit.tasks.claim(uuid(1), 'mine', false)).rejects.toMatchObject({ status: 409 });
});

test('a task that is not followed any more keeps its own taskId, whatever is claimed', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.tasks.dismiss(uuid(1));
  kit.vendor.finish('other', softRain);
  await expect(kit.tasks.claim(uuid(1), 'other', true)).rejects.toMatchObject({ status: 409 });
  expect(kit.tasks.get(uuid(1))).toMatchObject({ taskId: 't1' });
});

test('a cut answer with a taskId is confirmed by its record, or offered', async () => {
  const kit = startTasks();
  const cut = { kind: 'offered', bytes: 40, problem: lostAnswer.problem } as const;
  kit.vendor.answerNext({ ...cut, taskId: 'right' }, { ...cut, taskId: 'wrong' });
  kit.vendor.finish('right', softRain);
  kit.vendor.finish('wrong', { ...softRain, prompt: 'hail' });
  expect(await kit.submit(1)).toMatchObject({ state: 'ready', taskId: 'right' });
  expect(await kit.submit(2)).toMatchObject({ state: 'unknown', offeredTaskId: 'wrong', bytes: 40 });
});

test('a task made elsewhere is tracked once, and restored when deleted', async () => {
  const kit = startTasks();
  kit.vendor.finish('elsewhere', { ...softRain, soundLoop: null, model: null });
  const task = await kit.tasks.track('elsewhere');
  expect(task).toMatchObject({
    state: 'ready',
    tracked: true,
    request: { prompt: 'soft rain', model: null },
  });
  kit.tasks.remove(task.id);
  expect((await kit.tasks.track('elsewhere')).id).toBe(task.id);
  expect(kit.tasks.list({}).total).toBe(1);
  await expect(kit.tasks.resend(task.id, uuid(5))).rejects.toMatchObject({ status: 409 });
  await expect(kit.tasks.track('unheard-of')).rejects.toMatchObject({ status: 404 });
});

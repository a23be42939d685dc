import { expect, test } from 'vitest';

import { lostAnswer } from '../../testing/scripted-vendor.ts';
import { softRain, startTasks, uuid } from '../../testing/task-fixtures.ts';

test('a callback makes us read the record at once', async () => {
  const kit = startTasks({ publicUrl: 'https://cues.example' });
  await kit.submit(1);
  await kit.clock.advance(20_000);
  kit.vendor.finish('t1', softRain);
  kit.tasks.onCallback(kit.vendor.sent[0]?.callBackUrl?.split('/').at(-1) ?? '', {});
  await kit.settle();
  expect(kit.tasks.get(uuid(1)).state).toBe('ready');
});

test('our callback address goes out with a secret; a callback is believed only as far as the record agrees', async () => {
  const kit = startTasks({ publicUrl: 'https://cues.example' });
  kit.vendor.answerNext(lostAnswer);
  await kit.submit(1);
  const secret = kit.vendor.sent[0]?.callBackUrl?.split('/').at(-1) ?? '';
  expect(kit.vendor.sent[0]?.callBackUrl).toMatch(/^https:\/\/cues\.example\/api\/callbacks\/[0-9a-f]{48}$/);
  kit.vendor.finish('forged', { ...softRain, prompt: 'hail' });
  kit.tasks.onCallback(secret, { data: { task_id: 'forged' } });
  kit.tasks.onCallback('0'.repeat(48), { data: { task_id: 'forged' } });
  await kit.settle();
  expect(kit.tasks.get(uuid(1)).state).toBe('unknown');
  kit.vendor.finish('mine', softRain);
  kit.tasks.onCallback(secret, { data: { task_id: 'mine' } });
  await kit.settle();
  expect(kit.tasks.get(uuid(1))).toMatchObject({ state: 'ready', taskId: 'mine' });
});

test('a record that repeats our callback address does not tell its secret', async () => {
  const kit = startTasks({ publicUrl: 'https://cues.example' });
  await kit.submit(1);
  const callBackUrl = kit.vendor.sent[0]?.callBackUrl ?? '';
  const record = kit.vendor.found('t9', { ...softRain, callBackUrl }, { kind: 'ready' });
  kit.vendor.setRecord('t9', {
    ...record,
    envelope: {
      code: 200,
      msg: '',
      data: {
        param: JSON.stringify({ callBackUrl }),
        escaped: JSON.stringify({ callBackUrl }).replaceAll('/', '\\/'),
      },
    },
  });
  const told = [await kit.tasks.track('t9'), await kit.tasks.readRecord('t9', () => '')];
  expect(JSON.stringify(told)).toContain('https://cues.example/api/callbacks/-');
  expect(JSON.stringify(told)).not.toContain(callBackUrl.split('/').at(-1));
});

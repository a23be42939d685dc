import { describe, expect, test } from 'vitest';

import { softRain, startTasks, uuid } from '../../testing/task-fixtures.ts';

const unanswered = {
  kind: 'unanswered' as const,
  problem: { code: 'unreachable' as const, message: 'No answer.', charged: 'no' as const },
};
const forgotten = {
  kind: 'not-found' as const,
  problem: { code: 'not-found' as const, message: 'Unknown.', charged: 'no' as const },
  envelope: { code: 404, msg: 'Task not found', data: null },
};
const toUrl = (path: string) => `http://here${path}`;

describe('a program that asks for a record', () => {
  test.each([unanswered, forgotten])('is told what we know when the vendor says %j', async (silence) => {
    const kit = startTasks();
    await kit.submit(1);
    kit.vendor.finish('t1', softRain);
    await kit.clock.advance(5000);
    kit.vendor.setRecord('t1', silence);
    const { code, data } = await kit.tasks.readRecord('t1', toUrl);
    expect(code).toBe(200);
    expect(data).toMatchObject({
      taskId: 't1',
      status: 'SUCCESS',
      param: JSON.stringify(softRain),
      response: {
        sunoData: [1, 2].map((n) => ({
          title: 'Soft rain',
          duration: 8,
          audio_url: expect.stringMatching(`^http://here/media/${uuid(1)}\\.${n}\\.`),
        })),
      },
    });
    expect((await kit.tasks.readJob('t1', toUrl)).data).toMatchObject({ state: 'success' });
  });

  test('of a task that still renders goes on waiting, as long as we do', async () => {
    const kit = startTasks();
    await kit.submit(1);
    kit.vendor.setRecord('t1', forgotten);
    expect(await kit.tasks.readRecord('t1', toUrl)).toMatchObject({ code: 200, data: { status: 'PENDING' } });
    await kit.clock.advance(31 * 60_000);
    expect(kit.tasks.get(uuid(1)).state).toBe('failed');
    expect(await kit.tasks.readRecord('t1', toUrl)).toMatchObject({ code: 404, data: null });
  });

  test('of a task that failed is told why', async () => {
    const kit = startTasks();
    await kit.submit(1);
    const problem = {
      code: 'moderated' as const,
      message: 'Refused.',
      vendorCode: 400,
      vendorMessage: 'Flagged.',
      charged: 'unsure' as const,
    };
    kit.vendor.setRecord('t1', kit.vendor.found('t1', softRain, { kind: 'failed', problem }));
    await kit.clock.advance(5000);
    kit.vendor.setRecord('t1', unanswered);
    expect((await kit.tasks.readRecord('t1', toUrl)).data).toMatchObject({
      status: 'SENSITIVE_WORD_ERROR',
      errorCode: 400,
      error_message: 'Flagged.',
    });
  });

  test('of a task that is not ours, or was deleted, hears the vendor alone', async () => {
    const kit = startTasks();
    await kit.submit(1);
    kit.vendor.setRecord('t1', unanswered);
    kit.tasks.remove(uuid(1));
    await expect(kit.tasks.readRecord('t1', toUrl)).rejects.toMatchObject({ status: 424 });
    kit.vendor.setRecord('elsewhere', forgotten);
    expect(await kit.tasks.readRecord('elsewhere', toUrl)).toMatchObject({ code: 404 });
  });

  test('is never sent away because many ask: 100 at once are all told, and the vendor is asked within its limits', async () => {
    const kit = startTasks();
    await kit.submit(1);
    const asks = Array.from({ length: 100 }, () => kit.tasks.readRecord('t1', toUrl));
    const before = kit.vendor.reads.length;
    await kit.clock.advance(1000);
    expect(kit.vendor.reads.length - before).toBeLessThanOrEqual(10);
    await kit.clock.advance(30_000);
    for (const { code, data } of await Promise.all(asks))
      expect([code, data]).toMatchObject([200, { taskId: 't1' }]);
  });
});

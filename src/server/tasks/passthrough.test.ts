import { expect, test } from 'vitest';

import { softRain, startTasks, uuid } from '../../testing/task-fixtures.ts';

test('record-info answers our own link once a take is kept', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.finish('t1', softRain);
  await kit.clock.advance(5000);
  const envelope = await kit.tasks.readRecord('t1', (path) => `http://here${path}`);
  expect(envelope.data).toMatchObject({
    response: {
      sunoData: [1, 2].map((n) => ({
        audioUrl: expect.stringMatching(
          `^http://here/media/${uuid(1)}\\.${n}\\.[\\w-]{22}/${uuid(1)}-.\\.mp3$`,
        ),
      })),
    },
  });
});

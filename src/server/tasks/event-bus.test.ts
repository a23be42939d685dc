import { expect, test } from 'vitest';

import type { StreamEvent } from '#shared/stream-event.ts';

import { startTasks, uuid } from '../../testing/task-fixtures.ts';

test('events replay what was missed, in order, also after a restart; too much missed says reload', async () => {
  const kit = startTasks();
  await kit.submit(1);
  const seen = kit.tasks.list({}).eventId;
  await kit.submit(2);
  kit.tasks.remove(uuid(1));
  const again = kit.restart();
  const events: StreamEvent[] = [];
  again.tasks.subscribe(seen, (event) => events.push(event));
  expect(events.map(({ event, data }) => [event, 'id' in data && data.id])).toEqual([
    ['task', uuid(2)],
    ['gone', uuid(1)],
  ]);
  expect(events[0]!.id).toBeLessThan(events[1]!.id);
  const late: StreamEvent[] = [];
  again.tasks.subscribe(1e9, (event) => late.push(event));
  expect(late).toMatchObject([{ event: 'reload' }]);
});

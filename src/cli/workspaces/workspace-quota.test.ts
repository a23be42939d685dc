import { expect, test } from 'vitest';

import { createManualClock } from '../../testing/manual-clock.ts';
import { json } from '../../testing/start-app.ts';
import { uuid } from '../../testing/task-fixtures.ts';
import { as, finished, makeTwo, start, submit, until } from '../../testing/workspaces/workspace-fixtures.ts';

test('a quota refuses the task that is one too many, with nothing written, and a new day lets it pass', async () => {
  const clock = createManualClock(Date.UTC(2026, 0, 1, 23, 59));
  const { folder, tokens, manage } = makeTwo();
  manage.set('Studio A', { quota: { tasksPerDay: 2 } });
  const app = await start(folder, { clock });
  const send = async (token: string, n: number) => {
    const answer = submit(app, token, n);
    await until(
      async () => await Promise.race([answer.then(() => true), clock.advance(100).then(() => false)]),
    );
    return answer;
  };
  expect((await send(tokens.a, 1)).status).toBe(200);
  expect((await send(tokens.a, 2)).status).toBe(200);
  const refused = await send(tokens.a, 3);
  expect(refused).toMatchObject({
    status: 429,
    body: { code: 429, problem: { code: 'quota-reached', charged: 'no' } },
  });
  expect((await send(tokens.a, 1)).status).toBe(200);
  expect((await send(tokens.b, 3)).status).toBe(200);
  clock.set(60_000);
  expect((await send(tokens.a, 3)).status).toBe(200);
});

test('a quota of bytes counts the copies of takes, and makes room when they go', async () => {
  const { folder, tokens, manage } = makeTwo();
  manage.set('Studio A', { quota: { bytesKept: 1 } });
  const app = await start(folder);
  await submit(app, tokens.a, 1);
  await finished(app, tokens.a, 1);
  expect(await submit(app, tokens.a, 2)).toMatchObject({
    status: 429,
    body: { problem: { code: 'quota-reached' } },
  });
  await app.request(`/api/tasks/${uuid(1)}?forever=true`, as(tokens.a, json('DELETE')));
  expect((await submit(app, tokens.a, 2)).status).toBe(200);
});

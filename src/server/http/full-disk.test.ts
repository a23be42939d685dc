import { expect, it } from 'vitest';

import type { Task } from '#shared/task.ts';

import { json, startApp } from '../../testing/start-app.ts';
import { softRain, uuid } from '../../testing/task-fixtures.ts';
import { type NodeSql, openSql } from '../platform/node/node-sqlite.ts';

/** The app, and a switch after which its disk takes no more writes. */
async function startOnFullDisk() {
  let sql: NodeSql | undefined;
  const app = await startApp({ openSql: (path) => (sql = openSql(path)) });
  await app.generate({ id: uuid(1), request: softRain });
  const fill = (isFull = true) => sql?.exec(`PRAGMA query_only = ${isFull ? 'ON' : 'OFF'}`);
  /** Not a page more: SQLite's own "full", in the middle of a transaction. */
  const cap = () => {
    const { page_count: pages } = sql!.prepare('PRAGMA page_count').get() as { page_count: number };
    sql!.exec(`PRAGMA max_page_count = ${pages}`);
  };
  return { app, fill, cap };
}

it.each([
  ['PATCH', `/api/tasks/${uuid(1)}`, { title: 'Attic' }],
  ['DELETE', `/api/tasks/${uuid(1)}`, {}],
  ['POST', '/api/tasks/bulk', { action: 'favourite', ids: [uuid(1)] }],
])('a full disk: %s %s says so, changes nothing, and works when there is room', async (method, url, body) => {
  const { app, fill } = await startOnFullDisk();
  const before = await app.get<Task>(`/api/tasks/${uuid(1)}`);
  fill();
  const refused = await app.request(url, json(method, body));
  expect(refused.status).toBe(507);
  expect(await refused.json()).toMatchObject({
    code: 507,
    problem: { code: 'server-error', charged: 'no', message: expect.stringContaining('disk') as string },
  });
  expect(await app.get<Task>(`/api/tasks/${uuid(1)}`)).toEqual(before);
  fill(false);
  expect((await app.request(url, json(method, body))).ok).toBe(true);
});

it('a full disk does not keep the list from being read', async () => {
  const { app, fill } = await startOnFullDisk();
  await app.request(`/api/tasks/${uuid(1)}`, json('PATCH', { notes: 'for scene 4' }));
  fill();
  expect(await app.get('/api/tasks')).toMatchObject({ total: 1, tasks: [{ notes: 'for scene 4' }] });
});

it('what no longer fits is not sent, and what is there is still found', async () => {
  const { app, cap } = await startOnFullDisk();
  cap();
  const tasks = Array.from({ length: 60 }, (_, n) => ({ id: uuid(n + 2), request: softRain }));
  const refused = await app.request('/api/tasks', json('POST', { tasks }));
  expect(refused.status).toBe(507);
  expect(await refused.json()).toMatchObject({
    problem: { charged: 'no', message: expect.stringContaining('nothing was sent') as string },
  });
  for (const path of ['/api/tasks', '/api/tasks?q=rain', '/api/facets'])
    expect(await app.get(path)).toMatchObject({ total: 1 });
});

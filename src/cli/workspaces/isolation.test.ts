import { expect, test } from 'vitest';

import { systemClock } from '../../server/platform/clock.ts';
import { temporaryFolder } from '../../testing/sandbox-fixtures.ts';
import { startApp } from '../../testing/start-app.ts';
import { asHolder, moveIn, operationsOf, type Resident, tryToCross } from '../../testing/strangers.ts';
import { manageWorkspaces } from './manage-workspaces.ts';

const OWN = 'the-token-of-the-data-folder';
/** 10,000 with 200 workspaces: `node e2e/benchmarks/workspaces.ts`. */
const REQUESTS = 600;

test('no stranger’s request reads or changes anything of another workspace, by any route', async () => {
  const folder = temporaryFolder();
  const manage = manageWorkspaces(folder, systemClock);
  const made = ['A', 'B', 'C', 'D'].map((name) => manage.add(`Studio ${name}`));
  const app = await startApp({ folder, env: { ACCESS_TOKEN: OWN } });
  const residents: Resident[] = [];
  for (const { id, token } of made) residents.push(await moveIn(app, { token, workspace: id }));
  const operations = await operationsOf(app, OWN);
  expect(operations.length).toBeGreaterThan(40);

  /** Their own tasks, as their own token tells them. */
  const states = () =>
    Promise.all(
      residents.map(async ({ token, ids }) => {
        const read = ids.map(async (id) => (await app.request(`/api/tasks/${id}`, asHolder(token))).text());
        return Promise.all(read);
      }),
    );
  const before = await states();
  const { crossings, answered } = await tryToCross(app, { residents, operations, count: REQUESTS, seed: 17 });
  expect(crossings).toEqual([]);
  expect(await states()).toEqual(before);
  // They did come through to where there was something to find, or not.
  expect(answered.get(200)).toBeGreaterThan(REQUESTS / 10);
  expect(answered.get(404)).toBeGreaterThan(REQUESTS / 20);
  expect([...answered.keys()].filter((status) => status >= 500)).toEqual([]);
}, 120_000);

test('the check itself finds a crossing: a resident with another’s token is one', async () => {
  const folder = temporaryFolder();
  const { id, token } = manageWorkspaces(folder, systemClock).add('Studio A');
  const app = await startApp({ folder, env: { ACCESS_TOKEN: OWN } });
  const resident = await moveIn(app, { token, workspace: id });
  const thief = { ...resident };
  const operations = await operationsOf(app, OWN);
  const { crossings } = await tryToCross(app, {
    residents: [resident, thief],
    operations: operations.filter(({ path }) => path === '/api/tasks' || path === '/api/export'),
    count: 20,
    seed: 1,
  });
  expect(crossings.length).toBeGreaterThan(0);
});

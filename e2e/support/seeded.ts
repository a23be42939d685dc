import { seed } from './page-states/seed-list.ts';
import { removeFolder, startServer, type Server } from './server.ts';
import { test as base } from './test.ts';

/** `test` with a server whose list holds every kind of task, one for all states of the page. */
export const test = base.extend<object, { seeded: Server }>({
  seeded: [
    async ({}, provide) => {
      const server = await startServer({ env: { SOUNDS_PACE: '200/1s' } });
      await seed(server.url);
      await provide(server);
      await server.stop();
      removeFolder(server.dataDir);
    },
    { scope: 'worker', timeout: 240_000 },
  ],
});

export { expect } from './test.ts';

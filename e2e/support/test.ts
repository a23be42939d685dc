import { test as base } from '@playwright/test';

import { MainPage } from './main-page.ts';
import { removeFolder, type Server, type ServerOptions, startServer } from './server.ts';

/** A server, and its page as it is opened. */
export interface OpenedPage {
  server: Server;
  mainPage: MainPage;
}

interface Fixtures {
  /** Fails the test on anything the page complains of that the test did not announce. */
  complaints: { allow: (pattern: RegExp) => void };
}
interface WorkerFixtures {
  /** One real server per worker, on the sandbox, quick to let a throttled task try again. */
  shared: Server;
}

/** What a browser logs of a server that is stopped; FAILED is a service worker's word for all of it, the script its own. */
export const SERVER_AWAY =
  /ERR_(FAILED|CONNECTION_REFUSED|CONNECTION_RESET|SOCKET_NOT_CONNECTED|EMPTY_RESPONSE|INCOMPLETE_CHUNKED|CONTENT_LENGTH_MISMATCH)|error occurred when fetching the script/;

/** `E2E_SLOWER=6`: pages on a processor so many times slower, where what only happens to come in time does not. */
const SLOWER = Number(process.env['E2E_SLOWER'] ?? 1);

/** `test` with a real server, the page's base address, and a page that may not log errors. */
export const test = base.extend<
  Fixtures & {
    startOwn: (env?: Record<string, string>, options?: Omit<ServerOptions, 'env'>) => Promise<Server>;
    openOwn: (env?: Record<string, string>) => Promise<OpenedPage>;
  },
  WorkerFixtures
>({
  shared: [
    // Playwright reads the names it must provide from this parameter's pattern.
    async ({}, provide) => {
      const server = await startServer({ env: { SOUNDS_PACE: '200/1s' } });
      await provide(server);
      await server.stop();
      removeFolder(server.dataDir);
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ shared }, provide) => provide(shared.url),
  page: async ({ page }, provide) => {
    if (SLOWER > 1)
      await (
        await page.context().newCDPSession(page)
      ).send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await provide(page);
  },
  /** Servers of the test's own, to be killed, started again on the same folder or set up otherwise. */
  startOwn: async ({}, provide) => {
    const started: Server[] = [];
    await provide(async (env = {}, options = {}) => {
      const server = await startServer({ ...options, env });
      started.push(server);
      return server;
    });
    // Several may stand on one folder.
    await Promise.all(started.map((server) => server.stop()));
    for (const { dataDir } of started) removeFolder(dataDir);
  },
  /** The same, its page opened. */
  openOwn: async ({ page, startOwn }, provide) => {
    await provide(async (env) => {
      const server = await startOwn(env);
      await page.goto(server.url);
      return { server, mainPage: new MainPage(page) };
    });
  },
  complaints: [
    // Named first, so that it ends last: a page whose server has just been stopped may complain of that.
    async ({ startOwn: _servers, page }, provide) => {
      const heard: string[] = [];
      const allowed: RegExp[] = [];
      page.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
      page.on('pageerror', (error) => heard.push(String(error)));
      await provide({ allow: (pattern) => allowed.push(pattern) });
      const unexpected = heard.filter((text) => !allowed.some((pattern) => pattern.test(text)));
      if (unexpected.length > 0) throw new Error(`The page complained:\n${unexpected.join('\n')}`);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';

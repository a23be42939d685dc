import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Browser, type CDPSession, chromium, type Page } from 'playwright';

import { openFiles } from '../../src/server/platform/node/node-files.ts';
import { openSql } from '../../src/server/platform/node/node-sqlite.ts';
import { CHROMIUM_FLAGS, ensureBrowser } from '../support/browser.ts';
import { removeFolder, type Server, startServer } from '../support/server.ts';
import { seedLibrary, type SeedAudio } from './seed.ts';

/** A slow phone's processor, against this machine's. */
export const SLOW_CPU = 4;
/** Lighthouse's "Slow 4G", really applied. */
const SLOW_4G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1474.56 * 1000) / 8,
  uploadThroughput: (675 * 1000) / 8,
};

export interface OpenPage {
  page: Page;
  cdp: CDPSession;
  close: () => Promise<void>;
}

export type Stage = ReturnType<typeof openStage>;

/** Servers with so many tasks stored, and a browser: each started when first asked for, all ended together. */
export function openStage() {
  const servers = new Map<string, Promise<Server>>();
  let browser: Promise<Browser> | undefined;

  async function start(tasks: number, audio?: SeedAudio): Promise<Server> {
    const dataDir = mkdtempSync(join(tmpdir(), 'cuesmith-inspector-'));
    if (tasks > 0) {
      const sql = openSql(`${dataDir}/cuesmith.db`);
      await seedLibrary(sql, openFiles(`${dataDir}/takes`), tasks, Date.now(), audio);
      sql.close();
    }
    return startServer({ dataDir, env: { SOUNDS_PACE: '1000/1s' } });
  }

  return {
    server(tasks: number, audio?: SeedAudio): Promise<Server> {
      const name = JSON.stringify([tasks, audio]);
      const known = servers.get(name) ?? start(tasks, audio);
      servers.set(name, known);
      return known;
    },

    /** A page of its own, with an empty cache. */
    async open({ network = false, cpu = SLOW_CPU } = {}): Promise<OpenPage> {
      browser ??= chromium.launch({ executablePath: ensureBrowser(), args: CHROMIUM_FLAGS });
      const context = await (await browser).newContext({ viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      const cdp = await context.newCDPSession(page);
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
      if (network) {
        await cdp.send('Network.enable');
        await cdp.send('Network.emulateNetworkConditions', SLOW_4G);
      }
      return { page, cdp, close: () => context.close() };
    },

    async close(): Promise<void> {
      await (await browser)?.close();
      for (const starting of servers.values()) {
        const server = await starting;
        await server.stop();
        removeFolder(server.dataDir);
      }
    },
  };
}

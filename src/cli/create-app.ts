import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, Hono } from 'hono';

import type { Sandbox, SandboxOptions } from '../sandbox/app.ts';
import { createHttp } from '../server/http/app.ts';
import type { InlineHashes } from '../server/http/middleware/security-headers.ts';
import type { Clock } from '../server/platform/clock.ts';
import { openFiles } from '../server/platform/node/node-files.ts';
import { openSql } from '../server/platform/node/node-sqlite.ts';
import { lookup, publicFetch } from '../server/platform/node/public-fetch.ts';
import { isLoopback, type Settings } from '../server/platform/node/settings.ts';
import { vendorFetch } from '../server/platform/node/vendor-fetch.ts';
import { createTasks, type TasksOptions } from '../server/tasks/create-tasks.ts';
import type { Tasks } from '../server/tasks/tasks.ts';
import { type Timeouts, createVendorClient } from '../server/vendor/vendor-client.ts';
import type { Engine } from '../synth/synth.ts';

export interface Page {
  routes: Hono;
  inlineHashes: InlineHashes;
}

export interface Parts {
  /** Where this process can reach itself: the links of its own sandbox start with it. */
  origin: string;
  clock: Clock;
  /** Asked for only while the sandbox is the upstream. */
  engine: () => Promise<Engine>;
  /** Null when it is served by someone else (Vite) or by nobody. */
  page: Page | null;
  report: (error: unknown) => void;
  sandbox?: Pick<SandboxOptions, 'pacing' | 'startCredits' | 'linkLifeMs'>;
  atPoint?: TasksOptions['atPoint'];
  /** How patient we are with a vendor. */
  timeouts?: Partial<Timeouts>;
  openSql?: typeof openSql;
}

export interface App {
  fetch: Hono['fetch'];
  ledger: Tasks;
  /** Null while a vendor is the upstream. */
  sandbox: Sandbox | null;
  /** Ends the streams, takes no more work, waits for what is on the wire. It can still answer. */
  stopWork: () => Promise<void>;
  close: () => Promise<void>;
}

const MOUNT = '/sandbox';

/** Name for a Host header of an address to listen on. */
const hostName = (host: string) => (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host);
const isEveryAddress = (host: string) => ['0.0.0.0', '::', '[::]'].includes(host);

const clientAddress = (c: Context): string =>
  c.env && 'incoming' in c.env ? (getConnInfo(c).remote.address ?? 'unknown') : 'unknown';

/** Everything between the settings and an app that answers: the same for the server, for development and for tests. */
export async function assemble(settings: Settings, parts: Parts): Promise<App> {
  const { dataDir, models } = settings;
  const { origin, clock, report } = parts;
  const closers: (() => void | Promise<void>)[] = [];
  const closing = new AbortController();

  async function startSandbox() {
    const [{ createSandbox }, { SCENARIOS }] = await Promise.all([
      import('../sandbox/app.ts'),
      import('../sandbox/scenarios.ts'),
    ]);
    const engine = await parts.engine();
    closers.push(() => engine.close());
    const sql = openSql(`${dataDir}/sandbox.db`);
    closers.push(() => sql.close());
    const sandbox = createSandbox({
      engine,
      sql,
      files: openFiles(`${dataDir}/sandbox`),
      clock,
      mount: MOUNT,
      publicOrigin: () => origin,
      models,
      report,
      deliver: vendorFetch,
      ...parts.sandbox,
    });
    closers.push(() => sandbox.close());
    const upstream = createVendorClient({
      id: 'sandbox',
      name: 'sandbox',
      origin: origin + MOUNT,
      dialect: 'apibox',
      apiKey: 'sandbox',
      fetch: (url, init) => sandbox.fetch(url, init),
      lookup,
    });
    return { sandbox, upstream, scenarios: SCENARIOS };
  }

  function reachVendor(baseUrl: string) {
    const { name, dialect, apiKey } = settings.upstream;
    const upstream = createVendorClient({
      id: baseUrl,
      name,
      origin: baseUrl,
      dialect,
      apiKey: apiKey ?? '',
      fetch: vendorFetch,
      publicFetch,
      lookup,
      ...(parts.timeouts && { timeouts: parts.timeouts }),
    });
    return { sandbox: null, upstream, scenarios: [] };
  }

  const closeAll = async () => {
    for (const close of closers.toReversed()) await close();
  };

  try {
    const sql = (parts.openSql ?? openSql)(`${dataDir}/cuesmith.db`);
    closers.push(() => sql.close());
    const { baseUrl } = settings.upstream;
    const { sandbox, upstream, scenarios } = baseUrl === null ? await startSandbox() : reachVendor(baseUrl);
    const ledger = createTasks({
      sql,
      upstream,
      files: openFiles(`${dataDir}/takes`),
      clock,
      models,
      pace: settings.pace,
      concurrency: settings.concurrency,
      publicUrl: settings.publicUrl,
      scenarios,
      report,
      ...(parts.atPoint && { atPoint: parts.atPoint }),
    });
    let stopped: Promise<void> | undefined;
    const stopWork = () => {
      closing.abort();
      return (stopped ??= ledger.close());
    };
    closers.push(stopWork);

    const app = createHttp({
      ledger,
      models,
      clock,
      dialect: settings.upstream.dialect,
      hosts: {
        names: [...settings.allowedHosts, hostName(settings.host)],
        anyAddress: isEveryAddress(settings.host),
      },
      publicUrl: settings.publicUrl,
      accessToken: settings.accessToken,
      inlineHashes: parts.page?.inlineHashes ?? { scripts: [], styles: [] },
      clientAddress,
      closing: closing.signal,
      logError: (error, requestId) => report(new Error(`Request ${requestId} failed`, { cause: error })),
    });
    if (sandbox) app.all(`${MOUNT}/*`, (c) => sandbox.app.fetch(c.req.raw));
    if (parts.page) app.route('/', parts.page.routes);
    return {
      fetch: app.fetch,
      ledger,
      sandbox,
      stopWork,
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** An origin at which this process reaches itself. */
export const ownOrigin = (host: string, port: number): string =>
  `http://${isEveryAddress(host) ? '127.0.0.1' : hostName(host)}:${port}`;

/** What a person types into a browser on this machine. */
export const shownUrl = (host: string, port: number): string =>
  isLoopback(host) || isEveryAddress(host) ? `http://localhost:${port}` : ownOrigin(host, port);

import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, Hono } from 'hono';

import type { Sandbox } from '../sandbox/app.ts';
import { createHttp } from '../server/http/app.ts';
import { outerOf } from '../server/http/middleware/outer-address.ts';
import { resultCode } from '../server/platform/errors.ts';
import { openNetwork } from '../server/platform/node/network/network.ts';
import { openFiles } from '../server/platform/node/node-files.ts';
import { openSecrets } from '../server/platform/node/node-secrets.ts';
import { explain, openSql } from '../server/platform/node/node-sqlite.ts';
import { watchDatabase } from '../server/platform/node/node-storage.ts';
import type { PageFiles } from '../server/platform/node/page-files.ts';
import { readMigrations } from '../server/platform/node/read-migrations.ts';
import type { Settings } from '../server/platform/node/settings.ts';
import { createTasks, type TasksOptions } from '../server/tasks/create-tasks.ts';
import type { Tasks } from '../server/tasks/tasks.ts';
import type { Timeouts } from '../server/vendor/vendor-client.ts';
import { hostName, isEveryAddress } from './listen-address.ts';
import {
  addressCheck,
  openEnvironment,
  openSandbox,
  SANDBOX_PATH,
  type SandboxParts,
  vendorOpener,
} from './open-vendor.ts';

/** `origin`: where this process reaches itself. Where the environment names a vendor, `synth` is asked for by the sandbox's first sound. */
export interface AppOptions extends SandboxParts {
  /** Null when it is served by someone else (Vite) or by nobody. */
  page: PageFiles | null;
  atPoint?: TasksOptions['atPoint'];
  /** How long a vendor may take. */
  timeouts?: Partial<Timeouts>;
  openSql?: typeof openSql;
}

export interface App {
  fetch: Hono['fetch'];
  tasks: Tasks;
  sandbox: Sandbox;
  /** To be said to the person who started it. */
  warnings: readonly string[];
  /** Ends the streams, takes no more work, waits for what is on the wire. It can still answer. */
  stopWork: () => Promise<void>;
  close: () => Promise<void>;
}

/** Without a page of ours: in development, and in tests. */
export const buildOf = (page: PageFiles | null): Omit<PageFiles, 'routes'> =>
  page ?? { build: 'development', inlineHashes: { scripts: [], styles: [] } };

/** Address of the other end of the connection. */
export const peerAddress = (c: Context): string =>
  c.env && 'incoming' in c.env ? (getConnInfo(c).remote.address ?? 'unknown') : 'unknown';

/** What is mounted on the app finds its own path, whatever we are served under. */
function withoutBase(request: Request, basePath: string): Request {
  const url = new URL(request.url);
  if (basePath === '' || !url.pathname.startsWith(`${basePath}/`)) return request;
  url.pathname = url.pathname.slice(basePath.length);
  return new Request(url, request);
}

/** Everything between the settings and an app that answers: the same for the server, for development and for tests. */
export async function createApp(settings: Settings, options: AppOptions): Promise<App> {
  const closers: (() => void | Promise<void>)[] = [];
  const close = async () => {
    for (const closeOne of closers.toReversed()) await closeOne();
  };
  try {
    return { ...(await openApp(settings, options, (closeOne) => closers.push(closeOne))), close };
  } catch (error) {
    await close();
    throw resultCode(error) === null ? error : explain(error, `the database in ${settings.dataDir}`);
  }
}

async function openApp(
  settings: Settings,
  options: AppOptions,
  onClose: (close: () => void | Promise<void>) => void,
): Promise<Omit<App, 'close'>> {
  const { dataDir } = settings;
  const { clock, report, page } = options;
  const [database, takes] = [`${dataDir}/cuesmith.db`, `${dataDir}/takes`];
  const sql = (options.openSql ?? openSql)(database, takes);
  onClose(() => sql.close());
  const network = openNetwork(settings.proxies);
  onClose(() => network.close());
  const secrets = openSecrets(dataDir, settings.secretsKey);
  const { sandbox, connection } = await openSandbox(settings, options, onClose);
  const environment = openEnvironment(settings, network, options.timeouts);
  const tasks = createTasks({
    sql,
    migrations: readMigrations(),
    fixed: environment ? [connection, environment] : [connection],
    openVendor: vendorOpener(settings, network, options.timeouts),
    checkAddress: addressCheck(settings),
    secrets,
    files: openFiles(takes),
    storage: watchDatabase(database),
    clock,
    publicUrl: settings.publicUrl === null ? null : settings.publicUrl + settings.basePath,
    basePath: settings.basePath,
    report,
    ...(options.atPoint && { atPoint: options.atPoint }),
  });
  const closing = new AbortController();
  let stopped: Promise<void> | undefined;
  const stopWork = () => {
    closing.abort();
    return (stopped ??= tasks.close());
  };
  onClose(stopWork);

  const app = createHttp({
    tasks,
    clock,
    hosts: {
      names: [...settings.allowedHosts, hostName(settings.host)],
      anyAddress: isEveryAddress(settings.host),
    },
    publicUrl: settings.publicUrl,
    basePath: settings.basePath,
    trustedProxies: settings.trustedProxies,
    accessToken: settings.accessToken,
    sessionFiles: openFiles(`${dataDir}/sessions`),
    ...buildOf(page),
    peerAddress,
    closing: closing.signal,
    logError: (error, requestId) => report(new Error(`Request ${requestId} failed`, { cause: error })),
  });
  app.all(`${SANDBOX_PATH}/*`, (c) =>
    sandbox.app.fetch(withoutBase(c.req.raw, settings.basePath), { base: outerOf(c).base + SANDBOX_PATH }),
  );
  if (page) app.route('/', page.routes);
  return { fetch: app.fetch, tasks, sandbox, warnings: secrets.warnings, stopWork };
}

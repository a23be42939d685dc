import type { Context, Hono } from 'hono';

import type { Sandbox } from '../../sandbox/create-sandbox.ts';
import { renewMediaKey } from '../../server/db/wav-repository.ts';
import { outerOf } from '../../server/http/middleware/outer-address.ts';
import { openFiles } from '../../server/platform/node/node-files.ts';
import { openSecrets } from '../../server/platform/node/node-secrets.ts';
import { type NewTables, openSql } from '../../server/platform/node/node-sqlite.ts';
import { watchDatabase } from '../../server/platform/node/node-storage.ts';
import { readMigrations } from '../../server/platform/node/read-migrations.ts';
import type { Settings } from '../../server/platform/node/settings.ts';
import { migrate } from '../../server/platform/sql.ts';
import type { AddressCheck } from '../../server/tasks/connections/address-of.ts';
import type { FixedConnection, OpenVendor } from '../../server/tasks/connections/connection-registry.ts';
import { createTasks, type TasksOptions } from '../../server/tasks/create-tasks.ts';
import type { Quota } from '../../server/tasks/submit/quota.ts';
import type { Tasks } from '../../server/tasks/tasks.ts';
import { openSandbox, SANDBOX_PATH, type SandboxParts, sandboxPath } from '../open-vendor.ts';

export interface WorkspaceParts extends SandboxParts {
  openVendor: OpenVendor;
  checkAddress: AddressCheck;
  atPoint?: TasksOptions['atPoint'];
  openSql?: typeof openSql;
}

export interface WorkspaceOptions {
  /** Empty: the one in the data folder itself. */
  id: string;
  quota?: () => Quota;
  /** The environment's connection. */
  environment?: FixedConnection | null;
}

export interface OpenWorkspace {
  tasks: Tasks;
  sandbox: Sandbox;
  /** Aborted when it ends: streams end. */
  closing: AbortSignal;
  /** To be said to the person who started it. */
  warnings: readonly string[];
  /** Its sandbox, for programs outside. */
  mountSandbox: (app: Pick<Hono, 'all'>) => void;
  /** Ends the streams, takes no more work, waits for what is on the wire. It can still answer. */
  stopWork: () => Promise<void>;
}

export function readTaskTables(): NewTables & { steps: string[] } {
  const steps = readMigrations();
  return { steps, add: (sql) => migrate(sql, steps), renew: renewMediaKey };
}

/** One fact for all workspaces of a process. */
let taskTables: ReturnType<typeof readTaskTables> | null = null;

/**
 * All that works on one folder: its tasks, its keys, its sandbox.
 * @param settings whose `dataDir` is that folder
 * @param onClose takes what ends it, in the order in which it was started
 */
export async function openWorkspace(
  settings: Settings,
  parts: WorkspaceParts,
  { id, quota, environment = null }: WorkspaceOptions,
  onClose: (close: () => void | Promise<void>) => void,
): Promise<OpenWorkspace> {
  const { dataDir, basePath } = settings;
  const [database, takes] = [`${dataDir}/cuesmith.db`, `${dataDir}/takes`];
  const tables = (taskTables ??= readTaskTables());
  const sql = (parts.openSql ?? openSql)(database, takes, tables);
  onClose(() => sql.close());
  const secrets = openSecrets(dataDir, settings.secretsKey);
  const mount = sandboxPath(id);
  const { sandbox, connection } = await openSandbox(settings, { ...parts, mount }, onClose);
  const tasks = createTasks({
    sql,
    migrations: tables.steps,
    fixed: environment ? [connection, environment] : [connection],
    openVendor: parts.openVendor,
    checkAddress: parts.checkAddress,
    secrets,
    files: openFiles(takes),
    storage: watchDatabase(database),
    clock: parts.clock,
    publicUrl: settings.publicUrl === null ? null : settings.publicUrl + basePath,
    basePath,
    workspace: id,
    ...(quota && { quota }),
    report: parts.report,
    ...(parts.atPoint && { atPoint: parts.atPoint }),
  });
  const closing = new AbortController();
  let stopped: Promise<void> | undefined;
  const stopWork = () => {
    closing.abort();
    return (stopped ??= tasks.close());
  };
  onClose(stopWork);
  const passOn = (c: Context) =>
    sandbox.app.fetch(atMount(c.req.raw, basePath, mount), { base: outerOf(c).base + mount });
  return {
    tasks,
    sandbox,
    closing: closing.signal,
    warnings: secrets.warnings,
    mountSandbox: (app) => void app.all(`${SANDBOX_PATH}/*`, passOn),
    stopWork,
  };
}

/** What is mounted on the app finds its own path, whatever we are served under. */
function atMount(request: Request, basePath: string, mount: string): Request {
  const url = new URL(request.url);
  const own =
    basePath !== '' && url.pathname.startsWith(`${basePath}/`)
      ? url.pathname.slice(basePath.length)
      : url.pathname;
  const isMounted = own.startsWith(`${mount}/`);
  url.pathname = isMounted ? own : mount + own.slice(SANDBOX_PATH.length);
  return new Request(url, request);
}

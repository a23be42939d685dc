import type { Hono } from 'hono';

import type { Sandbox } from '../../sandbox/create-sandbox.ts';
import type { LogError } from '../../server/http/middleware/error-answers.ts';
import type { openSql } from '../../server/platform/node/node-sqlite.ts';
import type { PageFiles } from '../../server/platform/node/page-files.ts';
import type { Settings } from '../../server/platform/node/settings.ts';
import type { TasksOptions } from '../../server/tasks/create-tasks.ts';
import type { Tasks } from '../../server/tasks/tasks.ts';
import type { Timeouts } from '../../server/vendor/vendor-client.ts';
import { hostName, isEveryAddress } from '../listen-address.ts';
import type { SandboxParts } from '../open-vendor.ts';

/** `origin`: where this process reaches itself. Where the environment names a vendor, `synth` is asked for by the sandbox's first sound. */
export interface AppOptions extends SandboxParts {
  /** Null when it is served by someone else (Vite) or by nobody. */
  page: PageFiles | null;
  atPoint?: TasksOptions['atPoint'];
  /** How long a vendor may take. */
  timeouts?: Partial<Timeouts>;
  openSql?: typeof openSql;
  /** How long a workspace stays open after its last request. */
  workspaceIdleMs?: number;
}

export interface App {
  fetch: Hono['fetch'];
  tasks: Tasks;
  sandbox: Sandbox;
  /** How many workspaces besides the one in the data folder are open. */
  openWorkspaces?: () => number;
  /** To be said to the person who started it. */
  warnings: readonly string[];
  /** Ends the streams, takes no more work, waits for what is on the wire. It can still answer. */
  stopWork: () => Promise<void>;
  close: () => Promise<void>;
}

/** Without a page of ours: in development, and in tests. */
export const buildOf = (page: PageFiles | null): Omit<PageFiles, 'routes'> =>
  page ?? { build: 'development', inlineHashes: { scripts: [], styles: [] } };

export const hostsOf = ({ allowedHosts, host }: Settings) => ({
  names: [...allowedHosts, hostName(host)],
  anyAddress: isEveryAddress(host),
});

export const proxyRulesOf = ({ publicUrl, basePath, trustedProxies }: Settings) => ({
  publicUrl,
  basePath,
  trustedProxies,
});

export const logTo =
  (report: (error: unknown) => void): LogError =>
  (error, requestId) =>
    report(new Error(`Request ${requestId} failed`, { cause: error }));

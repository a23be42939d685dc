import { existsSync } from 'node:fs';

import type { Context } from 'hono';

import { createWorkspaceHttp } from '../../server/http/app.ts';
import { Sessions } from '../../server/http/middleware/sessions.ts';
import { createWorkspacesFront } from '../../server/http/workspaces-front.ts';
import { openFiles } from '../../server/platform/node/node-files.ts';
import { type Settings, SettingsProblem } from '../../server/platform/node/settings.ts';
import type { FixedConnection } from '../../server/tasks/connections/connection-registry.ts';
import type { Synth } from '../../synth/synth.ts';
import { type App, type AppOptions, buildOf, hostsOf, logTo, proxyRulesOf } from './app-parts.ts';
import { type OpenWorkspace, openWorkspace, type WorkspaceParts } from './open-workspace.ts';
import { watchClock } from './watched-clock.ts';
import { folderOf, openDirectory, type WorkspaceDirectory } from './workspace-file.ts';
import { WorkspacePool, type PooledWorkspace } from './workspace-pool.ts';

interface Shared {
  parts: WorkspaceParts;
  environment: FixedConnection | null;
  peerAddress: (c: Context) => string;
  onClose: (close: () => void | Promise<void>) => void;
}

/** Several workspaces behind one address, each with a folder of its own. The data folder itself is one of them: that of `ACCESS_TOKEN`. */
export async function openWorkspaces(
  settings: Settings,
  options: AppOptions,
  { parts, environment, peerAddress, onClose }: Shared,
): Promise<Omit<App, 'close'>> {
  const { dataDir, accessToken } = settings;
  const { clock, report, page } = options;
  if (accessToken === null)
    throw new SettingsProblem(
      'ACCESS_TOKEN is needed where there are workspaces: it opens the one in the data folder itself, as their own tokens open them.',
    );
  const directory = openDirectory(dataDir, accessToken, report);
  const shared = { ...parts, synth: shareSynth(parts.synth, onClose) };
  const http = { ...proxyRulesOf(settings), peerAddress, logError: logTo(report) };
  const toHttp = (one: OpenWorkspace, clockOfIts: typeof clock) => {
    const { tasks, closing, mountSandbox } = one;
    const app = createWorkspaceHttp({ ...http, tasks, closing, clock: clockOfIts });
    mountSandbox(app);
    return app;
  };

  const own = await openWorkspace(settings, shared, { id: '', environment }, onClose);
  const ownHttp = toHttp(own, clock);
  const pool = new WorkspacePool({
    open: (id) => openOne(id, { settings, parts: shared, directory, toHttp }),
    clock,
    report,
    ...(options.workspaceIdleMs !== undefined && { idleMs: options.workspaceIdleMs }),
  });
  onClose(() => pool.close());

  const app = createWorkspacesFront({
    ...http,
    ...buildOf(page),
    clock,
    hosts: allHosts(settings, directory),
    holders: directory,
    sessionsOf: rememberSessions((id) => (id === '' ? dataDir : folderOf(dataDir, id)), clock),
    workspaceAt: directory.at,
    isHere: directory.isHere,
    dispatch: async (id, request, env) =>
      id === '' ? ownHttp.fetch(request, { ...env }) : pool.fetch(id, request, env),
    page: page?.routes ?? null,
  });
  // One that nobody has used yet has no database, and nothing to go on with.
  const used = directory.all().filter(({ id }) => existsSync(`${folderOf(dataDir, id)}/cuesmith.db`));
  void pool.lookAt(used.map(({ id }) => id));
  const { tasks, sandbox, warnings } = own;
  return {
    fetch: app.fetch,
    tasks,
    sandbox,
    warnings: [...warnings, `Workspaces besides the one in ${dataDir} itself: ${directory.all().length}.`],
    openWorkspaces: () => pool.size(),
    stopWork: async () => void (await Promise.all([own.stopWork(), pool.stopWork()])),
  };
}

/** Those of the settings, and of the workspaces that have one. */
function allHosts(settings: Settings, directory: WorkspaceDirectory) {
  const hosts = hostsOf(settings);
  return {
    ...hosts,
    get names() {
      return [...hosts.names, ...directory.hostNames()];
    },
  };
}

interface OneOptions {
  settings: Settings;
  parts: WorkspaceParts;
  directory: WorkspaceDirectory;
  toHttp: (one: OpenWorkspace, clock: WorkspaceParts['clock']) => ReturnType<typeof createWorkspaceHttp>;
}

async function openOne(
  id: string,
  { settings, parts, directory, toHttp }: OneOptions,
): Promise<PooledWorkspace> {
  const closers: (() => void | Promise<void>)[] = [];
  const close = async () => {
    for (const closeOne of closers.toReversed()) await closeOne();
  };
  const clock = watchClock(parts.clock);
  try {
    const one = await openWorkspace(
      withoutVendor(settings, folderOf(settings.dataDir, id)),
      { ...parts, clock },
      { id, quota: () => directory.quotaOf(id) },
      (closeOne) => closers.push(closeOne),
    );
    const app = toHttp(one, clock);
    return {
      fetch: (request, env) => app.fetch(request, { ...env }),
      isBusy: async () => one.tasks.isBusy() || !(await isIdle(one.sandbox.idle())),
      nextIn: clock.nextIn,
      stopWork: one.stopWork,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The environment's vendor and key are the data folder's own: others bring theirs, or use their sandbox. */
const withoutVendor = (settings: Settings, dataDir: string): Settings => ({
  ...settings,
  dataDir,
  upstream: { name: 'sandbox', baseUrl: null, dialect: settings.sandbox.dialect, route: null, apiKey: null },
  upstreamHosts: [],
});

/** Whether that has ended by now. */
const isIdle = (ended: Promise<void>): Promise<boolean> =>
  Promise.race([ended.then(() => true), new Promise<boolean>((resolve) => setImmediate(resolve, false))]);

/** One synthesiser for all: its threads are the machine's, not a workspace's. */
function shareSynth(open: () => Promise<Synth>, onClose: Shared['onClose']): () => Promise<Synth> {
  let opened: Promise<Synth> | null = null;
  const get = () => (opened ??= open());
  onClose(async () => (await opened?.catch(() => null))?.close());
  return async () => ({
    render: async (job, signal) => (await get()).render(job, signal),
    close: async () => {},
  });
}

function rememberSessions(folder: (id: string) => string, clock: AppOptions['clock']) {
  const known = new Map<string, Sessions>();
  return (id: string): Sessions => {
    const sessions = known.get(id) ?? new Sessions(openFiles(`${folder(id)}/sessions`), clock);
    known.set(id, sessions);
    return sessions;
  };
}

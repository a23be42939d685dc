import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

import { createHttp } from '../server/http/app.ts';
import { resultCode } from '../server/platform/errors.ts';
import { openNetwork } from '../server/platform/node/network/network.ts';
import { openFiles } from '../server/platform/node/node-files.ts';
import { explain } from '../server/platform/node/node-sqlite.ts';
import type { Settings } from '../server/platform/node/settings.ts';
import { addressCheck, openEnvironment, vendorOpener } from './vendor-clients.ts';
import { type App, type AppOptions, buildOf, hostsOf, logTo, proxyRulesOf } from './workspaces/app-parts.ts';
import { openWorkspace, type WorkspaceParts } from './workspaces/open-workspace.ts';
import { openWorkspaces } from './workspaces/open-workspaces.ts';
import { readWorkspaces } from './workspaces/workspace-file.ts';

/** Address of the other end of the connection. */
export const peerAddress = (c: Context): string =>
  c.env && 'incoming' in c.env ? (getConnInfo(c).remote.address ?? 'unknown') : 'unknown';

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
  const several = readWorkspaces(settings.dataDir).length > 0;
  const network = openNetwork(settings.proxies);
  onClose(() => network.close());
  // Where there are several workspaces, nobody's address leads into a private network.
  const allowed = several ? { ...settings, upstreamHosts: [] } : settings;
  const parts: WorkspaceParts = {
    ...options,
    openVendor: vendorOpener(allowed, network, options.timeouts),
    checkAddress: addressCheck(allowed, network),
  };
  const environment = openEnvironment(settings, network, options.timeouts);
  if (several) return openWorkspaces(settings, options, { parts, environment, peerAddress, onClose });
  const { tasks, sandbox, ...own } = await openWorkspace(settings, parts, { id: '', environment }, onClose);
  const app = createHttp({
    tasks,
    clock: options.clock,
    hosts: hostsOf(settings),
    ...proxyRulesOf(settings),
    peerAddress,
    accessToken: settings.accessToken,
    sessionFiles: openFiles(`${settings.dataDir}/sessions`),
    ...buildOf(options.page),
    closing: own.closing,
    logError: logTo(options.report),
  });
  own.mountSandbox(app);
  if (options.page) app.route('/', options.page.routes);
  return { fetch: app.fetch, tasks, sandbox, warnings: own.warnings, stopWork: own.stopWork };
}

import type { Sandbox, SandboxOptions } from '../sandbox/app.ts';
import type { Clock } from '../server/platform/clock.ts';
import type { Network } from '../server/platform/node/network.ts';
import { openFiles } from '../server/platform/node/node-files.ts';
import { openSql } from '../server/platform/node/node-sqlite.ts';
import { lookup } from '../server/platform/node/public-fetch.ts';
import type { Settings } from '../server/platform/node/settings.ts';
import { createVendorClient, type Timeouts } from '../server/vendor/vendor-client.ts';
import type { Synth } from '../synth/synth.ts';
import { deliverCallback } from './deliver-callback.ts';

/** Where the sandbox of this process answers. */
export const SANDBOX_PATH = '/sandbox';

export interface SandboxParts {
  origin: string;
  clock: Clock;
  synth: () => Promise<Synth>;
  report: (error: unknown) => void;
  sandbox?: Pick<SandboxOptions, 'pacing' | 'startCredits' | 'linkLifeMs'>;
}

type Close = () => void | Promise<void>;

/** Starts the sandbox in this process. @param onClose takes what ends it, in the order in which it was started */
export async function openSandbox(
  settings: Settings,
  { origin, clock, synth: openSynth, report, sandbox: more }: SandboxParts,
  onClose: (close: Close) => void,
) {
  const { dataDir, models } = settings;
  const [{ createSandbox }, { scenariosIn }, { WORDINGS }] = await Promise.all([
    import('../sandbox/app.ts'),
    import('../sandbox/scenarios.ts'),
    import('../sandbox/wording.ts'),
  ]);
  const synth = await openSynth();
  onClose(() => synth.close());
  const sql = openSql(`${dataDir}/sandbox.db`);
  onClose(() => sql.close());
  const sandbox: Sandbox = createSandbox({
    synth,
    sql,
    files: openFiles(`${dataDir}/sandbox`),
    clock,
    mount: SANDBOX_PATH,
    publicOrigin: () => origin,
    models,
    ...settings.sandbox,
    report,
    deliver: deliverCallback(settings, origin),
    ...more,
  });
  onClose(() => sandbox.close());
  const upstream = createVendorClient({
    id: 'sandbox',
    name: 'sandbox',
    origin: origin + SANDBOX_PATH,
    dialect: settings.sandbox.dialect,
    ...(settings.upstream.route && { route: settings.upstream.route }),
    apiKey: 'sandbox',
    fetch: (url, init) => sandbox.fetch(url, init),
    forget: (taskId) => sandbox.forget(taskId),
    lookup,
  });
  return { sandbox, upstream, scenarios: scenariosIn(WORDINGS[settings.sandbox.dialect]) };
}

export function openVendor(
  { upstream: { name, dialect, route, apiKey }, mediaHosts }: Pick<Settings, 'upstream' | 'mediaHosts'>,
  baseUrl: string,
  network: Network,
  timeouts: Partial<Timeouts> = {},
) {
  const upstream = createVendorClient({
    id: baseUrl,
    name,
    origin: baseUrl,
    dialect,
    ...(route && { route }),
    apiKey: apiKey ?? '',
    ...network.openLine(baseUrl),
    publicFetch: network.publicFetch,
    lookup,
    mediaHosts,
    timeouts,
  });
  return { sandbox: null, upstream, scenarios: [] };
}

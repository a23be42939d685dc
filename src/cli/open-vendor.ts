import { SANDBOX_ID } from '#shared/connection.ts';
import { CONCURRENCY, VENDORS } from '#shared/connections/vendors.ts';
import { DEFAULT_MODEL } from '#shared/limits.ts';

import type { Sandbox, SandboxOptions } from '../sandbox/create-sandbox.ts';
import type { Clock } from '../server/platform/clock.ts';
import { matchesHost } from '../server/platform/host-names.ts';
import type { Network, VendorLine } from '../server/platform/node/network/network.ts';
import { lookup } from '../server/platform/node/network/public-fetch.ts';
import { openFiles } from '../server/platform/node/node-files.ts';
import { openSql } from '../server/platform/node/node-sqlite.ts';
import type { Settings } from '../server/platform/node/settings.ts';
import { LINK_MARK } from '../server/tasks/audio/media-links.ts';
import type { AddressCheck } from '../server/tasks/connections/address-of.ts';
import { connectionAt } from '../server/tasks/connections/connection-at.ts';
import type { FixedConnection, OpenVendor } from '../server/tasks/connections/connection-registry.ts';
import { keyHintOf } from '../server/tasks/connections/key-hint.ts';
import { whyNotPublic } from '../server/vendor/public-address.ts';
import { createVendorClient, type Timeouts } from '../server/vendor/vendor-client.ts';
import type { Synth } from '../synth/synth.ts';
import { deliverCallback } from './deliver-callback.ts';

/** Where the sandbox of this process answers. */
export const SANDBOX_PATH = '/sandbox';
/** Where that of a workspace does; its links say whose they are. */
export const sandboxPath = (workspace: string): string =>
  workspace === '' ? SANDBOX_PATH : `${SANDBOX_PATH}/${LINK_MARK}${workspace}`;

export interface SandboxParts {
  origin: string;
  clock: Clock;
  synth: () => Promise<Synth>;
  report: (error: unknown) => void;
  sandbox?: Pick<SandboxOptions, 'pacing' | 'startCredits' | 'linkLifeMs'>;
}

type Close = () => void | Promise<void>;

/** Opened by the first sound: where a vendor makes them, the synthesiser's workers are not started for nothing. */
function openLater(open: () => Promise<Synth>): Synth {
  let opened: Promise<Synth> | null = null;
  return {
    render: async (job, signal) => (await (opened ??= open())).render(job, signal),
    close: async () => (await opened?.catch(() => null))?.close(),
  };
}

/** Starts the sandbox in this process. @param onClose takes what ends it, in the order in which it was started */
export async function openSandbox(
  settings: Settings,
  { origin, clock, synth: openSynth, report, sandbox: more, mount }: SandboxParts & { mount: string },
  onClose: (close: Close) => void,
): Promise<{ sandbox: Sandbox; connection: FixedConnection }> {
  const { dataDir, upstream } = settings;
  const isMain = upstream.baseUrl === null;
  const models = isMain ? settings.models : [DEFAULT_MODEL];
  const [{ createSandbox }, { scenariosIn }, { WORDINGS }] = await Promise.all([
    import('../sandbox/create-sandbox.ts'),
    import('../sandbox/scenarios.ts'),
    import('../sandbox/wording.ts'),
  ]);
  const synth = isMain ? await openSynth() : openLater(openSynth);
  onClose(() => synth.close());
  const sql = openSql(`${dataDir}/sandbox.db`);
  onClose(() => sql.close());
  const sandbox: Sandbox = createSandbox({
    synth,
    sql,
    files: openFiles(`${dataDir}/sandbox`),
    clock,
    mount,
    publicOrigin: () => origin,
    models,
    ...settings.sandbox,
    report,
    deliver: deliverCallback(settings, origin),
    ...more,
  });
  onClose(() => sandbox.close());
  const client = createVendorClient({
    id: SANDBOX_ID,
    name: 'sandbox',
    origin: origin + mount,
    dialect: settings.sandbox.dialect,
    ...(isMain && upstream.route && { route: upstream.route }),
    apiKey: 'sandbox',
    fetch: (url, init) => sandbox.fetch(url, init),
    forget: (taskId) => sandbox.forget(taskId),
    lookup,
  });
  const connection: FixedConnection = {
    row: {
      id: SANDBOX_ID,
      name: 'Sandbox',
      vendor: 'sandbox',
      baseUrl: null,
      dialect: settings.sandbox.dialect,
      route: isMain ? upstream.route : null,
      models,
      pace: isMain ? settings.pace : VENDORS.apibox.pace,
      concurrency: isMain ? settings.concurrency : CONCURRENCY,
      source: 'built-in',
    },
    client,
    keyHint: null,
    hasKey: true,
    scenarios: scenariosIn(WORDINGS[settings.sandbox.dialect]),
  };
  return { sandbox, connection };
}

/** The environment's connection; null when it names none. */
export function openEnvironment(
  { upstream, mediaHosts, models, pace, concurrency }: Settings,
  network: Network,
  timeouts: Partial<Timeouts> = {},
): FixedConnection | null {
  const { name, baseUrl, dialect, route, apiKey } = upstream;
  if (baseUrl === null || name === 'sandbox') return null;
  const at = connectionAt(baseUrl);
  return {
    row: { ...at, vendor: name, dialect, route, models, pace, concurrency, source: 'environment' },
    client: createVendorClient({
      id: at.id,
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
    }),
    keyHint: apiKey === null ? null : keyHintOf(apiKey),
    hasKey: apiKey !== null,
  };
}

type Reach = Pick<Settings, 'mediaHosts' | 'upstreamHosts'>;

/** Clients of connections made in the page: a private address only where a setting names its host. */
export function vendorOpener(
  { mediaHosts, upstreamHosts }: Reach,
  network: Network,
  timeouts: Partial<Timeouts> = {},
): OpenVendor {
  /** One an address, for as long as the server runs: clients come and go with their keys. */
  const lines = new Map<string, VendorLine>();

  function lineTo(origin: string): Omit<VendorLine, 'close'> {
    // Its sockets check the address that they connect to: a name may come to mean another one.
    const isPublicOnly = !matchesHost(upstreamHosts, new URL(origin).hostname);
    const line = lines.get(origin) ?? network.openLine(origin, isPublicOnly);
    lines.set(origin, line);
    const { fetch, readFetch, warm } = line;
    return { fetch, readFetch, warm };
  }

  return ({ id, vendor, baseUrl, dialect, route }, apiKey) => {
    const origin = baseUrl ?? 'http://sandbox.invalid';
    return createVendorClient({
      id,
      name: vendor,
      origin,
      dialect,
      ...(route && { route }),
      apiKey,
      ...lineTo(origin),
      publicFetch: network.publicFetch,
      lookup,
      mediaHosts,
      timeouts,
    });
  };
}

/** Whether an address that was typed in the page may be asked. */
export const addressCheck =
  ({ upstreamHosts }: Reach): AddressCheck =>
  async (url) => {
    if (matchesHost(upstreamHosts, url.hostname)) return null;
    const isPublic = (await whyNotPublic(url, lookup).catch(() => 'the address cannot be found')) === null;
    if (!isPublic)
      return `baseUrl leads into a private network, or nowhere. ALLOWED_UPSTREAM_HOSTS=${url.hostname} lets it through.`;
    return url.protocol === 'https:'
      ? null
      : 'baseUrl must begin with https://: the key would be readable on its way.';
  };

import { existsSync } from 'node:fs';

import { SANDBOX_ID } from '#shared/connection.ts';
import { CONCURRENCY, VENDORS } from '#shared/connections/vendors.ts';
import { DEFAULT_MODEL } from '#shared/limits.ts';

import type { Sandbox, SandboxOptions } from '../sandbox/create-sandbox.ts';
import type { Clock } from '../server/platform/clock.ts';
import { lookup } from '../server/platform/node/network/public-fetch.ts';
import { openFiles } from '../server/platform/node/node-files.ts';
import { openSql } from '../server/platform/node/node-sqlite.ts';
import type { Settings } from '../server/platform/node/settings.ts';
import { LINK_MARK } from '../server/tasks/audio/media-links.ts';
import type { FixedConnection } from '../server/tasks/connections/connection-registry.ts';
import { createVendorClient } from '../server/vendor/vendor-client.ts';
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

/**
 * Whoever only uses another vendor has no second database made, and flushed to disk.
 * @param isUnderWay it was used before and may have something to go on with
 */
function openWhenAsked(open: () => Sandbox, isUnderWay: boolean): Sandbox {
  let opened: Sandbox | null = isUnderWay ? open() : null;
  const get = () => (opened ??= open());
  return {
    get app() {
      return get().app;
    },
    fetch: (input, init) => get().fetch(input, init),
    forget: async (taskId) => get().forget(taskId),
    idle: async () => opened?.idle(),
    close: async () => opened?.close(),
  };
}

/** Where it is not the main vendor, the settings of pace and route are not about it. */
function rowOf(settings: Settings, models: string[]): FixedConnection['row'] {
  const { upstream, sandbox, pace, concurrency } = settings;
  const isMain = upstream.baseUrl === null;
  return {
    id: SANDBOX_ID,
    name: 'Sandbox',
    vendor: 'sandbox',
    baseUrl: null,
    dialect: sandbox.dialect,
    route: isMain ? upstream.route : null,
    models,
    pace: isMain ? pace : VENDORS.apibox.pace,
    concurrency: isMain ? concurrency : CONCURRENCY,
    source: 'built-in',
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
  const [{ createSandbox }, { sandboxTables }, { scenariosIn }, { WORDINGS }] = await Promise.all([
    import('../sandbox/create-sandbox.ts'),
    import('../sandbox/sandbox-schema.ts'),
    import('../sandbox/scenarios.ts'),
    import('../sandbox/wording.ts'),
  ]);
  const synth = isMain ? await openSynth() : openLater(openSynth);
  onClose(() => synth.close());
  const database = `${dataDir}/sandbox.db`;
  const sandbox = openWhenAsked(() => {
    const sql = openSql(database, undefined, sandboxTables);
    onClose(() => sql.close());
    const opened = createSandbox({
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
    onClose(() => opened.close());
    return opened;
  }, existsSync(database));
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
    row: rowOf(settings, models),
    client,
    keyHint: null,
    hasKey: true,
    scenarios: scenariosIn(WORDINGS[settings.sandbox.dialect]),
  };
  return { sandbox, connection };
}

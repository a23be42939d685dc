import type { Hono } from 'hono';

import { createHttp } from '../../server/http/app.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { formatKeys, parseKeys } from '../../server/platform/node/keys-text.ts';
import { type AlarmClock, createAlarmClock } from '../../server/platform/workers/alarm-clock.ts';
import { openAssetPage } from '../../server/platform/workers/asset-page.ts';
import { durableSecrets } from '../../server/platform/workers/durable-secrets.ts';
import { durableSql } from '../../server/platform/workers/durable-sql.ts';
import { createPlaces, openEdgeNetwork, PLACES } from '../../server/platform/workers/edge-network.ts';
import { r2Files } from '../../server/platform/workers/r2-files.ts';
import { createTasks } from '../../server/tasks/create-tasks.ts';
import type { Tasks } from '../../server/tasks/tasks.ts';
import type { Timeouts } from '../../server/vendor/vendor-client.ts';
import { addressCheck, openEnvironment, vendorOpener } from '../vendor-clients.ts';
import { migrations } from './bundled-migrations.ts';
import {
  type ObjectState,
  readWorkerSettings,
  type WorkerEnv,
  type WorkerSettings,
} from './worker-settings.ts';

export interface WorkspaceOptions {
  /** How long a vendor may take. */
  timeouts?: Partial<Timeouts>;
}

const report = (error: unknown): void => console.error(error);

/** What this runtime cannot do; see `RuntimeLimits`. */
const RUNTIME = { maxOnWire: PLACES.send, canProveUnsent: false, noticesHangUp: false };

/**
 * One workspace: its tasks, its keys, its audio. It is the only one who sends for it, and the runtime lets nothing leave
 * before what was written is on disk (the output gate): no send may move out of here.
 */
export class Workspace {
  readonly #ctx: ObjectState;
  readonly #env: WorkerEnv;
  readonly #options: WorkspaceOptions;
  readonly #clock: AlarmClock;
  readonly #places = createPlaces();
  #opened: { tasks: Tasks; settings: WorkerSettings } | null = null;
  #http: Promise<Hono> | null = null;

  constructor(ctx: ObjectState, env: WorkerEnv, options: WorkspaceOptions = {}) {
    this.#ctx = ctx;
    this.#env = env;
    this.#options = options;
    this.#clock = createAlarmClock(ctx.storage, report);
  }

  async fetch(request: Request): Promise<Response> {
    const http = await (this.#http ??= this.#openHttp());
    await this.#clock.begin();
    return http.fetch(request);
  }

  /** Something is due, or the object was gone before it was: what is under way goes on, with nobody asking. */
  async alarm(): Promise<void> {
    try {
      this.#open();
    } catch (error) {
      report(error);
    }
    await this.#clock.ring();
  }

  #filesIn(folder: string) {
    const { TAKES } = this.#env;
    return r2Files(TAKES, `${this.#ctx.id.toString()}/${folder}/`, (call) =>
      this.#places.within('file', call),
    );
  }

  #open(): { tasks: Tasks; settings: WorkerSettings } {
    if (this.#opened) return this.#opened;
    const settings = readWorkerSettings(this.#env);
    const { timeouts } = this.#options;
    const network = openEdgeNetwork(this.#places, (url, init) => fetch(url, init));
    const environment = openEnvironment(settings, network, timeouts);
    const sql = durableSql(this.#ctx.storage);
    const tasks = createTasks({
      sql,
      migrations,
      fixed: environment ? [environment] : [],
      openVendor: vendorOpener(settings, network, timeouts),
      checkAddress: addressCheck(settings, network),
      secrets: durableSecrets(sql, {
        parse: (text) => parseKeys(text, settings.secretsKey, 'The table of keys').keys,
        format: (keys) => formatKeys(keys, settings.secretsKey),
      }),
      files: this.#filesIn('takes'),
      clock: this.#clock,
      publicUrl: settings.publicUrl,
      runtime: RUNTIME,
      report,
    });
    this.#opened = { tasks, settings };
    return this.#opened;
  }

  async #openHttp(): Promise<Hono> {
    const { tasks, settings } = this.#open();
    const page = this.#env.ASSETS ? await openAssetPage(this.#env.ASSETS).catch(report) : null;
    const { routes, build = 'development', inlineHashes = { scripts: [], styles: [] } } = page ?? {};
    const app = createHttp({
      tasks,
      // A stream keeps the object in memory anyway: its heartbeats need no alarm.
      clock: systemClock,
      hosts: { names: settings.allowedHosts, anyAddress: false, anyName: true },
      publicUrl: settings.publicUrl,
      basePath: '',
      trustedProxies: [],
      // Set by Cloudflare, whatever a client sends.
      peerAddress: (c) => c.req.header('cf-connecting-ip') ?? 'unknown',
      accessToken: settings.accessToken,
      sessionFiles: this.#filesIn('sessions'),
      build,
      inlineHashes,
      closing: new AbortController().signal,
      logError: (error, requestId) => report(new Error(`Request ${requestId} failed`, { cause: error })),
      compresses: false,
    });
    if (routes) app.route('/', routes);
    return app;
  }
}

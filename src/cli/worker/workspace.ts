import { DurableObject } from 'cloudflare:workers';
import type { Hono } from 'hono';

import { createHttp } from '../../server/http/app.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { formatKeys, parseKeys } from '../../server/platform/node/keys-text.ts';
import type { Sql } from '../../server/platform/sql.ts';
import { type AlarmClock, createAlarmClock } from '../../server/platform/workers/alarm-clock.ts';
import { openAssetPage } from '../../server/platform/workers/asset-page.ts';
import { durableSecrets } from '../../server/platform/workers/durable-secrets.ts';
import { durableSql } from '../../server/platform/workers/durable-sql.ts';
import { createPlaces, openEdgeNetwork, PLACES } from '../../server/platform/workers/edge-network.ts';
import { emptyFolder, r2Files } from '../../server/platform/workers/r2-files.ts';
import { createTasks } from '../../server/tasks/create-tasks.ts';
import type { Tasks } from '../../server/tasks/tasks.ts';
import type { Timeouts } from '../../server/vendor/vendor-client.ts';
import { addressCheck, openEnvironment, vendorOpener } from '../vendor-clients.ts';
import type { Workspace as KnownOfWorkspace } from '../workspaces/workspace-record.ts';
import { migrations } from './bundled-migrations.ts';
import { LOGIN_COOKIE } from './claimed-workspace.ts';
import { knownWorkspace, type KnownWorkspace } from './known-workspace.ts';
import {
  mainIdOf,
  type ObjectState,
  readWorkerSettings,
  type WorkerEnv,
  type WorkerSettings,
} from './worker-settings.ts';
import { workspaceAdminRoutes } from './workspace-admin-routes.ts';
import { createDirectory, type WorkspaceObject } from './workspace-directory.ts';

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
export class Workspace extends DurableObject implements WorkspaceObject {
  readonly #ctx: ObjectState;
  readonly #env: WorkerEnv;
  readonly #options: WorkspaceOptions;
  readonly #clock: AlarmClock;
  readonly #places = createPlaces();
  readonly #sql: Sql;
  /** Empty: the main one, that of `ACCESS_TOKEN` and of the environment's vendor. */
  readonly #id: string;
  readonly #known: KnownWorkspace;
  #opened: { tasks: Tasks; settings: WorkerSettings } | null = null;
  #http: Promise<Hono> | null = null;

  constructor(ctx: ObjectState, env: WorkerEnv, options: WorkspaceOptions = {}) {
    super(ctx, env);
    this.#ctx = ctx;
    this.#env = env;
    this.#options = options;
    this.#clock = createAlarmClock(ctx.storage, report);
    this.#sql = durableSql(ctx.storage);
    const id = ctx.id.toString();
    this.#id = id === mainIdOf(env).toString() ? '' : id;
    this.#known = knownWorkspace(this.#sql);
  }

  async fetch(request: Request): Promise<Response> {
    if (this.#id !== '' && !this.#known.isHere()) return notHere(request);
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

  async tell(known: KnownOfWorkspace): Promise<void> {
    this.#known.learn(known);
  }

  async purge(): Promise<void> {
    if (!this.#known.isRemoved()) throw new Error('Only what was removed is purged.');
    await this.#opened?.tasks.close();
    await emptyFolder(this.#env.TAKES, this.#folder(''));
    await this.#ctx.storage.deleteAlarm();
    await this.#ctx.storage.deleteAll();
    // What it has in memory is of a database that is gone.
    setTimeout(() => this.#ctx.abort('This workspace was purged.'), 0);
  }

  #folder(name: string): string {
    return `${this.#ctx.id.toString()}/${name}`;
  }

  #filesIn(name: string) {
    return r2Files(this.#env.TAKES, this.#folder(`${name}/`), (call) => this.#places.within('file', call));
  }

  #open(): { tasks: Tasks; settings: WorkerSettings } {
    if (this.#opened) return this.#opened;
    const settings = readWorkerSettings(this.#env);
    const { timeouts } = this.#options;
    const network = openEdgeNetwork(this.#places, (url, init) => fetch(url, init));
    // The environment's vendor and key are the main one's own: the others bring theirs.
    const environment = this.#id === '' ? openEnvironment(settings, network, timeouts) : null;
    const sql = this.#sql;
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
      workspace: this.#id,
      quota: this.#known.quota,
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
      ...(this.#id !== '' && { holders: this.#known.holders }),
      cookieName: LOGIN_COOKIE,
      sessionFiles: this.#filesIn('sessions'),
      build,
      inlineHashes,
      closing: new AbortController().signal,
      logError: (error, requestId) => report(new Error(`Request ${requestId} failed`, { cause: error })),
      compresses: false,
    });
    if (this.#id === '') app.route('/workspaces', workspaceAdminRoutes(this.#directory()));
    if (routes) app.route('/', routes);
    return app;
  }

  #directory() {
    const { WORKSPACE } = this.#env;
    return createDirectory({
      sql: this.#sql,
      clock: systemClock,
      newId: () => WORKSPACE.newUniqueId().toString(),
      objectOf: (id) => WORKSPACE.get(WORKSPACE.idFromString(id)),
    });
  }
}

/** Never made, removed or purged: nobody comes in, and nothing is opened for it. A browser is shown the way to log in. */
function notHere(request: Request): Response {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/api/callbacks/')) return Response.json({ code: 200, msg: 'success', data: null });
  const headers = {
    'cache-control': 'no-store',
    'set-cookie': `${LOGIN_COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict`,
  };
  const isPage = request.method === 'GET' && (request.headers.get('accept') ?? '').includes('text/html');
  if (isPage || pathname === '/login')
    return new Response(null, { status: 303, headers: { ...headers, location: '/login' } });
  const problem = { code: 'not-allowed', message: 'This workspace is closed.', charged: 'no' };
  return Response.json({ code: 401, msg: problem.message, data: null, problem }, { status: 401, headers });
}

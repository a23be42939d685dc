import { Hono, type Context } from 'hono';

import { DEFAULT_MODEL } from '#shared/limits.ts';

import type { Clock } from '../server/platform/clock.ts';
import type { Files } from '../server/platform/files.ts';
import type { Sql } from '../server/platform/sql.ts';
import type { Synth } from '../synth/synth.ts';
import { createSoundReceiver } from './accept-sound.ts';
import { apiRoutes } from './api-routes.ts';
import { createAudioRoutes, forgetTask, sweepExpired } from './audio-links.ts';
import { failure, REFUSALS, VendorRefusal } from './envelopes.ts';
import { Jobs, PACING, type Pacing } from './jobs.ts';
import { SandboxStore } from './sandbox-store.ts';
import { createCallbacks, type Deliver } from './send-callbacks.ts';

export const START_CREDITS = 1000;
export const LINK_LIFE_MS = 15 * 24 * 60 * 60_000;

export interface SandboxOptions {
  synth: Synth;
  /** A database of its own. */
  sql: Sql;
  files: Files;
  clock: Clock;
  /** Path it is mounted at, `/sandbox`; empty when it runs alone. */
  mount?: string;
  /** Origin to put in answers' URLs; null or absent: the one each request came by. */
  publicOrigin?: () => string | null;
  models?: readonly string[];
  pacing?: Partial<Pacing>;
  startCredits?: number;
  linkLifeMs?: number;
  /** Carries callbacks out. */
  deliver?: Deliver;
  /** Hears of what went wrong here: a crashed render, a callback given up. */
  report?: (error: unknown) => void;
}

export interface Sandbox {
  app: Hono;
  /** The same app for callers in this process: whatever the origin, with the mount path or without it. */
  fetch: typeof fetch;
  /** Deletes a task with its audio; a render of it comes to nothing. */
  forget(taskId: string): Promise<void>;
  /** Ends when nothing is being rendered or delivered. */
  idle(): Promise<void>;
  /** Stops rendering; unfinished tasks are taken up again by the next sandbox on the same data. */
  close(): Promise<void>;
}

/** A twin of the vendor (dialect `apibox`): its paths, codes and stages, with audio of our own. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { synth, files, clock, mount = '', publicOrigin, models = [DEFAULT_MODEL] } = options;
  const { startCredits = START_CREDITS, linkLifeMs = LINK_LIFE_MS, deliver = fetch } = options;
  const report = options.report ?? ((error) => console.error(error));
  const pacing = { ...PACING, ...options.pacing };
  const stopping = new AbortController();
  const stopped = stopping.signal;

  const store = new SandboxStore(options.sql, startCredits);
  const retryMs = pacing.callbackRetryMs;
  const callbacks = createCallbacks({ store, clock, deliver, retryMs, report, stopped });
  const jobs = new Jobs({ synth, store, files, clock, pacing, callbacks, report, stopped });
  const acceptSound = createSoundReceiver({ store, jobs, clock, models });

  let sweeping: Promise<void> = Promise.resolve();
  const sweep = () => {
    sweeping = sweeping.then(() => sweepExpired({ store, files, clock, linkLifeMs })).catch(report);
  };
  const accept = (body: unknown, base: string): string => {
    const taskId = acceptSound(body, base);
    sweep();
    return taskId;
  };
  const idle = async () => void (await Promise.all([jobs.idle().then(callbacks.idle), sweeping]));

  sweep();
  for (const taskId of store.taskIdsWithCallbacks()) callbacks.kick(taskId);
  for (const taskId of store.openTaskIds()) jobs.start(taskId);

  const baseOf = (c: Context) => (publicOrigin?.() ?? new URL(c.req.url).origin) + mount;
  const app = createRoutes(mount, report)
    .route('/api/v1', apiRoutes({ store, accept, baseOf, topUpCredits: startCredits }))
    .route('/', createAudioRoutes({ store, files, clock, jobs, linkLifeMs }));
  return {
    app,
    fetch: async (input, init) => app.fetch(new Request(input, init)),
    forget: (taskId) => forgetTask({ store, files }, taskId),
    idle,
    close: async () => {
      stopping.abort(new Error('The sandbox is closing.'));
      await idle();
    },
  };
}

/** What all routes have in common: the mount path taken off, and the vendor's envelope around each failure. */
const createRoutes = (mount: string, report: (error: unknown) => void): Hono =>
  new Hono({ getPath: (request) => withoutMount(new URL(request.url).pathname, mount) })
    .use(async (c, next) => {
      await next();
      if (c.req.path.startsWith('/api/')) c.header('cache-control', 'no-store');
    })
    .notFound((c) => c.json(failure(404, REFUSALS[404]), isApi(c) ? 200 : 404))
    .onError((error, c) => {
      if (error instanceof VendorRefusal) return c.json(failure(error.code, error.message));
      report(error);
      return c.json(failure(500, REFUSALS[500]));
    });

const isApi = (c: Context) => c.req.path.startsWith('/api/v1/');
const withoutMount = (path: string, mount: string) =>
  mount !== '' && path.startsWith(`${mount}/`) ? path.slice(mount.length) : path;

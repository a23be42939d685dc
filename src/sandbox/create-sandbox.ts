import { Hono, type Context } from 'hono';

import type { DialectName } from '#shared/connection.ts';
import { DEFAULT_MODEL } from '#shared/limits.ts';

import type { Clock } from '../server/platform/clock.ts';
import type { Files } from '../server/platform/files.ts';
import type { Sql } from '../server/platform/sql.ts';
import type { Synth } from '../synth/synth.ts';
import { createSoundReceiver } from './accept-sound.ts';
import { apiRoutes } from './api-routes.ts';
import { createAudioRoutes, forgetTask, sweepExpired } from './audio-links.ts';
import { createWavReceiver } from './convert-wav.ts';
import { failure, type Submission } from './envelopes.ts';
import { Jobs, PACING, type Pacing } from './jobs.ts';
import { SandboxStore } from './sandbox-store.ts';
import { createCallbacks, type Deliver } from './send-callbacks.ts';
import { createThrottle } from './throttle.ts';
import { refusalIn, VendorRefusal, type Wording, WORDINGS } from './wording.ts';

const START_CREDITS = 1000;
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
  /** Taken besides the published ones; the first is the default where none needs to be named. */
  models?: readonly string[];
  /** Whose words it speaks; default: apibox. */
  dialect?: DialectName;
  /** More new tasks than that are turned away, as the vendor does; null: as many as come. */
  pace?: { count: number; perMs: number } | null;
  pacing?: Partial<Pacing>;
  startCredits?: number;
  linkLifeMs?: number;
  /** Carries callbacks out. */
  deliver?: Deliver;
  /** Hears of what went wrong here: a crashed render, a callback given up. */
  report?: (error: unknown) => void;
}

/** What may be passed to `app.fetch` beside a request. */
interface SandboxEnv {
  /** What its answers' URLs begin with, the mount path included. */
  base?: string;
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

/** A twin of the vendors: their paths, codes and stages, with audio of our own. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { synth, files, clock, mount = '', publicOrigin, models = [DEFAULT_MODEL] } = options;
  const { startCredits = START_CREDITS, linkLifeMs = LINK_LIFE_MS, deliver = fetch } = options;
  const report = options.report ?? ((error) => console.error(error));
  const pacing = { ...PACING, ...options.pacing };
  const stopping = new AbortController();
  const stopped = stopping.signal;

  const store = new SandboxStore(options.sql, startCredits);
  const wording = WORDINGS[options.dialect ?? 'apibox'];
  const throttle = createThrottle(clock, options.pace ?? null);
  const retryMs = pacing.callbackRetryMs;
  const callbacks = createCallbacks({ store, clock, deliver, retryMs, report, stopped });
  const jobs = new Jobs({ synth, store, files, clock, pacing, callbacks, report, stopped });
  const acceptSound = createSoundReceiver({ store, jobs, clock, wording, throttle });
  const convert = createWavReceiver({ store, jobs, clock, throttle });

  let sweeping: Promise<void> = Promise.resolve();
  const sweep = () => {
    sweeping = sweeping.then(() => sweepExpired({ store, files, clock, linkLifeMs })).catch(report);
  };
  const accept = (submission: Submission, base: string): string => {
    const taskId = acceptSound(submission, base);
    sweep();
    return taskId;
  };
  const idle = async () => void (await Promise.all([jobs.idle().then(callbacks.idle), sweeping]));

  sweep();
  for (const taskId of store.taskIdsWithCallbacks()) callbacks.kick(taskId);
  for (const taskId of store.openTaskIds()) jobs.start(taskId);
  for (const wav of store.openWavs()) jobs.startWav(wav);

  /** Where a program outside reaches us is told by whoever passes its request on. */
  const baseOf = (c: Context) =>
    (c.env as SandboxEnv | undefined)?.base ?? (publicOrigin?.() ?? new URL(c.req.url).origin) + mount;
  const parts = { store, models, wording, accept, convert, baseOf, topUpCredits: startCredits };
  const app = createRoutes(mount, wording, report)
    .route('/api/v1', apiRoutes(parts))
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
const createRoutes = (mount: string, wording: Wording, report: (error: unknown) => void): Hono =>
  new Hono({ getPath: (request) => pathOf(request, mount) })
    .use(async (c, next) => {
      await next();
      if (c.req.path.startsWith('/api/')) c.header('cache-control', 'no-store');
    })
    .notFound((c) => {
      const { code, msg } = refusalIn(wording, new VendorRefusal('unknown'));
      return c.json(failure(code, msg), isApi(c) ? 200 : 404);
    })
    .onError((error, c) => {
      const refusal = error instanceof VendorRefusal ? error : new VendorRefusal('broken');
      if (refusal !== error) report(error);
      const { code, msg, status } = refusalIn(wording, refusal);
      return c.json(failure(code, msg), status);
    });

const isApi = (c: Context) => c.req.path.startsWith('/api/v1/');

/** Without the mount path; a base URL that ends in a slash is forgiven. */
function pathOf(request: Request, mount: string): string {
  const { pathname } = new URL(request.url);
  const path = mount !== '' && pathname.startsWith(`${mount}/`) ? pathname.slice(mount.length) : pathname;
  return path.replace(/^\/{2,}(?=api\/v1\/)/, '/');
}

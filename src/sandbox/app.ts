import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import { BODY_MAX, DEFAULT_MODEL } from '#shared/limits.ts';

import type { Clock } from '../server/platform/clock.ts';
import type { Files } from '../server/platform/files.ts';
import type { Sql } from '../server/platform/sql.ts';
import type { Synth } from '../synth/synth.ts';
import { createSoundReceiver } from './accept-sound.ts';
import { createAudioRoutes, sweepExpired } from './audio-links.ts';
import { failure, readTexts, success, VendorRefusal } from './envelopes.ts';
import { PACING, type Pacing, createJobs } from './jobs.ts';
import { toLyrics, toRecord } from './record-info.ts';
import { createSandboxStore } from './sandbox-store.ts';
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
  /** Ends when nothing is being rendered or delivered. */
  idle(): Promise<void>;
  /** Stops rendering; unfinished tasks are taken up again by the next sandbox on the same data. */
  close(): Promise<void>;
}

/** A twin of the vendor (dialect `apibox`): its wire, its codes, its stages, with audio of our own. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { synth, files, clock, mount = '', publicOrigin, models = [DEFAULT_MODEL] } = options;
  const { startCredits = START_CREDITS, linkLifeMs = LINK_LIFE_MS, deliver = fetch } = options;
  const report = options.report ?? ((error) => console.error(error));
  const pacing = { ...PACING, ...options.pacing };
  const stopping = new AbortController();
  const stopped = stopping.signal;

  const store = createSandboxStore(options.sql, startCredits);
  const callbacks = createCallbacks({
    store,
    clock,
    deliver,
    retryMs: pacing.callbackRetryMs,
    report,
    stopped,
  });
  const jobs = createJobs({ synth, store, files, clock, pacing, callbacks, report, stopped });
  const submit = createSoundReceiver({ store, jobs, clock, models });
  const baseOf = (c: Context) => (publicOrigin?.() ?? new URL(c.req.url).origin) + mount;

  let sweeping: Promise<void> = Promise.resolve();
  const sweep = () => {
    sweeping = sweeping.then(() => sweepExpired({ store, files, clock, linkLifeMs })).catch(report);
  };

  const api = new Hono()
    .use(async (c, next) => {
      if (!/^Bearer\s+\S/i.test(c.req.header('authorization') ?? '')) throw new VendorRefusal(401);
      await next();
    })
    .use(bodyLimit({ maxSize: BODY_MAX, onError: () => refuseLarge() }))
    .post('/generate/sounds', async (c) => {
      const taskId = submit(await readJson(c), baseOf(c));
      sweep();
      return c.json(success({ taskId }));
    })
    .get('/generate/record-info', (c) => {
      const { taskId } = readTexts({ taskId: c.req.query('taskId') }, 'taskId');
      const task = store.find(taskId);
      if (!task) throw new VendorRefusal(404, 'Task not found');
      return c.json(success(toRecord(task, baseOf(c))));
    })
    .get('/generate/credit', (c) => c.json(success(store.credits())))
    .post('/generate/get-timestamped-lyrics', async (c) => {
      const { taskId, audioId } = readTexts(await readJson(c), 'taskId', 'audioId');
      const take = store.findTake(audioId);
      if (take?.taskId !== taskId) throw new VendorRefusal(404, 'Task or audio not found');
      return c.json(success(toLyrics(take)));
    })
    // Ours, not the vendor's: fills the balance up again.
    .post('/sandbox/top-up', (c) => {
      store.addCredits(startCredits);
      return c.json(success(store.credits()));
    });

  const app = new Hono({ getPath: (request) => withoutMount(new URL(request.url).pathname, mount) })
    .use(async (c, next) => {
      await next();
      if (c.req.path.startsWith('/api/')) c.header('cache-control', 'no-store');
    })
    .route('/api/v1', api)
    .route('/', createAudioRoutes({ store, files, clock, jobs, linkLifeMs }))
    .notFound((c) => c.json(failure(404, new VendorRefusal(404).message), isApi(c) ? 200 : 404))
    .onError((error, c) => {
      if (error instanceof VendorRefusal) return c.json(failure(error.code, error.message));
      report(error);
      return c.json(failure(500, new VendorRefusal(500).message));
    });

  sweep();
  for (const taskId of store.taskIdsWithCallbacks()) callbacks.kick(taskId);
  for (const taskId of store.openTaskIds()) jobs.start(taskId);

  return {
    app,
    fetch: async (input, init) => app.fetch(new Request(input, init)),
    idle: async () => {
      await jobs.idle();
      await callbacks.idle();
      await sweeping;
    },
    close: async () => {
      stopping.abort(new Error('The sandbox is closing.'));
      await Promise.all([jobs.idle(), callbacks.idle(), sweeping]);
    },
  };
}

const isApi = (c: Context) => c.req.path.startsWith('/api/v1/');
const withoutMount = (path: string, mount: string) =>
  mount !== '' && path.startsWith(`${mount}/`) ? path.slice(mount.length) : path;

function refuseLarge(): never {
  throw new VendorRefusal(413, 'Request body too large');
}

async function readJson(c: Context): Promise<unknown> {
  try {
    return await c.req.json();
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new VendorRefusal(400, 'The body is not JSON.');
    throw cause;
  }
}

import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import { BODY_MAX } from '#shared/limits.ts';
import { parseExactJson } from '#shared/text.ts';

import { readTexts, success, VendorRefusal } from './envelopes.ts';
import { toLyrics, toRecord } from './record-info.ts';
import type { SandboxStore } from './sandbox-store.ts';

interface Options {
  store: SandboxStore;
  /** @returns the taskId. @throws VendorRefusal */
  accept: (body: unknown, base: string) => string;
  /** What the URLs of an answer begin with. */
  baseOf: (c: Context) => string;
  /** What a top-up adds. */
  topUpCredits: number;
}

/** The vendor's paths under `/api/v1`, and one of ours that fills the balance up. */
export function apiRoutes({ store, accept, baseOf, topUpCredits }: Options): Hono {
  return new Hono()
    .use(async (c, next) => {
      if (!/^Bearer\s+\S/i.test(c.req.header('authorization') ?? '')) throw new VendorRefusal(401);
      await next();
    })
    .use(bodyLimit({ maxSize: BODY_MAX, onError: refuseLarge }))
    .post('/generate/sounds', async (c) => c.json(success({ taskId: accept(await readJson(c), baseOf(c)) })))
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
    .post('/sandbox/top-up', (c) => {
      store.addCredits(topUpCredits);
      return c.json(success(store.credits()));
    });
}

function refuseLarge(): never {
  throw new VendorRefusal(413, 'Request body too large');
}

async function readJson(c: Context): Promise<unknown> {
  try {
    return parseExactJson(await c.req.text());
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new VendorRefusal(400, 'The body is not JSON.');
    throw cause;
  }
}

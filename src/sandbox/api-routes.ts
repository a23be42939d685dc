import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import { readDropIn, readJob } from '#shared/drop-in/drop-in-request.ts';
import { BODY_MAX } from '#shared/limits.ts';
import { parseExactJson } from '#shared/text.ts';

import type { WavAnswer } from './convert-wav.ts';
import { readSubmission, readTexts, success, type Submission } from './envelopes.ts';
import { toJob, toLyrics, toRecord, toWavRecord } from './record-info.ts';
import type { SandboxStore, StoredTask } from './sandbox-store.ts';
import { VendorRefusal, type Wording } from './wording.ts';

interface Options {
  store: SandboxStore;
  models: readonly string[];
  wording: Wording;
  /** @returns the taskId. @throws VendorRefusal */
  accept: (submission: Submission, base: string) => string;
  convert: (body: unknown, base: string) => WavAnswer;
  /** What the URLs of an answer begin with. */
  baseOf: (c: Context) => string;
  /** What a top-up adds. */
  topUpCredits: number;
}

/** A conversion that exists already, as the vendor says it. */
const EXISTS = 409;

/** The vendors' paths under `/api/v1`, and one of ours that fills the balance up. */
export function apiRoutes(options: Options): Hono {
  const { store, accept, convert, baseOf, topUpCredits } = options;
  const credits = (c: Context) => c.json(success(store.credits()));

  function taskOf(c: Context): StoredTask {
    const { taskId } = readTexts({ taskId: c.req.query('taskId') }, 'taskId');
    const task = store.find(taskId);
    if (!task) throw new VendorRefusal('unknown', 'Task not found');
    return task;
  }

  return new Hono()
    .use(async (c, next) => {
      if (!/^Bearer\s+\S/i.test(c.req.header('authorization') ?? '')) throw new VendorRefusal('unauthorized');
      await next();
    })
    .use(bodyLimit({ maxSize: BODY_MAX, onError: refuseLarge }))
    .post('/generate/sounds', async (c) => {
      const body = await readJson(c);
      const submission = readSubmission(readDropIn(body), body, options);
      return c.json(success({ taskId: accept(submission, baseOf(c)) }));
    })
    .post('/jobs/createTask', async (c) => {
      const body = await readJson(c);
      const submission = readSubmission(readJob(body), body, options);
      return c.json(success({ taskId: accept(submission, baseOf(c)) }));
    })
    .get('/generate/record-info', (c) => c.json(success(toRecord(taskOf(c), baseOf(c)))))
    .get('/jobs/recordInfo', (c) => c.json(success(toJob(taskOf(c), baseOf(c)))))
    .get('/generate/credit', credits)
    .get('/chat/credit', credits)
    .post('/generate/get-timestamped-lyrics', async (c) => {
      const { taskId, audioId } = readTexts(await readJson(c), 'taskId', 'audioId');
      const take = store.findTake(audioId);
      if (take?.taskId !== taskId) throw new VendorRefusal('unknown', 'Task or audio not found');
      return c.json(success(toLyrics(take)));
    })
    .post('/wav/generate', async (c) => {
      const { wavTaskId, isNew } = convert(await readJson(c), baseOf(c));
      const data = { taskId: wavTaskId };
      return c.json(isNew ? success(data) : { code: EXISTS, msg: 'WAV record already exists.', data });
    })
    .get('/wav/record-info', (c) => {
      const { taskId } = readTexts({ taskId: c.req.query('taskId') }, 'taskId');
      const wav = store.findWav(taskId);
      if (!wav) throw new VendorRefusal('unknown', 'Task not found');
      return c.json(success(toWavRecord(wav, baseOf(c))));
    })
    .post('/sandbox/top-up', (c) => {
      store.addCredits(topUpCredits);
      return credits(c);
    });
}

function refuseLarge(): never {
  throw new VendorRefusal('too-long', 'Request body too large');
}

async function readJson(c: Context): Promise<unknown> {
  try {
    return parseExactJson(await c.req.text());
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new VendorRefusal('invalid', 'The body is not JSON.');
    throw cause;
  }
}

import { Hono, type Context } from 'hono';
import * as z from 'zod/mini';

import {
  type DropInRequest,
  type DropInResult,
  jobFieldOf,
  readDropIn,
  readJob,
  withoutEmpty,
} from '#shared/drop-in/drop-in-request.ts';
import type { Envelope } from '#shared/envelope.ts';
import { taskIdSchema } from '#shared/id-schemas.ts';
import { IDEMPOTENCY_KEY } from '#shared/ids.ts';
import { BODY_MAX } from '#shared/limits.ts';
import { Refusal, type Problem } from '#shared/problem.ts';
import { soundFields } from '#shared/sound-request.ts';

import type { DropInAnswer, Tasks } from '../../tasks/tasks.ts';
import { senderOf } from '../middleware/admitted.ts';
import { answerError, refusalEnvelope, type LogError } from '../middleware/error-answers.ts';
import { outerOf } from '../middleware/outer-address.ts';
import { check, limitBody, readBody, readJson } from '../middleware/request-body.ts';

/** Not 502, 503 or 504: a generic client sends a POST again on those. */
const NOT_CARRIED_OUT = 424;

const text = (name: string) =>
  z
    .string({ error: `${name} must be text.` })
    .check(z.trim(), z.minLength(1, { error: `${name} is empty.` }), z.maxLength(256));
/** What programs send besides is left out. */
const takeSchema = z.object({ taskId: text('taskId'), audioId: text('audioId') });
const wavSchema = z.object({
  ...takeSchema.shape,
  callBackUrl: soundFields.callBackUrl,
});
const recordSchema = z.object({ taskId: taskIdSchema });

function keyOf(c: Context): string | undefined {
  const key = c.req.header('idempotency-key');
  if (key !== undefined && !IDEMPOTENCY_KEY.test(key)) {
    throw new Refusal(400, {
      code: 'invalid-request',
      message: 'Idempotency-Key takes 1–255 visible ASCII characters.',
      field: 'Idempotency-Key',
    });
  }
  return key;
}

/** @throws Refusal 400, or 413 for a prompt that is too long, as the vendor says it */
function requestOf({ request, issue }: DropInResult): DropInRequest {
  if (request) return request;
  const { field, kind, message } = issue;
  const tooLong = kind === 'too-long';
  throw new Refusal(tooLong ? 413 : 400, {
    code: tooLong ? 'prompt-too-long' : 'invalid-request',
    message,
    field,
  });
}

/** The vendor's own words where it refused; ours, with a status no client re-sends on, where nobody can say. */
function envelopeOf(problem: Problem, slowDownCode: number): { status: 200 | 424; envelope: Envelope } {
  const { vendorCode, vendorMessage } = problem;
  const isOpen = problem.code === 'outcome-unknown';
  if (vendorCode !== undefined && !isOpen) {
    return {
      status: 200,
      envelope: { code: vendorCode, msg: vendorMessage ?? problem.message, data: null, problem },
    };
  }
  // Ours: the vendor was not asked, or it would have said something.
  if (problem.code === 'slow-down' && vendorMessage === undefined) {
    return { status: 200, envelope: refusalEnvelope(slowDownCode, problem) };
  }
  return { status: NOT_CARRIED_OUT, envelope: refusalEnvelope(NOT_CARRIED_OUT, problem) };
}

/** `X-Connection`: id or name of the connection that is meant. */
const connectionOf = (c: Context): string | undefined => c.req.header('x-connection');

function answerDropIn(c: Context, answer: DropInAnswer, slowDownCode: number) {
  const { taskId, problem } = answer;
  if (taskId !== null) {
    return c.json({ code: 200, msg: 'success', data: { taskId } } satisfies Envelope);
  }
  if (problem === null) throw new Error('A drop-in answer has neither a taskId nor a problem.');
  const { status, envelope } = envelopeOf(problem, slowDownCode);
  return c.json(envelope, status);
}

const isPost = (c: Context) => c.req.method === 'POST';

/** Anything unforeseen in a POST may have happened after the send: 500 would make programs send it again. */
const outcomeUnknown: Problem = {
  code: 'outcome-unknown',
  message: 'Something went wrong in Cuesmith itself. The vendor may have taken the request.',
  charged: 'unsure',
};

/** The vendor's 404: what is not served here is no path of the vendor's, as far as a program can tell. */
const noSuchPath: Problem = {
  code: 'not-found',
  message: 'Invalid request method or path',
  charged: 'no',
};

/** The vendor's own paths, for any program that already speaks them. */
export function dropInRoutes(options: { tasks: Tasks; logError: LogError }): Hono {
  const { tasks, logError } = options;

  async function submit(c: Context, request: DropInRequest) {
    const key = keyOf(c);
    const { id, slowDownCode } = tasks.connections.facts(connectionOf(c));
    const answer = await tasks.dropIn(request, {
      connection: id,
      by: senderOf(c),
      signal: c.req.raw.signal,
      ...(key !== undefined && { key }),
    });
    return answerDropIn(c, answer, slowDownCode);
  }

  /** Absolute addresses, where the program has just found us. */
  const toUrl = (c: Context) => (path: string) => outerOf(c).base + path;

  const taskIdOf = (c: Context) => check(recordSchema, { taskId: c.req.query('taskId') }).taskId;

  return new Hono()
    .onError((error, c) => {
      if (error instanceof Refusal || !isPost(c)) return answerError(logError)(error, c);
      if (!c.req.raw.signal.aborted) logError(error, c.get('requestId'));
      return c.json(refusalEnvelope(NOT_CARRIED_OUT, outcomeUnknown), NOT_CARRIED_OUT);
    })
    .use(limitBody(BODY_MAX))
    .post('/generate/sounds', async (c) => submit(c, requestOf(readDropIn(await readJson(c)))))
    .post('/jobs/createTask', async (c) => {
      const request = requestOf(readJob(await readJson(c)));
      return submit(c, request).catch((error: unknown) => {
        throw namedAsInJob(error);
      });
    })
    .get('/generate/record-info', async (c) =>
      c.json(await tasks.readRecord(taskIdOf(c), toUrl(c), connectionOf(c))),
    )
    .get('/jobs/recordInfo', async (c) => c.json(await tasks.readJob(taskIdOf(c), toUrl(c), connectionOf(c))))
    .get('/generate/credit', async (c) => c.json(await tasks.readCredits(connectionOf(c))))
    .get('/chat/credit', async (c) => c.json(await tasks.readCredits(connectionOf(c))))
    .post('/generate/get-timestamped-lyrics', async (c) =>
      c.json(await tasks.readLyrics(await readBody(c, takeSchema), connectionOf(c))),
    )
    .post('/wav/generate', async (c) => {
      const { callBackUrl, ...take } = check(wavSchema, withoutEmpty(await readJson(c)));
      const named = connectionOf(c);
      const { slowDownCode } = tasks.connections.facts(named);
      const answer = await tasks.convertToWav(
        { ...take, ...(callBackUrl !== undefined && { callBackUrl }) },
        named,
      );
      return answerDropIn(c, answer, slowDownCode);
    })
    .get('/wav/record-info', async (c) => c.json(await tasks.readWav(taskIdOf(c), toUrl(c), connectionOf(c))))
    .all('*', (c) => c.json(refusalEnvelope(404, noSuchPath), 404));
}

/** A field that the rules refuse, by the path that it has in a job. */
function namedAsInJob(error: unknown): unknown {
  if (!(error instanceof Refusal) || error.problem.field === undefined) return error;
  return new Refusal(error.status, { ...error.problem, field: jobFieldOf(error.problem.field) }, error);
}

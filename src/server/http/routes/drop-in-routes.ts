import { Hono, type Context } from 'hono';
import * as z from 'zod/mini';

import type { Envelope } from '#shared/envelope.ts';
import { IDEMPOTENCY_KEY } from '#shared/ids.ts';
import { BODY_MAX } from '#shared/limits.ts';
import { Refusal, type Problem } from '#shared/problem.ts';
import { wireRequestSchema } from '#shared/sound-request.ts';
import { trackSchema } from '#shared/task-requests.ts';
import type { Task } from '#shared/task.ts';

import type { DropInAnswer, Tasks } from '../../tasks/tasks.ts';
import { refusalEnvelope } from '../middleware/error-answers.ts';
import { outerOf } from '../middleware/outer-address.ts';
import { check, limitBody, readBody } from '../middleware/request-body.ts';

/** Not 502, 503 or 504: a generic client sends a POST again on those. */
const NOT_CARRIED_OUT = 424;

const lyricsSchema = z.strictObject({
  taskId: z.string({ error: 'taskId must be text.' }).check(z.minLength(1, { error: 'taskId is empty.' })),
  audioId: z.string({ error: 'audioId must be text.' }).check(z.minLength(1, { error: 'audioId is empty.' })),
});

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

function answerDropIn(c: Context, answer: DropInAnswer, slowDownCode: number) {
  const { taskId, problem } = answer;
  if (taskId !== null) {
    return c.json({ code: 200, msg: 'success', data: { taskId } } satisfies Envelope);
  }
  if (problem === null) throw new Error('A drop-in answer has neither a taskId nor a problem.');
  const { status, envelope } = envelopeOf(problem, slowDownCode);
  return c.json(envelope, status);
}

/** The vendor's own paths, for any client that already speaks them. */
export function dropInRoutes(options: {
  tasks: Tasks;
  models: readonly string[];
  slowDownCode: number;
}): Hono {
  const { tasks, slowDownCode } = options;
  const soundsSchema = wireRequestSchema(options.models);

  const takeUrl = (c: Context) => (task: Task, n: number) =>
    `${outerOf(c).base}/api/tasks/${task.id}/takes/${n}/audio`;

  return new Hono()
    .post('/sounds', limitBody(BODY_MAX), async (c) => {
      const key = keyOf(c);
      const request = await readBody(c, soundsSchema);
      const answer = await tasks.dropIn(request, {
        signal: c.req.raw.signal,
        ...(key !== undefined && { key }),
      });
      return answerDropIn(c, answer, slowDownCode);
    })
    .get('/record-info', async (c) => {
      const { taskId } = check(trackSchema, c.req.query());
      return c.json(await tasks.readRecord(taskId, takeUrl(c)));
    })
    .get('/credit', async (c) => c.json(await tasks.readCredits()))
    .post('/get-timestamped-lyrics', limitBody(BODY_MAX), async (c) =>
      c.json(await tasks.readLyrics(await readBody(c, lyricsSchema))),
    );
}

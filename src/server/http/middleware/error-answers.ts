import { Hono, type Context, type ErrorHandler, type MiddlewareHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

import type { Envelope } from '#shared/envelope.ts';
import { Refusal, type Problem } from '#shared/problem.ts';

import { Unwritable } from '../../platform/errors.ts';
import { drain } from './drain.ts';

export type LogError = (error: unknown, requestId: string) => void;

/** The vendor's envelope around a problem of ours: drop-in clients read `code` and `msg`, ours read `problem`. */
export const refusalEnvelope = (code: number, problem: Problem): Envelope => ({
  code,
  msg: problem.message,
  data: null,
  problem,
});

const answer = (c: Context, status: number, problem: Problem) =>
  c.json(refusalEnvelope(status, problem), status as ContentfulStatusCode);

const unwritable: Problem = {
  code: 'server-error',
  message:
    'The data folder cannot be written (is the disk full?), so this was not done. Make room, then try again.',
  charged: 'no',
};

/** The one exit for everything thrown. */
export const answerError =
  (logError: LogError): ErrorHandler =>
  async (error, c) => {
    if (error instanceof Refusal) {
      await drain(c.req.raw.body);
      return answer(c, error.status, error.problem);
    }
    // A client that hung up is not an error, and nobody reads the answer.
    if (!c.req.raw.signal.aborted) logError(error, c.get('requestId'));
    if (error instanceof Unwritable) return answer(c, 507, unwritable);
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
    return answer(c, 500, {
      code: 'server-error',
      message: `Something went wrong in Cuesmith itself (request ${c.get('requestId')}).`,
      charged: isRead ? 'no' : 'unsure',
    });
  };

export const notFound = (c: Context) =>
  answer(c, 404, {
    code: 'not-found',
    message: `There is no ${c.req.method} ${c.req.path} here.`,
    charged: 'no',
  });

export const notAllowed = (status: 401 | 403, message: string): Refusal =>
  new Refusal(status, { code: 'not-allowed', message });

/** Answers to requests that never reach a route: Node, too, refuses in our envelope. */
export const refuseWith =
  (headers: MiddlewareHandler[]) =>
  (status: number, message: string): Response | Promise<Response> => {
    const app = new Hono();
    app.use(...headers);
    app.all('*', (c) => answer(c, status, { code: 'invalid-request', message, charged: 'no' }));
    return app.request('/');
  };

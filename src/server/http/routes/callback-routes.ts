import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import type { Envelope } from '#shared/envelope.ts';

import type { Tasks } from '../../tasks/tasks.ts';

/** A vendor's callback lists its takes with all their links. */
const BODY_MAX = 256 * 1024;

const THANKS: Envelope = { code: 200, msg: 'success', data: null };

async function readAnything(c: Context): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    return null;
  }
}

/** The answer is always the same, so a forger learns nothing. */
export const callbackRoutes = (tasks: Tasks): Hono =>
  new Hono().post('/:secret', bodyLimit({ maxSize: BODY_MAX, onError: (c) => c.json(THANKS) }), async (c) => {
    tasks.onCallback(c.req.param('secret'), await readAnything(c));
    return c.json(THANKS);
  });

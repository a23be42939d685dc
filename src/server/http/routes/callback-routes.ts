import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import type { Envelope } from '#shared/envelope.ts';
import { parseExactJson } from '#shared/text.ts';

import type { Tasks } from '../../tasks/tasks.ts';
import { drain } from '../middleware/drain.ts';

/** A vendor's callback lists its takes with all their links. */
const BODY_MAX = 256 * 1024;

const THANKS: Envelope = { code: 200, msg: 'success', data: null };

/** Null for what is no JSON. */
async function readAnything(c: Context): Promise<unknown> {
  try {
    return parseExactJson(await c.req.text());
  } catch {
    return null;
  }
}

const thank = async (c: Context) => {
  await drain(c.req.raw.body);
  return c.json(THANKS);
};

/** The answer is always the same, so a forger learns nothing. */
export const callbackRoutes = (tasks: Tasks): Hono =>
  new Hono()
    // Vendors try the address before they call it.
    .on(['GET', 'OPTIONS'], '/:secret', (c) => c.json(THANKS))
    .post('/:secret', bodyLimit({ maxSize: BODY_MAX, onError: thank }), async (c) => {
      tasks.onCallback(c.req.param('secret'), await readAnything(c));
      return c.json(THANKS);
    });

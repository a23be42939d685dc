import { Hono } from 'hono';

import { type BulkAnswer, bulkSchema } from '#shared/bulk.ts';
import { BODY_MAX, BULK_BODY_MAX, SUBMIT_BODY_MAX } from '#shared/limits.ts';
import { setEditsSchema } from '#shared/take-edits.ts';
import { setHeardSchema } from '#shared/take/take-heard.ts';
import {
  claimSchema,
  deleteQuerySchema,
  patchSchema,
  resendSchema,
  submitSchema,
  trackSchema,
  verdictSchema,
} from '#shared/task-requests.ts';

import type { Tasks } from '../../tasks/tasks.ts';
import { senderOf } from '../middleware/admitted.ts';
import { check, limitBody, noBody, readBody } from '../middleware/request-body.ts';

/** Makes a value anew only when what it is made of has changed. */
function rememberLast<Value>(make: (from: string) => Value): (from: string) => Value {
  let last: { from: string; value: Value } | null = null;
  return (from) => (last?.from === from ? last : (last = { from, value: make(from) })).value;
}

/** Submissions of the page, and what a person can do with a task. */
export function taskRoutes(tasks: Tasks): Hono {
  /** By the models that connections list now. */
  const tasksSchema = rememberLast((models: string) => submitSchema(models.split(',')));

  return new Hono()
    .post('/', limitBody(SUBMIT_BODY_MAX), async (c) => {
      const {
        tasks: items,
        batch,
        ask,
      } = await readBody(c, tasksSchema(tasks.connections.models().join(',')));
      return c.json({ tasks: await tasks.submit(items, { batch, ask, by: senderOf(c) }) });
    })
    .post('/bulk', limitBody(BULK_BODY_MAX), async (c) => {
      const results = await tasks.bulk(await readBody(c, bulkSchema), senderOf(c));
      return c.json({ results } satisfies BulkAnswer);
    })
    .use(limitBody(BODY_MAX))
    .post('/track', async (c) => {
      const { taskId, ...options } = await readBody(c, trackSchema);
      return c.json(await tasks.track(taskId, { ...options, by: senderOf(c) }));
    })
    .get('/:id', (c) => c.json(tasks.get(c.req.param('id'))))
    .patch('/:id', async (c) => c.json(tasks.patch(c.req.param('id'), await readBody(c, patchSchema))))
    .delete('/:id', noBody, (c) => {
      const { forever } = check(deleteQuerySchema, c.req.query());
      tasks.remove(c.req.param('id'), { forever: forever === 'true' });
      return c.body(null, 204);
    })
    .put('/:id/takes/:n/verdict', async (c) => {
      const { verdict } = await readBody(c, verdictSchema);
      return c.json(tasks.setVerdict(c.req.param('id'), Number(c.req.param('n')), verdict));
    })
    .put('/:id/takes/:n/heard', async (c) => {
      const { heard } = await readBody(c, setHeardSchema);
      return c.json(tasks.setHeard(c.req.param('id'), Number(c.req.param('n')), heard));
    })
    .put('/:id/takes/:n/edits', async (c) => {
      const { edits } = await readBody(c, setEditsSchema);
      return c.json(tasks.setEdits(c.req.param('id'), Number(c.req.param('n')), edits));
    })
    .post('/:id/restore', noBody, (c) => c.json(tasks.restore(c.req.param('id'))))
    .post('/:id/cancel', noBody, (c) => c.json(tasks.cancel(c.req.param('id'))))
    .post('/:id/dismiss', noBody, (c) => c.json(tasks.dismiss(c.req.param('id'))))
    .post('/:id/check', noBody, async (c) => c.json(await tasks.check(c.req.param('id'))))
    .post('/:id/resend', async (c) => {
      const { id, connection } = await readBody(c, resendSchema);
      return c.json(await tasks.resend(c.req.param('id'), id, { connection, by: senderOf(c) }));
    })
    .post('/:id/claim', async (c) => {
      const { taskId, force } = await readBody(c, claimSchema);
      return c.json(await tasks.claim(c.req.param('id'), taskId, force ?? false));
    });
}

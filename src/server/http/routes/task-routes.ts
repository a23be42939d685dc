import { Hono } from 'hono';

import { type BulkAnswer, bulkSchema } from '#shared/bulk.ts';
import { BULK_BODY_MAX, SUBMIT_BODY_MAX, BODY_MAX } from '#shared/limits.ts';
import { listQuerySchema } from '#shared/task-filter.ts';
import { claimSchema, patchSchema, resendSchema, submitSchema, trackSchema } from '#shared/task-requests.ts';

import type { Tasks } from '../../tasks/tasks.ts';
import { check, limitBody, readBody, readNoBody } from '../middleware/request-body.ts';
import { listQuery } from './batch-routes.ts';

/** The page's own door, and what a person can do with a task. */
export function taskRoutes(ledger: Tasks, models: readonly string[]): Hono {
  const tasksSchema = submitSchema(models);

  return new Hono()
    .post('/', limitBody(SUBMIT_BODY_MAX), async (c) => {
      const { tasks, batch } = await readBody(c, tasksSchema);
      return c.json({ tasks: await ledger.submit(tasks, batch) });
    })
    .post('/bulk', limitBody(BULK_BODY_MAX), async (c) => {
      const results = ledger.bulk(await readBody(c, bulkSchema));
      return c.json({ results } satisfies BulkAnswer);
    })
    .use(limitBody(BODY_MAX))
    .get('/', (c) => c.json(ledger.list(check(listQuerySchema, listQuery(c)))))
    .post('/track', async (c) => c.json(await ledger.track((await readBody(c, trackSchema)).taskId)))
    .get('/:id', (c) => c.json(ledger.get(c.req.param('id'))))
    .patch('/:id', async (c) => c.json(ledger.patch(c.req.param('id'), await readBody(c, patchSchema))))
    .delete('/:id', async (c) => {
      await readNoBody(c);
      ledger.remove(c.req.param('id'));
      return c.body(null, 204);
    })
    .post('/:id/restore', async (c) => {
      await readNoBody(c);
      return c.json(ledger.restore(c.req.param('id')));
    })
    .post('/:id/cancel', async (c) => {
      await readNoBody(c);
      return c.json(ledger.cancel(c.req.param('id')));
    })
    .post('/:id/dismiss', async (c) => {
      await readNoBody(c);
      return c.json(ledger.dismiss(c.req.param('id')));
    })
    .post('/:id/check', async (c) => {
      await readNoBody(c);
      return c.json(await ledger.check(c.req.param('id')));
    })
    .post('/:id/resend', async (c) => {
      const { id } = await readBody(c, resendSchema);
      return c.json(await ledger.resend(c.req.param('id'), id));
    })
    .post('/:id/claim', async (c) => {
      const { taskId, force } = await readBody(c, claimSchema);
      return c.json(await ledger.claim(c.req.param('id'), taskId, force ?? false));
    });
}

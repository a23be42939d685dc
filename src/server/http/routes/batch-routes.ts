import { Hono } from 'hono';

import { batchQuerySchema } from '#shared/batch.ts';
import { BODY_MAX } from '#shared/limits.ts';

import type { Tasks } from '../../tasks/tasks.ts';
import { check, limitBody, noBody } from '../middleware/request-body.ts';

export const batchRoutes = ({ batches }: Tasks): Hono =>
  new Hono()
    .use('/batches/*', limitBody(BODY_MAX))
    .get('/batches', (c) => c.json(batches.list(check(batchQuerySchema, c.req.query()))))
    .get('/batches/:id', (c) => c.json(batches.get(c.req.param('id'))))
    .post('/batches/:id/pause', noBody, (c) => c.json(batches.pause(c.req.param('id'))))
    .post('/batches/:id/resume', noBody, (c) => c.json(batches.resume(c.req.param('id'))))
    .post('/batches/:id/cancel-unsent', noBody, async (c) =>
      c.json(await batches.cancelUnsent(c.req.param('id'))),
    );

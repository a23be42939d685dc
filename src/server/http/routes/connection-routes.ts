import { Hono } from 'hono';

import {
  connectionDeleteSchema,
  connectionPatchSchema,
  keyTestSchema,
  newConnectionSchema,
} from '#shared/connections/connection-requests.ts';
import { BODY_MAX } from '#shared/limits.ts';

import type { ConnectionActions } from '../../tasks/tasks.ts';
import { check, limitBody, noBody, readBody } from '../middleware/request-body.ts';

/** Vendors and their keys. A key comes in by POST and PATCH, and goes out by none. */
export const connectionRoutes = (connections: ConnectionActions): Hono =>
  new Hono()
    .use(limitBody(BODY_MAX))
    .get('/', async (c) => c.json(await connections.list()))
    .post('/', async (c) => c.json(await connections.add(await readBody(c, newConnectionSchema)), 201))
    .post('/test', async (c) => c.json(await connections.tryKey(await readBody(c, keyTestSchema))))
    .post('/:id/test', noBody, async (c) => c.json(await connections.test(c.req.param('id'))))
    .patch('/:id', async (c) => {
      const change = await readBody(c, connectionPatchSchema);
      const { connection, isNew } = await connections.patch(c.req.param('id'), change);
      return c.json(connection, isNew ? 201 : 200);
    })
    .delete('/:id', noBody, (c) => {
      const { detach } = check(connectionDeleteSchema, c.req.query());
      connections.remove(c.req.param('id'), detach === 'true');
      return c.body(null, 204);
    });

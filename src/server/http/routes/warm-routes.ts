import { Hono } from 'hono';

import { BODY_MAX } from '#shared/limits.ts';

import type { Tasks } from '../../tasks/tasks.ts';
import { limitBody, noBody } from '../middleware/request-body.ts';

/** `POST /api/connections/:id/warm`: the page says that a send is near. */
export const warmRoutes = ({ warm }: Pick<Tasks, 'warm'>): Hono =>
  new Hono().post('/:id/warm', limitBody(BODY_MAX), noBody, (c) => {
    warm(c.req.param('id'));
    return c.body(null, 204);
  });

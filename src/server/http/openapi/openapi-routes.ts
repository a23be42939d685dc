import { Hono } from 'hono';

import { outerOf } from '../middleware/outer-address.ts';
import { buildOpenApi } from './build-openapi.ts';

/** `GET /api/openapi.json` */
export const openApiRoutes = (): Hono =>
  new Hono().get('/openapi.json', (c) => c.json(buildOpenApi(outerOf(c).base)));

import { Hono } from 'hono';
import { compress } from 'hono/compress';

import { outerOf } from '../middleware/outer-address.ts';
import { buildOpenApi } from './build-openapi.ts';

/** `GET /api/openapi.json` */
export const openApiRoutes = (): Hono =>
  new Hono().get('/openapi.json', compress(), (c) => c.json(buildOpenApi(outerOf(c).base)));

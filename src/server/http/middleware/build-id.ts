import type { MiddlewareHandler } from 'hono';

/** Tells every client which build answers, so that a page of another one can offer to reload. */
export const buildId =
  (build: string): MiddlewareHandler =>
  async (c, next) => {
    c.header('x-build', build);
    await next();
  };

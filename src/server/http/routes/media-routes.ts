import { Hono, type MiddlewareHandler } from 'hono';

import type { Tasks } from '../../tasks/tasks.ts';
import { notFound } from '../middleware/error-answers.ts';
import { answerAudio } from './audio-routes.ts';

/**
 * Links to takes carry their own right, so any page and any program may follow one: the only answers with CORS headers.
 * Stands outside of what sets the headers of all others.
 */
export const openToAnyOrigin: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('access-control-allow-origin', '*');
  c.header(
    'access-control-expose-headers',
    'accept-ranges, content-disposition, content-length, content-range, etag',
  );
  c.header('cross-origin-resource-policy', 'cross-origin');
};

/** `/media/<signed>/<audioId>.mp3`: no header is needed. The name is for whoever saves the file. */
export const mediaRoutes = (tasks: Tasks): Hono =>
  new Hono()
    .options('/:signed/:name', (c) =>
      c.body(null, 204, {
        'access-control-allow-methods': 'GET, HEAD, OPTIONS',
        'access-control-allow-headers': 'range, if-range, if-none-match',
        'access-control-max-age': '86400',
      }),
    )
    .get('/:signed/:name', (c) =>
      // Asked for anew each time: it ends with its task.
      answerAudio(c, (range) => tasks.openMedia(c.req.param('signed'), range), 'private, no-cache'),
    )
    .all('*', notFound);

import { Hono, type Context } from 'hono';

import { batchQuerySchema } from '#shared/batch.ts';
import { BODY_MAX } from '#shared/limits.ts';
import { filterQuerySchema, type TaskFilter } from '#shared/task-filter.ts';

import type { Clock } from '../../platform/clock.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import { check, limitBody, readNoBody } from '../middleware/request-body.ts';
import { attachment, dayOf, gather, streamText } from '../middleware/stream-text.ts';
import { csvHead, csvLine } from './task-csv.ts';

/** The query as the contract words it: `tag` may come several times. */
export function listQuery(c: Context): Record<string, string | string[]> {
  const tag = c.req.queries('tag');
  return { ...c.req.query(), ...(tag && { tag }) };
}

/** What surrounds the list: what there is to filter by, the list as a table, and batches. */
export function libraryRoutes({ ledger, clock }: { ledger: Tasks; clock: Clock }): Hono {
  function* csv(filter: TaskFilter) {
    yield csvHead;
    for (const task of ledger.walk(filter)) yield csvLine(task);
  }

  return new Hono()
    .get('/facets', (c) => c.json(ledger.facets()))
    .get('/tasks.csv', (c) => {
      const filter = check(filterQuerySchema, listQuery(c));
      return c.body(streamText(gather(csv(filter))), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': attachment(`cuesmith-${dayOf(clock.now())}.csv`),
      });
    })
    .use('/batches/*', limitBody(BODY_MAX))
    .get('/batches', (c) => c.json(ledger.batches.list(check(batchQuerySchema, c.req.query()))))
    .get('/batches/:id', (c) => c.json(ledger.batches.get(c.req.param('id'))))
    .post('/batches/:id/pause', async (c) => {
      await readNoBody(c);
      return c.json(ledger.batches.pause(c.req.param('id')));
    })
    .post('/batches/:id/resume', async (c) => {
      await readNoBody(c);
      return c.json(ledger.batches.resume(c.req.param('id')));
    })
    .post('/batches/:id/cancel-unsent', async (c) => {
      await readNoBody(c);
      return c.json(ledger.batches.cancelUnsent(c.req.param('id')));
    });
}

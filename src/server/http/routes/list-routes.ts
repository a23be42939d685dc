import { Hono, type Context } from 'hono';

import { filterQuerySchema, listQuerySchema, type TaskFilter } from '#shared/task-filter.ts';

import type { Clock } from '../../platform/clock.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import { check } from '../middleware/request-body.ts';
import { attachment, dayOf, joinLines, streamText } from '../middleware/stream-text.ts';
import { csvHead, csvLine } from './task-csv.ts';

/** The query as the schemas take it: `tag` may come several times. */
export function listQuery(c: Context): Record<string, string | string[]> {
  const tag = c.req.queries('tag');
  return { ...c.req.query(), ...(tag && { tag }) };
}

function* csv(tasks: Tasks, filter: TaskFilter): Generator<string> {
  yield csvHead;
  for (const task of tasks.walk(filter)) yield csvLine(task);
}

/** The list page by page, what there is to filter it by, and all of it as CSV. */
export const listRoutes = (tasks: Tasks, clock: Clock): Hono =>
  new Hono()
    .get('/tasks', (c) => c.json(tasks.list(check(listQuerySchema, listQuery(c)))))
    .get('/facets', (c) => c.json(tasks.facets()))
    .get('/tasks.csv', (c) => {
      const filter = check(filterQuerySchema, listQuery(c));
      return c.body(streamText(joinLines(csv(tasks, filter))), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': attachment(`cuesmith-${dayOf(clock.now())}.csv`),
      });
    });

import { Hono, type Context } from 'hono';
import * as z from 'zod/mini';

import { importSchema } from '#shared/backup-import.ts';
import { BACKUP_ZIP_MAX, BODY_MAX } from '#shared/limits.ts';
import { Refusal } from '#shared/problem.ts';
import { filterQuerySchema, type TaskFilter } from '#shared/task-filter.ts';

import type { Clock } from '../../platform/clock.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import { check, limitBody, readBody } from '../middleware/request-body.ts';
import { attachment, dayOf, joinLines, streamText } from '../middleware/stream-text.ts';
import { listQuery } from './list-routes.ts';

const exportSchema = z.extend(filterQuerySchema, {
  audio: z.optional(z.enum(['0', '1'], { error: 'audio must be 0 or 1.' })),
});

/** Refuses before the body came, where its sender says how large it is. */
async function assertFits(c: Context): Promise<void> {
  if (!(Number(c.req.header('content-length')) > BACKUP_ZIP_MAX)) return;
  const message = `The file is larger than ${BACKUP_ZIP_MAX / 2 ** 20} MB.`;
  throw new Refusal(413, { code: 'invalid-request', message, field: 'body' });
}

/** Everything out in one file, and back in two steps. */
export function backupRoutes({ backup }: Tasks, clock: Clock): Hono {
  const text = (filter: TaskFilter) => streamText(joinLines(backup.text(filter)));

  return new Hono()
    .get('/export', (c) => {
      const { audio, ...filter } = check(exportSchema, listQuery(c));
      const name = `cuesmith-backup-${dayOf(clock.now())}`;
      const isZip = audio === '1';
      const body = isZip ? backup.zip(filter, text(filter)) : text(filter);
      return c.body(body, 200, {
        'content-type': isZip ? 'application/zip' : 'application/json',
        'content-disposition': attachment(`${name}.${isZip ? 'zip' : 'json'}`),
      });
    })
    .post('/import/preview', async (c) => {
      await assertFits(c);
      const empty = new Blob([]).stream();
      return c.json(await backup.preview(c.req.raw.body ?? empty));
    })
    .post('/import', limitBody(BODY_MAX), async (c) => {
      const { id, bringBack } = await readBody(c, importSchema);
      return c.json(await backup.apply(id, bringBack ?? false));
    });
}

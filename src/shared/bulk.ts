import * as z from 'zod/mini';

import { uuidSchema } from './id-schemas.ts';
import { BULK_MAX, BULK_RETRY_MAX } from './limits.ts';
import type { Problem } from './problem.ts';
import { tagsSchema } from './tags.ts';
import type { Task } from './task.ts';

const uuid = () => uuidSchema('id must be a UUID.');
const ids = z
  .array(uuid(), { error: 'ids must be a list.' })
  .check(
    z.minLength(1, { error: 'ids is empty.' }),
    z.maxLength(BULK_MAX, { error: `At most ${BULK_MAX} tasks at once.` }),
  );
const tags = tagsSchema.check(z.minLength(1, { error: 'tags is empty.' }));

const BULK_ACTIONS = ['restore', 'cancel', 'favourite', 'unfavourite'] as const;

/** `POST /api/tasks/bulk`. A retry names the new task's id, made at the press, as `resend` does. */
export const bulkSchema = z.discriminatedUnion(
  'action',
  [
    z.strictObject({ action: z.enum(BULK_ACTIONS), ids }),
    z.strictObject({
      action: z.literal('delete'),
      ids,
      /** Not to be restored. */
      forever: z.optional(z.boolean({ error: 'forever must be true or false.' })),
    }),
    z.strictObject({ action: z.enum(['tag', 'untag']), ids, tags }),
    z.strictObject({
      action: z.literal('retry'),
      items: z
        .array(z.strictObject({ id: uuid(), newId: uuid() }), { error: 'items must be a list.' })
        .check(
          z.minLength(1, { error: 'items is empty.' }),
          z.maxLength(BULK_RETRY_MAX, { error: `At most ${BULK_RETRY_MAX} retries at once.` }),
        ),
    }),
  ],
  { error: `action must be one of: delete, ${BULK_ACTIONS.join(', ')}, tag, untag, retry.` },
);
export type BulkMove = z.output<typeof bulkSchema>;

/** `task` is the new one for a retry, null after a delete. */
export type BulkResult =
  | { id: string; ok: true; task: Task | null }
  | { id: string; ok: false; problem: Problem };

/** One result per id, in the order they were given. */
export interface BulkAnswer {
  results: BulkResult[];
}

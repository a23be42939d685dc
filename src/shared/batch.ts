import * as z from 'zod/mini';

import { uuidSchema } from './id-schemas.ts';
import { BATCH_NAME_MAX } from './limits.ts';
import { fieldError } from './messages/reason.ts';
import { pageLimitSchema } from './task-filter.ts';
import type { TaskState } from './task.ts';

/** Beside `tasks` in `POST /api/tasks`. The first request of an id names the batch; later ones add to it. */
export const batchRefSchema = z.strictObject({
  id: uuidSchema('batch.id must be a UUID.'),
  name: z
    .string({ error: 'batch.name must be text.' })
    .check(
      z.trim(),
      z.minLength(1, { error: 'The batch has no name.' }),
      z.maxLength(BATCH_NAME_MAX, { error: fieldError('batchNameLong') }),
    ),
});
/** What a task says of its batch. */
export type BatchRef = z.output<typeof batchRefSchema>;

/** `GET /api/batches/:id`; also pushed on the stream as `event: batch`, at most once a second per batch. */
export interface Batch {
  id: string;
  name: string;
  createdAt: string;
  /** Its held tasks wait until it is resumed; what was sent goes on. Survives a restart. */
  paused: boolean;
  /** Tasks shown, deleted ones not counted. */
  total: number;
  counts: Record<TaskState, number>;
  /** When its last held task should leave at the current pace; null while paused, or when none waits. */
  lastSendAt: string | null;
}

/** `GET /api/batches`, newest first. Batches with nothing left to show are left out. */
export interface BatchPage {
  batches: Batch[];
  next: string | null;
}

export const batchQuerySchema = z.strictObject({
  cursor: z.optional(z.string().check(z.regex(/^\d{1,15}$/, { error: 'That cursor is not ours.' }))),
  limit: z.optional(pageLimitSchema),
});
export type BatchQuery = z.output<typeof batchQuerySchema>;

import * as z from 'zod/mini';

import { batchRefSchema, type BatchRef } from './batch.ts';
import { taskIdSchema, uuidSchema } from './id-schemas.ts';
import { NOTES_MAX, SUBMIT_MAX, TITLE_MAX } from './limits.ts';
import { fieldError } from './messages/reason.ts';
import { soundRequestSchema, type SoundRequest } from './sound-request.ts';
import { tagsSchema } from './tags.ts';
import { VERDICTS, type Task } from './task.ts';

/** Its id or name; left out: the default one. */
const connection = z.optional(
  z
    .string({ error: 'connection must be text.' })
    .check(z.maxLength(300, { error: 'connection is too long.' })),
);
const uuid = () => uuidSchema('id must be a UUID.');

/** `POST /api/tasks` */
export const submitSchema = (models: readonly string[]) =>
  z.strictObject({
    tasks: z
      .array(z.strictObject({ id: uuid(), request: soundRequestSchema(models), connection }), {
        error: 'tasks must be a list.',
      })
      .check(
        z.minLength(1, { error: 'tasks is empty.' }),
        z.maxLength(SUBMIT_MAX, { error: `At most ${SUBMIT_MAX} tasks at once.` }),
      ),
    /** Refused with `sent-already` when the same was sent lately and may have cost something: somebody is there to be asked. */
    ask: z.optional(z.boolean({ error: 'ask must be true or false.' })),
    /** All of them belong to it. More than fit one request: several with the same batch id. */
    batch: z.optional(batchRefSchema),
  });

export interface SubmitItem {
  id: string;
  request: SoundRequest;
  connection?: string | undefined;
}

/** A task deleted for good: only its id and taskId are remembered. */
export interface GoneTask {
  id: string;
  gone: true;
  taskId: string | null;
}
/** The body of `POST /api/tasks`. */
export interface SubmitBody {
  tasks: SubmitItem[];
  ask?: boolean;
  batch?: BatchRef;
}
export interface SubmitAnswer {
  tasks: (Task | GoneTask)[];
}

/** `PATCH /api/tasks/:id` */
export const patchSchema = z.strictObject({
  title: z.optional(
    z
      .string({ error: 'title must be text.' })
      .check(z.maxLength(TITLE_MAX, { error: fieldError('titleLong') })),
  ),
  notes: z.optional(
    z
      .string({ error: 'notes must be text.' })
      .check(z.maxLength(NOTES_MAX, { error: fieldError('notesLong') })),
  ),
  tags: z.optional(tagsSchema),
  favourite: z.optional(z.boolean({ error: 'favourite must be true or false.' })),
});
export type TaskPatch = z.output<typeof patchSchema>;

/** `PUT /api/tasks/:id/takes/:n/verdict` */
export const verdictSchema = z.strictObject({
  verdict: z.nullable(z.enum(VERDICTS, { error: 'verdict must be keep, reject or null.' })),
});

/** `DELETE /api/tasks/:id` */
export const deleteQuerySchema = z.strictObject({
  forever: z.optional(z.enum(['true', 'false'], { error: 'forever must be true or false.' })),
});

/** `POST /api/tasks/:id/resend` · `/claim`, `POST /api/tasks/track` */
export const resendSchema = z.strictObject({ id: uuid(), connection });
export const claimSchema = z.strictObject({
  taskId: taskIdSchema,
  force: z.optional(z.boolean({ error: 'force must be true or false.' })),
});
/** `id`: what a task of a taskId that is new here shall have; answered with another, it is known. */
export const trackSchema = z.strictObject({ taskId: taskIdSchema, id: z.optional(uuid()), connection });
/** `GET /api/v1/generate/record-info` */
export const recordSchema = z.strictObject({ taskId: taskIdSchema });

export interface TaskPage {
  tasks: Task[];
  next: string | null;
  total: number;
  /** Start the event stream with `?after=` this. */
  eventId: number;
}

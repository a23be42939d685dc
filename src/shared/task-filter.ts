import * as z from 'zod/mini';

import { uuidSchema } from './id-schemas.ts';
import { toUuid } from './ids.ts';
import { SOUND_KEYS } from './key/key-facts.ts';
import { IDS_MAX, PAGE_MAX, SEARCH_MAX, TAG_MAX, TAGS_MAX, BPM_MAX, BPM_MIN } from './limits.ts';
import { fieldError } from './messages/reason.ts';
import { TASK_STATES, type TaskState } from './task.ts';

/** `prompt` sorts by its first 80 characters, `bpm` slowest first with Auto at the end; ties are newest first. */
export const SORTS = ['newest', 'oldest', 'updated', 'prompt', 'bpm'] as const;
export type Sort = (typeof SORTS)[number];

/** `a,b,c` in a query; `read` gives null for a part that is not one. */
const commaList = <Part>(read: (part: string) => Part | null, message: string) =>
  z.pipe(
    z.string({ error: message }),
    z.transform((text, context) => {
      const parts = text.split(',').map(read);
      const known = parts.filter((part) => part !== null);
      if (known.length === parts.length) return known;
      context.issues.push({ code: 'custom', message, input: text });
      return z.NEVER;
    }),
  );

const oneOf =
  <Value extends string>(values: readonly Value[]) =>
  (part: string): Value | null =>
    values.find((value) => value === part) ?? null;

const yesNo = (name: string) =>
  z.pipe(
    z.enum(['true', 'false'], { error: `${name} must be true or false.` }),
    z.transform((text) => text === 'true'),
  );

const bpm = (name: string) =>
  z.coerce
    .number({ error: `${name} must be a number.` })
    .check(
      z.int({ error: `${name} must be whole.` }),
      z.minimum(BPM_MIN, { error: `${name} must be at least ${BPM_MIN}.` }),
      z.maximum(BPM_MAX, { error: `${name} must be at most ${BPM_MAX}.` }),
    );

const instant = (name: string) =>
  z.pipe(
    z.iso.datetime({ offset: true, error: `${name} must be a time like 2026-11-22T10:00:00Z.` }),
    z.transform((text) => Date.parse(text)),
  );

/** What narrows the list; every filter given must hold. Shared by the list, the CSV and the export. */
const filters = {
  /** Words, each of which occurs in prompt, title, notes, tags or taskId, or is the tempo, key, `loop` or `lyrics` asked for. */
  q: z.optional(z.string().check(z.maxLength(SEARCH_MAX, { error: fieldError('searchLong') }))),
  /** Several: any of them. */
  state: z.optional(
    commaList(oneOf(TASK_STATES), `state must be one or more of: ${TASK_STATES.join(', ')}.`),
  ),
  key: z.optional(commaList(oneOf(SOUND_KEYS), 'key must be one or more of the 25 keys, spelt with sharps.')),
  /** With either bound, tasks at Auto are left out. */
  bpmMin: z.optional(bpm('bpmMin')),
  bpmMax: z.optional(bpm('bpmMax')),
  loop: z.optional(yesNo('loop')),
  lyrics: z.optional(yesNo('lyrics')),
  /** true: every take has its copy here. false: a take has none (yet). Tasks without takes are neither. */
  kept: z.optional(yesNo('kept')),
  favourite: z.optional(yesNo('favourite')),
  /** true: what may be sent again without a question (`isFreeToRetry`). */
  retryable: z.optional(yesNo('retryable')),
  /** true: what was deleted and can still be restored, in place of what is shown. */
  deleted: z.optional(yesNo('deleted')),
  /** Repeat it for several: all of them. */
  tag: z.optional(
    z
      .array(z.string().check(z.maxLength(TAG_MAX, { error: 'A tag is too long.' })))
      .check(z.maxLength(TAGS_MAX, { error: `At most ${TAGS_MAX} tags.` })),
  ),
  /** Made at or after `from`, and before `to`. */
  from: z.optional(instant('from')),
  to: z.optional(instant('to')),
  /** Its id. */
  connection: z.optional(z.string().check(z.maxLength(300, { error: 'connection is too long.' }))),
  batch: z.optional(uuidSchema('batch must be a UUID.')),
  /** A selection, at most 200. */
  ids: z.optional(
    commaList(toUuid, 'ids must be UUIDs.').check(z.maxLength(IDS_MAX, { error: `At most ${IDS_MAX} ids.` })),
  ),
  sort: z.optional(z.enum(SORTS, { error: `sort must be one of: ${SORTS.join(', ')}.` })),
};

/** `GET /api/tasks.csv` */
export const filterQuerySchema = z.strictObject(filters);
export type TaskFilter = z.output<typeof filterQuerySchema>;

/** `limit` of a list that is read in pages. */
export const pageLimitSchema = z.coerce
  .number({ error: 'limit must be a number.' })
  .check(
    z.int({ error: 'limit must be whole.' }),
    z.minimum(1, { error: 'limit must be at least 1.' }),
    z.maximum(PAGE_MAX, { error: `limit must be at most ${PAGE_MAX}.` }),
  );

/** `GET /api/tasks` */
export const listQuerySchema = z.strictObject({
  ...filters,
  cursor: z.optional(
    z
      .string({ error: 'cursor must be text.' })
      .check(z.maxLength(1000, { error: 'That cursor is not ours.' })),
  ),
  limit: z.optional(pageLimitSchema),
});
export type ListQuery = z.output<typeof listQuerySchema>;

/** `GET /api/facets`: what there is to filter by, over everything shown; most used first. */
export interface Facets {
  total: number;
  /** Deleted, and not purged yet. */
  deleted: number;
  states: Record<TaskState, number>;
  tags: { tag: string; count: number }[];
  connections: { id: string; name: string; count: number }[];
}

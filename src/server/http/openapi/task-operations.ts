import * as z from 'zod/mini';

import { bulkSchema } from '#shared/bulk.ts';
import { DEFAULT_MODEL } from '#shared/limits.ts';
import { setEditsSchema } from '#shared/take-edits.ts';
import { setHeardSchema } from '#shared/take/take-heard.ts';
import { filterQuerySchema, listQuerySchema } from '#shared/task-filter.ts';
import {
  claimSchema,
  deleteQuerySchema,
  patchSchema,
  resendSchema,
  submitSchema,
  trackSchema,
  verdictSchema,
} from '#shared/task-requests.ts';

import { listOf, ref } from './json-schemas.ts';
import { anObject, ID, nothing, ok, sound, TASK_ID, type Operation } from './operation.ts';

const TAG = 'Tasks';

const task = ok(ref('Task'));

const move = (name: string, summary: string): Operation => ({
  method: 'post',
  path: `/api/tasks/{id}/${name}`,
  tag: TAG,
  summary,
  answer: task,
  refusals: [404, 409, 410],
});

const setTake = (name: string, summary: string, body: z.ZodMiniType, example: unknown): Operation => ({
  method: 'put',
  path: `/api/tasks/{id}/takes/{n}/${name}`,
  tag: TAG,
  summary,
  body,
  example,
  answer: task,
  refusals: [404, 410],
});

export const taskOperations: Operation[] = [
  {
    method: 'get',
    path: '/api/tasks',
    tag: TAG,
    summary: 'A page of the list, newest first; filters and search.',
    query: listQuerySchema,
    answer: ok(ref('TaskPage')),
  },
  {
    method: 'post',
    path: '/api/tasks',
    tag: TAG,
    summary:
      'Send sounds. `id` is made by the client and is the idempotency key: the same id is never sent twice.',
    body: submitSchema([DEFAULT_MODEL]),
    example: { tasks: [{ id: ID, request: sound }] },
    answer: ok({ type: 'object', properties: { tasks: listOf(ref('Task')) }, required: ['tasks'] }),
    refusals: [409, 413, 422, 429, 503, 507],
  },
  {
    method: 'get',
    path: '/api/tasks/events',
    tag: TAG,
    summary:
      'Every change as it happens (server-sent events). `?after=` or Last-Event-ID replays what was missed.',
    query: z.object({ after: z.optional(z.string()) }),
    answer: ok('text/event-stream'),
  },
  {
    method: 'get',
    path: '/api/tasks.csv',
    tag: TAG,
    summary: 'The list as CSV that comes back unchanged.',
    query: filterQuerySchema,
    answer: ok('text/csv'),
  },
  { method: 'get', path: '/api/facets', tag: TAG, summary: 'Counts per filter.', answer: anObject },
  {
    method: 'post',
    path: '/api/tasks/bulk',
    tag: TAG,
    summary: 'One move for many tasks; one result an id.',
    body: bulkSchema,
    example: { action: 'favourite', ids: [ID] },
    answer: anObject,
    refusals: [413],
  },
  {
    method: 'post',
    path: '/api/tasks/track',
    tag: TAG,
    summary: 'Follow a taskId that was made elsewhere.',
    body: trackSchema,
    example: { taskId: TASK_ID },
    answer: task,
    refusals: [404, 424],
  },
  {
    method: 'get',
    path: '/api/tasks/{id}',
    tag: TAG,
    summary: 'One task, by our own id or by its taskId.',
    answer: task,
    refusals: [404, 410],
  },
  {
    method: 'patch',
    path: '/api/tasks/{id}',
    tag: TAG,
    summary: 'Change title, notes, tags, favourite.',
    body: patchSchema,
    example: { title: 'Intro', tags: ['reel'] },
    answer: task,
    refusals: [404, 410],
  },
  {
    method: 'delete',
    path: '/api/tasks/{id}',
    tag: TAG,
    summary: 'Delete; restorable for 7 days unless `forever`.',
    query: deleteQuerySchema,
    answer: nothing,
    refusals: [404, 409, 410],
  },
  move('restore', 'Bring a deleted task back.'),
  move('cancel', 'Take a held task out of the queue.'),
  move('dismiss', 'Stop following it.'),
  { ...move('check', 'Read its record now.'), refusals: [404, 409, 410, 424, 429] },
  {
    ...move('resend', 'Send it again as a new task, whose id the client makes.'),
    body: resendSchema,
    example: { id: ID },
    refusals: [404, 409, 410, 422, 429, 503, 507],
  },
  {
    ...move('claim', 'Say which taskId an unknown task got.'),
    body: claimSchema,
    example: { taskId: TASK_ID },
    refusals: [404, 409, 410, 424],
  },
  {
    method: 'get',
    path: '/api/tasks/{id}/takes/{n}/audio',
    tag: TAG,
    summary: 'The audio of a take. Range is served; `?download=1` names the file.',
    answer: ok('audio/*'),
    refusals: [404, 410, 416, 424],
  },
  setTake('verdict', 'Keep or reject a take.', verdictSchema, { verdict: 'keep' }),
  setTake('heard', 'What was measured of a take.', setHeardSchema, undefined),
  setTake('edits', 'What is done to a take when it is exported.', setEditsSchema, { edits: [] }),
];

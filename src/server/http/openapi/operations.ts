import * as z from 'zod/mini';

import { importSchema } from '#shared/backup-import.ts';
import { batchQuerySchema } from '#shared/batch.ts';
import { bulkSchema } from '#shared/bulk.ts';
import {
  connectionDeleteSchema,
  connectionPatchSchema,
  keyTestSchema,
  newConnectionSchema,
} from '#shared/connections/connection-requests.ts';
import { DEFAULT_MODEL } from '#shared/limits.ts';
import { soundRequestSchema } from '#shared/sound-request.ts';
import { setEditsSchema } from '#shared/take-edits.ts';
import { downloadSchema } from '#shared/take/download-request.ts';
import { setHeardSchema } from '#shared/take/take-heard.ts';
import { filterQuerySchema, listQuerySchema } from '#shared/task-filter.ts';
import {
  claimSchema,
  deleteQuerySchema,
  patchSchema,
  recordSchema,
  resendSchema,
  submitSchema,
  trackSchema,
  verdictSchema,
} from '#shared/task-requests.ts';

import { type JsonSchema, listOf, ref } from './json-schemas.ts';

export interface Operation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With `{id}` in braces. */
  path: string;
  tag: string;
  summary: string;
  query?: z.ZodMiniType;
  body?: z.ZodMiniType;
  /** A body that works, or shows the shape. */
  example?: unknown;
  /** What a good answer is; `null` has no body, a text is a content type. */
  answer: { status: number; content: JsonSchema | string | null };
  /** Refusals beside those that every route has. */
  refusals?: readonly number[];
  /** Takes `Idempotency-Key` and `X-Connection`. */
  headers?: readonly ('Idempotency-Key' | 'X-Connection')[];
}

const ID = '0f6c1d2e-0000-4000-8000-000000000001';
const sound = {
  prompt: 'soft rain',
  model: DEFAULT_MODEL,
  soundLoop: true,
  soundTempo: 90,
  soundKey: 'Am',
  grabLyrics: false,
};
const take = { taskId: '3f0c9a7e51d24b86', audioId: 'a1' };
const anything = z.looseObject({});
const dropInBody = z.looseObject({
  ...z.partial(soundRequestSchema([DEFAULT_MODEL])).shape,
  prompt: z.string(),
});
const jobBody = z.looseObject({ model: z.string(), input: anything });
const takeBody = z.looseObject({ taskId: z.string(), audioId: z.string() });
const wavBody = z.looseObject({ ...takeBody.shape, callBackUrl: z.optional(z.string()) });

const ok = (content: JsonSchema | string | null, status = 200) => ({ status, content });
const task = ok(ref('Task'));
const envelope = ok(ref('Envelope'));
const anObject = ok({ type: 'object' });
const nothing = ok(null, 204);

const DROP_IN = "The vendor's own API";
const TASKS = 'Tasks';
const BATCHES = 'Batches';
const BACKUP = 'Backup';
const CONNECTIONS = 'Connections';
const SERVER = 'Server';

const dropIn: Operation[] = [
  {
    method: 'post',
    path: '/api/v1/generate/sounds',
    tag: DROP_IN,
    summary: 'Make a sound. Waits for the taskId; with an Idempotency-Key it is sent, and charged, once.',
    body: dropInBody,
    example: sound,
    answer: envelope,
    refusals: [413, 422, 424, 429, 503],
    headers: ['Idempotency-Key', 'X-Connection'],
  },
  {
    method: 'post',
    path: '/api/v1/jobs/createTask',
    tag: DROP_IN,
    summary: 'The same by kie’s jobs route.',
    body: jobBody,
    example: { model: 'ai-music-api/sounds', input: { prompt: 'soft rain', sound_tempo: 90 } },
    answer: envelope,
    refusals: [413, 422, 424, 429, 503],
    headers: ['Idempotency-Key', 'X-Connection'],
  },
  ...(
    [
      ['/api/v1/generate/record-info', 'How a task stands, with links to its audio.'],
      ['/api/v1/jobs/recordInfo', 'The same, as kie’s jobs route says it.'],
      ['/api/v1/wav/record-info', 'How a conversion to WAV stands.'],
    ] as const
  ).map(([path, summary]): Operation => ({
    method: 'get',
    path,
    tag: DROP_IN,
    summary,
    query: recordSchema,
    answer: envelope,
    refusals: [404, 424, 429],
    headers: ['X-Connection'],
  })),
  ...['/api/v1/generate/credit', '/api/v1/chat/credit'].map((path): Operation => ({
    method: 'get',
    path,
    tag: DROP_IN,
    summary: 'The credits left.',
    answer: envelope,
    refusals: [424],
    headers: ['X-Connection'],
  })),
  {
    method: 'post',
    path: '/api/v1/generate/get-timestamped-lyrics',
    tag: DROP_IN,
    summary: 'The words of a take, with their times.',
    body: takeBody,
    example: take,
    answer: envelope,
    refusals: [424],
    headers: ['X-Connection'],
  },
  {
    method: 'post',
    path: '/api/v1/wav/generate',
    tag: DROP_IN,
    summary: 'Convert a take to WAV. Can cost; a second request answers the first.',
    body: wavBody,
    example: take,
    answer: envelope,
    refusals: [404, 424],
    headers: ['X-Connection'],
  },
  {
    method: 'get',
    path: '/media/{signed}/{name}',
    tag: DROP_IN,
    summary:
      'Audio by a link that carries its own right: no header is needed, from any origin. Range is served.',
    answer: ok('audio/*'),
    refusals: [404, 416],
  },
];

const move = (name: string, summary: string): Operation => ({
  method: 'post',
  path: `/api/tasks/{id}/${name}`,
  tag: TASKS,
  summary,
  answer: task,
  refusals: [404, 409, 410],
});

const setTake = (name: string, summary: string, body: z.ZodMiniType, example: unknown): Operation => ({
  method: 'put',
  path: `/api/tasks/{id}/takes/{n}/${name}`,
  tag: TASKS,
  summary,
  body,
  example,
  answer: task,
  refusals: [404, 410],
});

const taskOperations: Operation[] = [
  {
    method: 'get',
    path: '/api/tasks',
    tag: TASKS,
    summary: 'A page of the list, newest first; filters and search.',
    query: listQuerySchema,
    answer: ok(ref('TaskPage')),
  },
  {
    method: 'post',
    path: '/api/tasks',
    tag: TASKS,
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
    tag: TASKS,
    summary:
      'Every change as it happens (server-sent events). `?after=` or Last-Event-ID replays what was missed.',
    query: z.object({ after: z.optional(z.string()) }),
    answer: ok('text/event-stream'),
  },
  {
    method: 'get',
    path: '/api/tasks.csv',
    tag: TASKS,
    summary: 'The list as CSV that comes back unchanged.',
    query: filterQuerySchema,
    answer: ok('text/csv'),
  },
  { method: 'get', path: '/api/facets', tag: TASKS, summary: 'Counts per filter.', answer: anObject },
  {
    method: 'post',
    path: '/api/tasks/bulk',
    tag: TASKS,
    summary: 'One move for many tasks; one result an id.',
    body: bulkSchema,
    example: { action: 'favourite', ids: [ID] },
    answer: anObject,
    refusals: [413],
  },
  {
    method: 'post',
    path: '/api/tasks/track',
    tag: TASKS,
    summary: 'Follow a taskId that was made elsewhere.',
    body: trackSchema,
    example: { taskId: take.taskId },
    answer: task,
    refusals: [404, 424],
  },
  {
    method: 'get',
    path: '/api/tasks/{id}',
    tag: TASKS,
    summary: 'One task.',
    answer: task,
    refusals: [404, 410],
  },
  {
    method: 'patch',
    path: '/api/tasks/{id}',
    tag: TASKS,
    summary: 'Change title, notes, tags, favourite.',
    body: patchSchema,
    example: { title: 'Intro', tags: ['reel'] },
    answer: task,
    refusals: [404, 410],
  },
  {
    method: 'delete',
    path: '/api/tasks/{id}',
    tag: TASKS,
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
    example: { taskId: take.taskId },
    refusals: [404, 409, 410, 424],
  },
  {
    method: 'get',
    path: '/api/tasks/{id}/takes/{n}/audio',
    tag: TASKS,
    summary: 'The audio of a take. Range is served; `?download=1` names the file.',
    answer: ok('audio/*'),
    refusals: [404, 410, 416, 424],
  },
  setTake('verdict', 'Keep or reject a take.', verdictSchema, { verdict: 'keep' }),
  setTake('heard', 'What was measured of a take.', setHeardSchema, undefined),
  setTake('edits', 'What is done to a take when it is exported.', setEditsSchema, { edits: [] }),
];

const batchMove = (name: string, summary: string): Operation => ({
  method: 'post',
  path: `/api/batches/{id}/${name}`,
  tag: BATCHES,
  summary,
  answer: anObject,
  refusals: [404],
});

const others: Operation[] = [
  {
    method: 'get',
    path: '/api/batches',
    tag: BATCHES,
    summary: 'Batches, newest first.',
    query: batchQuerySchema,
    answer: anObject,
  },
  {
    method: 'get',
    path: '/api/batches/{id}',
    tag: BATCHES,
    summary: 'One batch.',
    answer: anObject,
    refusals: [404],
  },
  batchMove('pause', 'Send nothing more of it for now.'),
  batchMove('resume', 'Go on.'),
  batchMove('cancel-unsent', 'Cancel what has not been sent.'),
  {
    method: 'post',
    path: '/api/downloads',
    tag: BACKUP,
    summary:
      'Ask for a zip of takes as they are stored, named by a template. It can be fetched for ten minutes.',
    body: downloadSchema,
    example: { ids: [ID], name: '{title}_{bpm}bpm_{key}_{take}', takes: 'kept' },
    answer: anObject,
    refusals: [404],
  },
  {
    method: 'get',
    path: '/api/downloads/{id}',
    tag: BACKUP,
    summary: 'That zip, with a list of its sounds.',
    answer: ok('application/zip'),
    refusals: [404],
  },
  {
    method: 'get',
    path: '/api/export',
    tag: BACKUP,
    summary: 'A backup as JSON, or with `audio=1` as a zip with the audio.',
    query: z.object({ audio: z.optional(z.string()) }),
    answer: ok('application/json'),
  },
  {
    method: 'post',
    path: '/api/import/preview',
    tag: BACKUP,
    summary: 'What a backup (JSON, or application/zip) would change. Changes nothing.',
    body: anything,
    example: { format: 'cuesmith-backup' },
    answer: anObject,
    refusals: [507],
  },
  {
    method: 'post',
    path: '/api/import',
    tag: BACKUP,
    summary: 'Take over what was previewed. Sends nothing.',
    body: importSchema,
    example: { id: ID },
    answer: anObject,
    refusals: [404, 409, 507],
  },
  {
    method: 'get',
    path: '/api/connections',
    tag: CONNECTIONS,
    summary: 'Vendors and how they stand. No key is in it.',
    answer: ok(listOf(ref('Connection'))),
  },
  {
    method: 'post',
    path: '/api/connections',
    tag: CONNECTIONS,
    summary: 'Connect a vendor. The key is tried by reading the balance.',
    body: newConnectionSchema,
    example: { vendor: 'kie', key: 'the-key-itself', name: 'Kie' },
    answer: ok(ref('Connection'), 201),
    refusals: [409, 422, 424],
  },
  {
    method: 'post',
    path: '/api/connections/test',
    tag: CONNECTIONS,
    summary: 'Try a key that is not stored.',
    body: keyTestSchema,
    example: { vendor: 'kie', key: 'the-key-itself' },
    answer: anObject,
    refusals: [422, 424],
  },
  {
    method: 'post',
    path: '/api/connections/{id}/test',
    tag: CONNECTIONS,
    summary: 'Read the balance.',
    answer: anObject,
    refusals: [404],
  },
  {
    method: 'post',
    path: '/api/connections/{id}/warm',
    tag: CONNECTIONS,
    summary: 'A send is near: open its connection ahead. Costs nothing.',
    answer: nothing,
    refusals: [404],
  },
  {
    method: 'patch',
    path: '/api/connections/{id}',
    tag: CONNECTIONS,
    summary:
      'Change name, key, pace, concurrency, models, or make it the default. 201: another account became one of its own.',
    body: connectionPatchSchema,
    example: { name: 'Studio' },
    answer: ok(ref('Connection')),
    refusals: [404, 409, 422, 424],
  },
  {
    method: 'delete',
    path: '/api/connections/{id}',
    tag: CONNECTIONS,
    summary: 'Remove it; `detach=true` also while tasks of it are under way.',
    query: connectionDeleteSchema,
    answer: nothing,
    refusals: [404, 409],
  },
  {
    method: 'post',
    path: '/api/callbacks/{secret}',
    tag: SERVER,
    summary: 'Where vendors call back. Always 200; GET and HEAD too.',
    body: anything,
    example: { code: 200 },
    answer: anObject,
  },
  {
    method: 'get',
    path: '/api/callbacks/{secret}',
    tag: SERVER,
    summary: 'For vendors that probe the address first.',
    answer: anObject,
  },
  { method: 'get', path: '/api/openapi.json', tag: SERVER, summary: 'This description.', answer: anObject },
  { method: 'get', path: '/healthz', tag: SERVER, summary: 'Whether the server runs.', answer: anObject },
];

/** With an access token only. */
const login: Operation[] = [
  { method: 'get', path: '/login', tag: SERVER, summary: 'The login page.', answer: ok('text/html') },
  {
    method: 'post',
    path: '/login',
    tag: SERVER,
    summary: 'Log in by a form: `token`, `next`. Answers with a cookie.',
    answer: ok(null, 303),
  },
  { method: 'post', path: '/logout', tag: SERVER, summary: 'End this login.', answer: nothing },
  { method: 'post', path: '/api/sessions/end', tag: SERVER, summary: 'End all logins.', answer: nothing },
];

/** Every route of the server; a test finds none that is missing here. */
export const OPERATIONS: readonly Operation[] = [...dropIn, ...taskOperations, ...others, ...login];

import * as z from 'zod/mini';

import { DEFAULT_MODEL } from '#shared/limits.ts';
import { soundRequestSchema } from '#shared/sound-request.ts';
import { recordSchema } from '#shared/task-requests.ts';

import { ref } from './json-schemas.ts';
import { anything, ok, sound, TASK_ID, type Operation } from './operation.ts';

const TAG = "The vendor's own API";

const take = { taskId: TASK_ID, audioId: 'a1' };
const dropInBody = z.looseObject({
  ...z.partial(soundRequestSchema([DEFAULT_MODEL])).shape,
  prompt: z.string(),
});
const jobBody = z.looseObject({ model: z.string(), input: anything });
const takeBody = z.looseObject({ taskId: z.string(), audioId: z.string() });
const wavBody = z.looseObject({ ...takeBody.shape, callBackUrl: z.optional(z.string()) });
const envelope = ok(ref('Envelope'));

export const dropInOperations: Operation[] = [
  {
    method: 'post',
    path: '/api/v1/generate/sounds',
    tag: TAG,
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
    tag: TAG,
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
    tag: TAG,
    summary,
    query: recordSchema,
    answer: envelope,
    refusals: [404, 424, 429],
    headers: ['X-Connection'],
  })),
  ...['/api/v1/generate/credit', '/api/v1/chat/credit'].map((path): Operation => ({
    method: 'get',
    path,
    tag: TAG,
    summary: 'The credits left.',
    answer: envelope,
    refusals: [424],
    headers: ['X-Connection'],
  })),
  {
    method: 'post',
    path: '/api/v1/generate/get-timestamped-lyrics',
    tag: TAG,
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
    tag: TAG,
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
    tag: TAG,
    summary:
      'Audio by a link that carries its own right: no header is needed, from any origin. Range is served.',
    answer: ok('audio/*'),
    refusals: [404, 416],
  },
];

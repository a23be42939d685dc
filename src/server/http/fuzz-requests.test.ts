import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { PROBLEM_CODES } from '#shared/problem.ts';

import { startApp } from '../../testing/start-app.ts';
import { uuid } from '../../testing/task-fixtures.ts';

const word = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', 'constructor', 'prompt', ''),
);
const segment = fc.oneof(
  word.map(encodeURIComponentLoosely),
  fc.constantFrom(uuid(1), '..', '%', '%00', '1'),
);
const field = fc.constantFrom(
  'prompt',
  'model',
  'soundTempo',
  'soundKey',
  'callBackUrl',
  'tasks',
  'id',
  'request',
  'taskId',
  'audioId',
  'input',
);
const value = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('V5', 'Am', 90, uuid(1), 'ai-music-api/sounds'),
  fc.string({ unit: 'binary' }),
);
const body = fc.oneof(
  fc.dictionary(fc.oneof(field, word), value).map((fields) => JSON.stringify(fields)),
  fc.array(fc.record({ id: value, request: value })).map((tasks) => JSON.stringify({ tasks })),
  fc.string({ unit: 'binary' }),
);
const path = fc.oneof(
  fc.constantFrom(
    '/api/v1/generate/sounds',
    '/api/v1/jobs/createTask',
    '/api/v1/wav/generate',
    '/api/v1/generate/get-timestamped-lyrics',
    '//api/v1/chat/credit',
    '/api/tasks',
    '/api/tasks/track',
  ),
  segment.map((id) => `/api/tasks/${id}`),
  fc
    .tuple(segment, fc.constantFrom('restore', 'cancel', 'dismiss', 'check', 'resend', 'claim'))
    .map(([id, move]) => `/api/tasks/${id}/${move}`),
  fc.tuple(segment, segment).map(([id, n]) => `/api/tasks/${id}/takes/${n}/audio`),
  fc
    .tuple(fc.constantFrom('generate/record-info', 'jobs/recordInfo', 'wav/record-info'), word)
    .map(([route, text]) => `/api/v1/${route}?taskId=${encodeURIComponentLoosely(text)}`),
  word.map((text) => `/media/${encodeURIComponentLoosely(text)}/${uuid(1)}.mp3`),
  fc
    .tuple(fc.constantFrom('q', 'cursor', 'limit', 'state', 'x'), word)
    .map(([name, text]) => `/api/tasks?${name}=${encodeURIComponentLoosely(text)}`),
  word.map((text) => `/api/callbacks/${encodeURIComponentLoosely(text)}`),
);
const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PATCH', 'DELETE');

/** Lone surrogates have no encoding: they go as they are, and the URL parser replaces them. */
function encodeURIComponentLoosely(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

describe('whatever is sent', () => {
  it('is answered, never with a 5xx of ours, and a refusal always with a problem of the union', async () => {
    const app = await startApp();
    await fc.assert(
      fc.asyncProperty(method, path, body, async (method, path, body) => {
        const hasBody = method !== 'GET' && method !== 'HEAD';
        const response = await app.request(path, {
          method,
          headers: { 'content-type': 'application/json' },
          ...(hasBody && { body }),
        });
        const text = await response.text();
        const isEmpty = text === '' || response.headers.get('content-type') !== 'application/json';
        const { problem } = (isEmpty ? {} : JSON.parse(text)) as { problem?: { code: string } };
        expect(response.status).toBeLessThan(500);
        expect(['', ...PROBLEM_CODES]).toContain(problem?.code ?? '');
        expect(response.status >= 400 && method !== 'HEAD' && problem === undefined).toBe(false);
      }),
      { numRuns: 400 },
    );
    expect(app.reports).toEqual([]);
  }, 60_000);
});

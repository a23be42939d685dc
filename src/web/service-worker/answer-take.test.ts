import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { FakeCaches } from '../../testing/fake-caches.ts';
import { answerTake, inRange } from './answer-take.ts';

const URL_OF_TAKE = 'http://localhost:4860/api/tasks/a/takes/1/audio';
const whole = () =>
  new Response('0123456789', {
    headers: { 'content-type': 'audio/mpeg', 'content-length': '10', etag: '"a"' },
  });

beforeEach(() => {
  vi.stubGlobal('location', new URL('http://localhost:4860/service-worker.js'));
  vi.stubGlobal('caches', new FakeCaches());
});
afterEach(() => vi.unstubAllGlobals());

it.each([
  ['bytes=0-', 206, '0123456789', 'bytes 0-9/10'],
  ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
  ['bytes=-3', 206, '789', 'bytes 7-9/10'],
  ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
  [null, 200, '0123456789', null],
  ['bytes=0-1,4-5', 200, '0123456789', null],
  ['bytes=10-', 416, '', 'bytes */10'],
])('a kept take asked for with Range %s is answered %d', async (range, status, text, contentRange) => {
  const answer = await inRange(whole(), range);
  expect([answer.status, await answer.text(), answer.headers.get('content-range')]).toEqual([
    status,
    text,
    contentRange,
  ]);
});

it('a part says its own length and keeps its type', async () => {
  const part = await inRange(whole(), 'bytes=2-4');
  expect(part.headers.get('content-length')).toBe('3');
  expect(part.headers.get('content-type')).toBe('audio/mpeg');
});

it('what is not kept is the server’s, and asking for it keeps nothing', async () => {
  const server = new Response('from the server');
  const request = new Request(URL_OF_TAKE, { headers: { range: 'bytes=0-' } });
  expect(await answerTake(request, async () => server)).toBe(server);
  expect(await caches.has('cuesmith.takes')).toBe(false);
});

it('where nothing can be read from the browser’s storage, the server answers', async () => {
  vi.stubGlobal('caches', { has: () => Promise.reject(new DOMException('off', 'SecurityError')) });
  const server = new Response('from the server');
  expect(await answerTake(new Request(URL_OF_TAKE), async () => server)).toBe(server);
});

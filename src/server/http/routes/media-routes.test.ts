import { describe, expect, onTestFinished, test, vi } from 'vitest';

import type { Envelope } from '#shared/envelope.ts';

import { startFaultyVendor, type FaultyVendorOptions } from '../../../testing/faulty-vendor/faulty-vendor.ts';
import { silentMp3 } from '../../../testing/faulty-vendor/silent-mp3.ts';
import { framesOf } from '../../../testing/faulty-vendor/vendor-tasks.ts';
import { json, startApp, type TestApp } from '../../../testing/start-app.ts';
import { softRain, uuid } from '../../../testing/task-fixtures.ts';

const TOKEN = 'correct-horse-battery';
const bearer = { authorization: `Bearer ${TOKEN}` };

type Tracks = Envelope<{ response: { sunoData: Record<string, string>[] } | null }>;

async function linksOf(app: TestApp, taskId: string): Promise<string[]> {
  const response = await app.request(`/api/v1/generate/record-info?taskId=${taskId}`, { headers: bearer });
  const { data } = (await response.json()) as Tracks;
  return data?.response?.sunoData.map((track) => track['audioUrl'] ?? '') ?? [];
}

/** A server that asks who you are, and the link to a take that it keeps. */
async function startWithLink() {
  const app = await startApp({ env: { ACCESS_TOKEN: TOKEN } });
  const made = await app.request(
    '/api/tasks',
    json('POST', { tasks: [{ id: uuid(1), request: softRain }] }, bearer),
  );
  expect(made.status).toBe(200);
  const task = await app.reaches(
    uuid(1),
    ({ state, ...task }) => state === 'ready' && 'takes' in task && task.takes.every(({ kept }) => kept),
  );
  const taskId = 'taskId' in task ? (task.taskId ?? '') : '';
  const [link = '', other = ''] = await linksOf(app, taskId);
  const ask = (init?: RequestInit, url = link) => app.request(url, init);
  const whole = await ask();
  return { app, taskId, link, other, ask, whole, bytes: await whole.bytes() };
}

const forget = (app: TestApp, path: string, method = 'DELETE') =>
  app.request(path, json(method, undefined, bearer));

describe('a link to a take', () => {
  test('needs no header, from any origin, on a server that asks who you are', async () => {
    const { ask, bytes } = await startWithLink();
    for (const headers of [
      {},
      { origin: 'https://game.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' },
      { authorization: 'Bearer something-of-the-vendor' },
    ]) {
      const response = await ask({ headers });
      expect(response.status).toBe(200);
      expect(await response.bytes()).toEqual(bytes);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'content-type': 'audio/mpeg',
        'content-length': String(bytes.length),
        'accept-ranges': 'bytes',
      });
    }
    const preflight = await ask({
      method: 'OPTIONS',
      headers: {
        origin: 'https://game.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'range',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('range');
  });

  test('is the only thing that other sites may read', async () => {
    const { app } = await startWithLink();
    for (const path of ['/api/tasks', '/healthz', '/api/v1/generate/credit']) {
      const response = await app.request(path, { headers: { ...bearer, origin: 'https://game.example' } });
      expect(response.status).toBe(403);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('serves HEAD, parts, and says what it has not', async () => {
    const { ask, bytes, whole } = await startWithLink();
    const head = await ask({ method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      String(bytes.length),
      '',
    ]);
    const part = await ask({ headers: { range: 'bytes=100-199' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-199/${bytes.length}`]);
    expect(await part.bytes()).toEqual(bytes.slice(100, 200));
    const beyond = await ask({ headers: { range: `bytes=${bytes.length}-` } });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`]);
    const known = await ask({ headers: { 'if-none-match': whole.headers.get('etag') ?? '' } });
    expect(known.status).toBe(304);
  });

  test('ends in a name that no other take has, and that says what the file is', async () => {
    const { link, other } = await startWithLink();
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:4860\/media\/[^/]+\/[\w-]{36}\.mp3$/);
    expect(link.split('/').at(-1)).not.toBe(other.split('/').at(-1));
  });

  test('cannot be made by whoever has another', async () => {
    const { ask, link } = await startWithLink();
    const [, start = '', signed = '', name = ''] = /^(.*\/media\/)([^/]+)\/(.*)$/.exec(link) ?? [];
    const [id = '', n = '', mac = ''] = signed.split('.');
    for (const forged of [
      `${id}.2.${mac}`,
      `${id}.${n}w.${mac}`,
      `${uuid(2)}.${n}.${mac}`,
      `${id}.${n}.${'A'.repeat(mac.length)}`,
      `${id}.${n}.`,
      `${id}.${n}`,
      '%00',
    ]) {
      const response = await ask({}, `${start}${forged}/${name}`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: 404, problem: { code: 'not-found' } });
    }
  });

  test('lives as long as its task: not after it was deleted, again when it is restored, not when it is purged', async () => {
    const { app, ask, taskId, link } = await startWithLink();
    await forget(app, `/api/tasks/${uuid(1)}`);
    expect((await ask()).status).toBe(404);
    expect((await linksOf(app, taskId)).join()).not.toContain('/media/');
    await forget(app, `/api/tasks/${uuid(1)}/restore`, 'POST');
    expect((await ask()).status).toBe(200);
    expect(await linksOf(app, taskId)).toContain(link);
    await forget(app, `/api/tasks/${uuid(1)}?forever=true`);
    expect((await ask()).status).toBe(404);
  });

  test('outlives a restart', async () => {
    const { app, link, bytes } = await startWithLink();
    await app.stop();
    const again = await startApp({ env: { ACCESS_TOKEN: TOKEN }, folder: app.folder });
    expect(await (await again.request(link)).bytes()).toEqual(bytes);
  });
});

describe('while no copy is kept, a link', () => {
  async function startFar(options: FaultyVendorOptions) {
    const vendor = await startFaultyVendor(options);
    onTestFinished(() => vendor.close());
    const app = await startApp({ env: { SOUNDS_UPSTREAM: vendor.url, SOUNDS_API_KEY: 'a-vendor-key' } });
    const body = json('POST', { prompt: 'soft rain', model: 'V5' });
    const made = await app.request('/api/v1/generate/sounds', body);
    const { data } = (await made.json()) as Envelope<{ taskId: string }>;
    return { app, vendor, taskId: data?.taskId ?? '' };
  }

  test('is given with the first record that has an address, and every field of that take is it', async () => {
    const { app, taskId } = await startFar({
      plan: { stages: ['FIRST_SUCCESS', 'SUCCESS'], renderMs: 3_600_000, casing: 'snake' },
    });
    const response = await app.request(`/api/v1/generate/record-info?taskId=${taskId}`);
    const { data } = (await response.json()) as Tracks;
    const [first = {}, second = {}] = data?.response?.sunoData ?? [];
    const names = ['audioUrl', 'sourceAudioUrl', 'streamAudioUrl', 'sourceStreamAudioUrl'];
    const snake = ['audio_url', 'source_audio_url', 'stream_audio_url', 'source_stream_audio_url'];
    expect(new Set([...names, ...snake].map((name) => first[name])).size).toBe(1);
    expect(first['audioUrl']).toMatch(/\/media\/[^/]+\/\w+-1\.mp3$/);
    // It is not done: only its stream is there.
    expect([second['audioUrl'], second['streamAudioUrl']]).toEqual([
      '',
      expect.stringMatching(/\/media\/[^/]+\/\w+-2\.mp3$/),
    ]);
    const mp3 = silentMp3(framesOf(1));
    const part = await app.request(first['audioUrl'] ?? '', { headers: { range: 'bytes=10-19' } });
    expect(await part.bytes()).toEqual(mp3.slice(10, 20));
    expect(await (await app.request(first['audioUrl'] ?? '')).bytes()).toEqual(mp3);
  });

  test('passes a part of the vendor’s file on', async () => {
    const { app, vendor, taskId } = await startFar({
      plan: { stages: ['TEXT_SUCCESS', 'SUCCESS'], renderMs: 3_600_000, filesAt: null },
    });
    const [, second = ''] = await app
      .request(`/api/v1/generate/record-info?taskId=${taskId}`)
      .then(async (response) => (await response.json()) as Tracks)
      .then(({ data }) => data?.response?.sunoData.map((track) => track['streamAudioUrl'] ?? '') ?? []);
    const mp3 = silentMp3(framesOf(2));
    const part = await app.request(second, { headers: { range: 'bytes=1000-1999' } });
    expect([part.status, part.headers.get('content-range'), part.headers.get('content-length')]).toEqual([
      206,
      `bytes 1000-1999/${mp3.length}`,
      '1000',
    ]);
    expect(await part.bytes()).toEqual(mp3.slice(1000, 2000));
    const head = await app.request(second, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(mp3.length)]);
    await vendor.goDown();
    const lost = await app.request(second);
    expect(lost.status).toBe(424);
    expect(lost.headers.get('access-control-allow-origin')).toBe('*');
  });
});

test('under the path of a proxy, a link leads through it', async () => {
  const app = await startApp({ env: { ACCESS_TOKEN: TOKEN, BASE_PATH: '/cuesmith' } });
  const base = 'http://127.0.0.1:4860/cuesmith/api/v1';
  const body = json('POST', { prompt: 'soft rain', model: 'V5' }, bearer);
  const made = await app.request(`${base}/generate/sounds`, body);
  const { data } = (await made.json()) as Envelope<{ taskId: string }>;
  const links = await vi.waitFor(
    async () => {
      const response = await app.request(`${base}/generate/record-info?taskId=${data?.taskId}`, {
        headers: bearer,
      });
      const record = (await response.json()) as Tracks;
      const urls = record.data?.response?.sunoData.map((track) => track['audioUrl'] ?? '') ?? [''];
      expect(urls).not.toContain('');
      return urls;
    },
    { interval: 50, timeout: 20_000 },
  );
  for (const link of links) {
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:4860\/cuesmith\/media\//);
    expect((await app.request(link)).status).toBe(200);
    // The proxy takes its path off.
    expect((await app.request(link.replace('/cuesmith', ''))).status).toBe(200);
  }
});

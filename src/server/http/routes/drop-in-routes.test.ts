import { describe, expect, it } from 'vitest';

import type { Envelope } from '#shared/envelope.ts';

import { postJob, postSound, rain, rainJob, startBoth } from '../../../testing/drop-in-fixtures.ts';
import { json, startApp } from '../../../testing/start-app.ts';
import { softRain, uuid } from '../../../testing/task-fixtures.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import { dropInRoutes } from './drop-in-routes.ts';

describe('a drop-in submission', () => {
  it("answers the vendor's envelope with a taskId", async () => {
    const { app, vendor } = await startBoth();
    const { status, envelope } = await postSound(app, {
      ...rain,
      soundTempo: 90,
      soundKey: 'Am',
      soundLoop: true,
    });
    expect(status).toBe(200);
    expect(envelope).toEqual({ code: 200, msg: 'success', data: { taskId: vendor.billing[0]?.taskId } });
    expect(vendor.billing[0]?.body).toMatchObject({
      ...rain,
      soundTempo: 90,
      soundKey: 'Am',
      soundLoop: true,
    });
  });

  it.each([
    ['page-429-retry-after', 'slow-down'],
    ['json-429-retry-after', 'slow-down'],
    ['json-401', 'unauthorized'],
    ['json-403', 'unauthorized'],
    ['gateway-403', 'blocked'],
  ] as const)('without a key is refused at once after %s: nothing was charged (M7)', async (fault, code) => {
    const { app, vendor } = await startBoth();
    vendor.failNext(fault);
    const { status, envelope } = await postSound(app, rain);
    expect(status).toBe(424);
    expect(envelope).toMatchObject({ code: 424, data: null, problem: { code, charged: 'no' } });
    expect(vendor.billing).toEqual([]);
  });

  it('with a key waits as long as the vendor says, and is sent once more (M7)', async () => {
    const { app, vendor } = await startBoth();
    vendor.failNext('page-429-retry-after');
    const startedAt = performance.now();
    const { status, envelope } = await postSound(app, rain, { 'idempotency-key': 'k1' });
    expect(status).toBe(200);
    expect(envelope).toMatchObject({ code: 200, data: { taskId: vendor.billing[0]?.taskId } });
    expect(performance.now() - startedAt).toBeGreaterThan(1900);
    expect(vendor.billing).toHaveLength(1);
  });

  it.each(['number', 'data', 'number-data', 'list', 'top'] as const)(
    'answers every character of a taskId that the vendor writes as %s, and its record is found (M4)',
    async (answerAs) => {
      const { app, vendor } = await startBoth({ plan: { answerAs } });
      const { envelope } = await postSound(app, rain);
      const taskId = vendor.billing[0]?.taskId ?? '';
      expect(envelope).toEqual({ code: 200, msg: 'success', data: { taskId } });
      expect(await app.get(`/api/v1/generate/record-info?taskId=${taskId}`)).toMatchObject({ code: 200 });
    },
  );

  it.each(['a+b', 'x/y', 'a~b', 'c3VubzoxMjM0NTY=/v2+x', 'y'.repeat(256)])(
    'hands out no taskId that its neighbours refuse: %s (A-L8)',
    async (taskId) => {
      const { app } = await startBoth();
      const record = await app.request(`/api/v1/generate/record-info?taskId=${encodeURIComponent(taskId)}`);
      const tracked = await app.request('/api/tasks/track', json('POST', { taskId }));
      expect([record.status, tracked.status]).toEqual([200, 404]);
    },
  );

  it('finds its way from a base URL that ends in a slash', async () => {
    const { app } = await startBoth();
    const response = await app.request('http://127.0.0.1:4860//api/v1/generate/sounds', json('POST', rain));
    expect(await response.json()).toMatchObject({ code: 200 });
    expect((await app.request('http://127.0.0.1:4860//api/v1/chat/credit')).status).toBe(200);
  });

  it('says that PUBLIC_URL is the way out where a vendor demands a callBackUrl', async () => {
    const { app, vendor } = await startBoth();
    vendor.failNext('code-400');
    const { envelope } = await postSound(app, rain);
    expect(envelope).toMatchObject({
      code: 400,
      msg: 'Please enter callBackUrl.',
      problem: { field: 'callBackUrl', charged: 'no', message: expect.stringContaining('PUBLIC_URL') },
    });
  });

  it('sends once for 50 requests with one key, and never for the same key with another body', async () => {
    const { app, vendor } = await startBoth();
    const key = { 'idempotency-key': 'take-7' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => postSound(app, rain, key)));
    expect(new Set(answers.map(({ envelope }) => envelope.data?.taskId)).size).toBe(1);
    const reused = await postSound(app, { ...rain, prompt: 'hard rain' }, key);
    expect(reused).toMatchObject({
      status: 422,
      envelope: { code: 422, problem: { code: 'key-reused', charged: 'no' } },
    });
    expect(vendor.billing).toHaveLength(1);
  });

  it.each([
    ['code-429', 200, 429, 'out-of-credits', 'no'],
    ['code-455', 200, 455, 'maintenance', 'no'],
    ['code-500', 200, 500, 'server-error', 'unsure'],
    ['code-430', 200, 430, 'slow-down', 'no'],
    ['gateway-403', 424, 424, 'blocked', 'no'],
    ['gateway-502-after-accept', 424, 424, 'outcome-unknown', 'unsure'],
    ['reset-after-accept', 424, 424, 'outcome-unknown', 'unsure'],
  ] as const)('after %s answers HTTP %i with code %i', async (fault, status, code, problem, charged) => {
    const { app, vendor } = await startBoth();
    vendor.failNext(fault);
    const answer = await postSound(app, rain);
    expect(answer).toMatchObject({
      status,
      envelope: { code, data: null, problem: { code: problem, charged } },
    });
  });

  it('says unreachable when nothing listens', async () => {
    const { app, vendor } = await startBoth();
    await vendor.goDown();
    expect(await postSound(app, rain)).toMatchObject({
      status: 424,
      envelope: { code: 424, problem: { code: 'unreachable', charged: 'no' } },
    });
  });

  it('says unauthorized without a request when no key is set', async () => {
    const { app, vendor } = await startBoth({}, { SOUNDS_API_KEY: '' });
    expect(await postSound(app, rain)).toMatchObject({
      envelope: { problem: { code: 'unauthorized', charged: 'no' } },
    });
    expect(vendor.requests).toEqual([]);
  });
});

describe('a job', () => {
  it('with a key is the same submission as by the older path: sent once', async () => {
    const { app, vendor } = await startBoth();
    const key = { 'idempotency-key': 'take-7' };
    const answers = [
      await postJob(app, rainJob, key),
      await postSound(app, rain, key),
      await postJob(app, rainJob, key),
    ];
    expect(new Set(answers.map(({ envelope }) => envelope.data?.taskId)).size).toBe(1);
    const other = { ...rainJob, input: { ...rainJob.input, sound_tempo: 90 } };
    expect(await postJob(app, other, key)).toMatchObject({
      status: 422,
      envelope: { problem: { code: 'key-reused' } },
    });
    expect(vendor.billing).toHaveLength(1);
  });
});

describe('whatever goes wrong in here', () => {
  it.each(['generate/sounds', 'jobs/createTask', 'wav/generate', 'generate/get-timestamped-lyrics'])(
    'a POST to %s is never answered with 5xx, on which programs send it again',
    async (route) => {
      const broken = () => Promise.reject(new Error('unforeseen'));
      const reports: unknown[] = [];
      const app = dropInRoutes({
        // What it asks of the tasks, and nothing else.
        tasks: {
          dropIn: broken,
          convertToWav: broken,
          readLyrics: broken,
          connections: { facts: () => ({ id: 'sandbox', slowDownCode: 430 }) },
        } as unknown as Tasks,
        logError: (error) => void reports.push(error),
      });
      const body = {
        ...rain,
        taskId: 't',
        audioId: 'a',
        ...(route.startsWith('jobs') && { model: 'ai-music-api/sounds', input: rain }),
      };
      const response = await app.request(`/${route}`, json('POST', body));
      expect(response.status).toBe(424);
      expect(await response.json()).toMatchObject({
        code: 424,
        problem: { code: 'outcome-unknown', charged: 'unsure' },
      });
      expect(reports).toHaveLength(1);
    },
  );
});

describe("the vendor's neighbours", () => {
  it('pass through credits, records and lyrics', async () => {
    const { app, vendor } = await startBoth();
    const { envelope } = await postSound(app, rain);
    const taskId = envelope.data?.taskId ?? '';
    expect(await app.get('/api/v1/generate/credit')).toEqual({ code: 200, msg: 'success', data: 997.5 });
    expect(await app.get(`/api/v1/generate/record-info?taskId=${taskId}`)).toMatchObject({
      code: 200,
      data: { taskId },
    });
    const lyrics = await app.request(
      '/api/v1/generate/get-timestamped-lyrics',
      json('POST', { taskId, audioId: 'a1' }),
    );
    expect(await lyrics.json()).toMatchObject({ code: 200, data: { alignedWords: [] } });
    expect(vendor.billing).toHaveLength(1);
  });

  it.each(['', '?taskId=', '?taskId=a%20b'])('refuse record-info%s', async (query) => {
    const { app } = await startBoth();
    const response = await app.request(`/api/v1/generate/record-info${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ problem: { code: 'invalid-request' } });
  });

  it.each([
    ['GET', '/api/v1/generate/sounds'],
    ['GET', '/api/v1/generate/get-credits'],
    ['POST', '/api/v1/generate'],
    ['POST', '/api/v1/mp4/generate'],
    ['DELETE', '/api/v1/generate/record-info'],
  ])('that are not served, as %s %s, answer as the vendor does: 404', async (method, path) => {
    const { app } = await startBoth();
    const response = await app.request(path, json(method));
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      code: 404,
      msg: 'Invalid request method or path',
      data: null,
      problem: { code: 'not-found' },
    });
  });

  it('answer 424 when the vendor is not there', async () => {
    const { app, vendor } = await startBoth();
    await vendor.goDown();
    const response = await app.request('/api/v1/generate/credit');
    expect(response.status).toBe(424);
    expect(await response.json()).toMatchObject({ code: 424, problem: { code: 'unreachable' } });
  });

  it('give links of kept takes that answer at the host the client used', async () => {
    const app = await startApp();
    const { taskId } = await app.generate({ id: uuid(1), request: softRain });
    const response = await app.request(`/api/v1/generate/record-info?taskId=${taskId}`, {
      headers: { host: 'localhost:5123' },
    });
    const record = (await response.json()) as Envelope<{ response: { sunoData: { audioUrl: string }[] } }>;
    const urls = record.data?.response.sunoData.map(({ audioUrl }) => audioUrl) ?? [];
    expect(urls.map((url) => new URL(url).host)).toEqual(['localhost:5123', 'localhost:5123']);
    expect(new Set(urls.map((url) => url.split('/').at(-1))).size).toBe(2);
    const audio = await app.request(new URL(urls[0] ?? '').pathname);
    expect(audio.headers.get('content-type')).toBe('audio/mpeg');
  });
});

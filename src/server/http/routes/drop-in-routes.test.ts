import { describe, expect, it, onTestFinished } from 'vitest';

import type { Envelope } from '#shared/envelope.ts';

import { startFaultyVendor, type FaultyVendorOptions } from '../../../testing/faulty-vendor/faulty-vendor.ts';
import { json, startApp, type TestApp } from '../../../testing/start-app.ts';
import { softRain, uuid } from '../../../testing/task-fixtures.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import { dropInRoutes } from './drop-in-routes.ts';

const SOUNDS = '/api/v1/generate/sounds';
const rain = { prompt: 'soft rain', model: 'V5' };

async function startBoth(options: FaultyVendorOptions = {}, env: Record<string, string> = {}) {
  const vendor = await startFaultyVendor(options);
  onTestFinished(() => vendor.close());
  const app = await startApp({
    env: { SOUNDS_UPSTREAM: vendor.url, SOUNDS_API_KEY: 'a-vendor-key', ...env },
  });
  return { vendor, app };
}

async function post(app: TestApp, body: unknown, headers: Record<string, string> = {}) {
  const response = await app.request(SOUNDS, json('POST', body, headers));
  return { status: response.status, envelope: (await response.json()) as Envelope<{ taskId: string }> };
}

describe('a drop-in submission', () => {
  it("answers the vendor's envelope with a taskId", async () => {
    const { app, vendor } = await startBoth();
    const { status, envelope } = await post(app, {
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
    const { status, envelope } = await post(app, rain);
    expect(status).toBe(424);
    expect(envelope).toMatchObject({ code: 424, data: null, problem: { code, charged: 'no' } });
    expect(vendor.billing).toEqual([]);
  });

  it('with a key waits as long as the vendor says, and is sent once more (M7)', async () => {
    const { app, vendor } = await startBoth();
    vendor.failNext('page-429-retry-after');
    const startedAt = performance.now();
    const { status, envelope } = await post(app, rain, { 'idempotency-key': 'k1' });
    expect(status).toBe(200);
    expect(envelope).toMatchObject({ code: 200, data: { taskId: vendor.billing[0]?.taskId } });
    expect(performance.now() - startedAt).toBeGreaterThan(1900);
    expect(vendor.billing).toHaveLength(1);
  });

  it.each(['number', 'data', 'number-data', 'list', 'top'] as const)(
    'answers every character of a taskId that the vendor writes as %s, and its record is found (M4)',
    async (answerAs) => {
      const { app, vendor } = await startBoth({ plan: { answerAs } });
      const { envelope } = await post(app, rain);
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

  it.each([
    [{ prompt: 'soft rain' }, 'model'],
    [{ ...rain, model: '' }, 'model'],
    [{ ...rain, model: null }, 'model'],
    [{ ...rain, model: 9 }, 'model'],
    [{ ...rain, soundTempo: 0 }, 'soundTempo'],
    [{ ...rain, soundTempo: 301 }, 'soundTempo'],
    [{ ...rain, soundTempo: 1.5 }, 'soundTempo'],
    [{ ...rain, soundTempo: '120' }, 'soundTempo'],
    [{ ...rain, soundKey: 'Db' }, 'soundKey'],
    [{ ...rain, soundKey: 'c' }, 'soundKey'],
    [{ ...rain, soundLoop: 'yes' }, 'soundLoop'],
    [{ ...rain, grabLyrics: 1 }, 'grabLyrics'],
    [{ ...rain, prompt: ' \n ' }, 'prompt'],
    [{ model: 'V5' }, 'prompt'],
    [{ ...rain, callBackUrl: 'javascript:alert(1)' }, 'callBackUrl'],
    [{ ...rain, callBackUrl: '/here' }, 'callBackUrl'],
    ['{"prompt": "soft rain", ', 'body'],
    ['', 'body'],
    ['null', 'body'],
    ['[]', 'body'],
  ])('refuses %j naming %s, and nothing reaches the upstream', async (body, field) => {
    const { app, vendor } = await startBoth();
    const { status, envelope } = await post(app, body);
    expect(status).toBe(400);
    expect(envelope).toMatchObject({
      code: 400,
      data: null,
      problem: { code: 'invalid-request', field, charged: 'no' },
    });
    expect(envelope.msg).toBe(envelope.problem?.message);
    expect(envelope.msg).not.toBe('Invalid input');
    expect(vendor.requests.filter(({ method }) => method === 'POST')).toEqual([]);
    expect(await app.get('/api/tasks')).toMatchObject({ total: 0 });
  });

  it.each(['x'.repeat(501), ' '.repeat(501), `${'x'.repeat(500)} `])(
    'refuses a prompt of 501 characters with 413, as the vendor does',
    async (prompt) => {
      const { app, vendor } = await startBoth();
      expect(await post(app, { ...rain, prompt })).toMatchObject({
        status: 413,
        envelope: { code: 413, problem: { code: 'prompt-too-long', field: 'prompt', charged: 'no' } },
      });
      expect(vendor.billing).toEqual([]);
    },
  );

  it.each(['V5_5', 'V6', 'V6_WILD', 'V6_MINI', 'V99'])(
    'sends the model %s on, whatever the connection lists',
    async (model) => {
      const { app, vendor } = await startBoth();
      expect(await post(app, { ...rain, model })).toMatchObject({ envelope: { code: 200 } });
      expect(vendor.billing[0]?.body).toMatchObject({ model });
    },
  );

  it('ignores what it does not know, and takes "" and null for what was left out', async () => {
    const { app, vendor } = await startBoth();
    const body = {
      ...rain,
      customMode: false,
      style: 'jazz',
      callBackUrl: '',
      soundKey: '',
      soundTempo: null,
    };
    const response = await app.request(`${SOUNDS}?version=2`, json('POST', body));
    expect(await response.json()).toMatchObject({ code: 200 });
    expect(vendor.billing[0]?.body).toEqual({
      ...rain,
      soundLoop: false,
      soundKey: 'Any',
      grabLyrics: false,
    });
    expect(
      (await app.request('/api/tasks', json('POST', { tasks: [{ id: uuid(1), request: body }] }))).status,
    ).toBe(400);
  });

  it('may name no model at kie, where it is the default of the connection', async () => {
    const { app, vendor } = await startBoth({}, { SOUNDS_DIALECT: 'kie', SOUNDS_MODELS: 'V6,V5' });
    expect(await post(app, { prompt: 'soft rain' })).toMatchObject({ envelope: { code: 200 } });
    expect(vendor.billing[0]?.body).toMatchObject({ input: { model: 'V6' } });
  });

  it('finds its way from a base URL that ends in a slash', async () => {
    const { app } = await startBoth();
    const response = await app.request('http://127.0.0.1:4860//api/v1/generate/sounds', json('POST', rain));
    expect(await response.json()).toMatchObject({ code: 200 });
    expect((await app.request('http://127.0.0.1:4860//api/v1/chat/credit')).status).toBe(200);
  });

  it('says that PUBLIC_URL is the way out where a vendor demands a callBackUrl', async () => {
    const { app, vendor } = await startBoth();
    vendor.failNext('code-400');
    const { envelope } = await post(app, rain);
    expect(envelope).toMatchObject({
      code: 400,
      msg: 'Please enter callBackUrl.',
      problem: { field: 'callBackUrl', charged: 'no', message: expect.stringContaining('PUBLIC_URL') },
    });
  });

  it('refuses a body over 16 kB with 413', async () => {
    const { app, vendor } = await startBoth();
    const { status, envelope } = await post(app, {
      ...rain,
      callBackUrl: `https://a.example/${'x'.repeat(17_000)}`,
    });
    expect(status).toBe(413);
    expect(envelope).toMatchObject({
      code: 413,
      problem: { code: 'invalid-request', field: 'body', charged: 'no' },
    });
    expect(vendor.billing).toEqual([]);
  });

  it.each(['', 'with space', 'ü', 'x'.repeat(256)])('refuses the idempotency key %j', async (key) => {
    const { app, vendor } = await startBoth();
    const { status, envelope } = await post(app, rain, { 'idempotency-key': key });
    expect(status).toBe(400);
    expect(envelope.problem).toMatchObject({ code: 'invalid-request', field: 'Idempotency-Key' });
    expect(vendor.billing).toEqual([]);
  });

  it('sends once for 50 requests with one key, and never for the same key with another body', async () => {
    const { app, vendor } = await startBoth();
    const key = { 'idempotency-key': 'take-7' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(app, rain, key)));
    expect(new Set(answers.map(({ envelope }) => envelope.data?.taskId)).size).toBe(1);
    const reused = await post(app, { ...rain, prompt: 'hard rain' }, key);
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
    const answer = await post(app, rain);
    expect(answer).toMatchObject({
      status,
      envelope: { code, data: null, problem: { code: problem, charged } },
    });
  });

  it('says unreachable when nothing listens', async () => {
    const { app, vendor } = await startBoth();
    await vendor.goDown();
    expect(await post(app, rain)).toMatchObject({
      status: 424,
      envelope: { code: 424, problem: { code: 'unreachable', charged: 'no' } },
    });
  });

  it('says unauthorized without a request when no key is set', async () => {
    const { app, vendor } = await startBoth({}, { SOUNDS_API_KEY: '' });
    expect(await post(app, rain)).toMatchObject({
      envelope: { problem: { code: 'unauthorized', charged: 'no' } },
    });
    expect(vendor.requests).toEqual([]);
  });
});

describe('a job', () => {
  const job = {
    model: 'ai-music-api/sounds',
    input: { ...rain, sound_loop: false, sound_tempo: null, sound_key: '', grab_lyrics: null },
  };
  const create = async (app: TestApp, body: object, headers: Record<string, string> = {}) => {
    const response = await app.request('/api/v1/jobs/createTask', json('POST', body, headers));
    return { status: response.status, envelope: (await response.json()) as Envelope<{ taskId: string }> };
  };

  it('with a key is the same submission as by the older path: sent once', async () => {
    const { app, vendor } = await startBoth();
    const key = { 'idempotency-key': 'take-7' };
    const answers = [await create(app, job, key), await post(app, rain, key), await create(app, job, key)];
    expect(new Set(answers.map(({ envelope }) => envelope.data?.taskId)).size).toBe(1);
    const other = { ...job, input: { ...job.input, sound_tempo: 90 } };
    expect(await create(app, other, key)).toMatchObject({
      status: 422,
      envelope: { problem: { code: 'key-reused' } },
    });
    expect(vendor.billing).toHaveLength(1);
  });

  it.each([
    [{ ...job, model: 'ai-music-api/generate' }, 400, 'model'],
    [{ model: job.model }, 400, 'input'],
    [{ ...job, input: { prompt: 'soft rain' } }, 400, 'input.model'],
    [{ ...job, input: { ...job.input, sound_tempo: 301 } }, 400, 'input.sound_tempo'],
    [{ ...job, input: { ...job.input, prompt: 'x'.repeat(501) } }, 413, 'input.prompt'],
  ])('%j is refused with %i naming %s, and nothing is sent', async (body, status, field) => {
    const { app, vendor } = await startBoth();
    expect(await create(app, body)).toMatchObject({ status, envelope: { code: status, problem: { field } } });
    expect(vendor.billing).toEqual([]);
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
    const { envelope } = await post(app, rain);
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

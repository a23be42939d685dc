import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { aClient, aClientAnswered } from '../../testing/faulty-vendor/client-fixtures.ts';
import { type FaultyVendor, startFaultyVendor } from '../../testing/faulty-vendor/faulty-vendor.ts';
import { aSound } from '../../testing/task-builders.ts';
import { asJob } from './job-record.ts';

const ID = 'task_12345678';
const [A, B] = ['https://files.example/a.mp3', 'https://files.example/b.mp3'];

const read = (data: object) =>
  aClientAnswered(JSON.stringify({ code: 200, msg: 'success', data: { taskId: ID, ...data } }), {
    dialect: 'kie',
  }).readRecord(ID);

describe('a record of the jobs route', () => {
  it.each([
    ['addresses alone', { resultUrls: [A, B] }],
    ['addresses under another name', { audio_urls: [A, B] }],
    ['tracks', { sunoData: [A, B].map((audioUrl) => ({ audioUrl })) }],
    ['tracks in snake_case, in an envelope', { code: 200, data: [A, B].map((audio_url) => ({ audio_url })) }],
    ['tracks in a response', { response: { sunoData: [A, B].map((audioUrl) => ({ audioUrl })) } }],
    ['tracks beside addresses', { resultUrls: [A], sunoData: [A, B].map((audioUrl) => ({ audioUrl })) }],
  ])('gives two takes, from %s', async (_, result) => {
    for (const resultJson of [JSON.stringify(result), result])
      expect(await read({ state: 'success', resultJson })).toMatchObject({
        kind: 'found',
        record: { status: { kind: 'ready' }, takes: [{ audioUrl: A }, { audioUrl: B }] },
        envelope: {
          data: { status: 'SUCCESS', response: { sunoData: [{}, {}] } },
        },
      });
  });

  it.each(['waiting', 'queuing', 'generating', 'a new word'])(
    'goes on rendering while it is %s',
    async (state) => {
      expect(await read({ state, resultJson: '' })).toMatchObject({
        record: { status: { kind: 'rendering' } },
      });
    },
  );

  it('has failed in the vendor’s words', async () => {
    const failed = await read({
      state: 'fail',
      failCode: '531',
      failMsg: 'Text is too vague',
      resultJson: '',
    });
    expect(failed).toMatchObject({
      record: {
        status: {
          kind: 'failed',
          problem: { vendorCode: 531, vendorMessage: 'Text is too vague', charged: 'no' },
        },
      },
    });
  });

  it('tells what was asked for, from its input', async () => {
    const input = { prompt: 'soft rain', model: 'V6', sound_loop: true, sound_tempo: 90, sound_key: 'Am' };
    const callBackUrl = 'https://a.example/done';
    const param = JSON.stringify({ model: 'ai-music-api/sounds', callBackUrl, input });
    expect(await read({ state: 'waiting', param })).toMatchObject({
      record: {
        request: {
          prompt: 'soft rain',
          model: 'V6',
          soundLoop: true,
          soundTempo: 90,
          soundKey: 'Am',
          callBackUrl,
        },
      },
    });
  });

  it('with a result that cannot be read says that it has no audio yet', async () => {
    expect(await read({ state: 'success', resultJson: '{"resultUrls":[' })).toMatchObject({
      record: { status: { kind: 'without-audio' }, takes: [] },
    });
  });
});

describe('a record told as a job', () => {
  const response = { sunoData: [{ id: 'a', audioUrl: A }] };
  it.each([
    [{ status: 'PENDING', response: null }, 'queuing'],
    [{ status: 'TEXT_SUCCESS', response }, 'generating'],
    [{ status: 'FIRST_SUCCESS', response }, 'generating'],
    [{ status: 'SUCCESS', response }, 'success'],
    [{ status: 'CALLBACK_EXCEPTION', response }, 'success'],
    [{ status: 'CALLBACK_EXCEPTION', response: null }, 'generating'],
    [{ status: 'SENSITIVE_WORD_ERROR', response: null }, 'fail'],
    [{ status: 'GENERATE_AUDIO_FAILED', response: null }, 'fail'],
    [{ status: 'PROCESSING', response: null }, 'generating'],
  ])('%j is %s', (record, state) => {
    expect(asJob({ taskId: ID, ...record })).toMatchObject({ taskId: ID, task_id: ID, state });
  });

  it('says why it failed', () => {
    const failed = {
      status: 'SENSITIVE_WORD_ERROR',
      errorCode: 400,
      errorMessage: 'Flagged',
      response: null,
    };
    expect(asJob(failed)).toMatchObject({ failCode: '400', failMsg: 'Flagged', fail_msg: 'Flagged' });
    expect(asJob({ status: 'CREATE_TASK_FAILED' })).toMatchObject({ failMsg: 'CREATE_TASK_FAILED' });
  });

  it('is read back as the same record', async () => {
    const param = JSON.stringify({ prompt: 'soft rain', soundTempo: 90 });
    expect(await read(asJob({ taskId: ID, status: 'SUCCESS', response, param }))).toMatchObject({
      record: {
        status: { kind: 'ready' },
        takes: [{ audioId: 'a', audioUrl: A }],
        request: { soundTempo: 90 },
      },
    });
  });
});

describe('a connection', () => {
  let vendor: FaultyVendor;
  beforeAll(async () => void (vendor = await startFaultyVendor()));
  afterAll(() => vendor.close());
  const paths = () => vendor.requests.splice(0).map(({ method, path }) => `${method} ${path}`);
  const job = 'POST /api/v1/jobs/createTask';
  const sounds = 'POST /api/v1/generate/sounds';

  it.each([
    ['kie', undefined, job],
    ['kie', 'generate', sounds],
    ['apibox', undefined, sounds],
    ['sunoapi', undefined, sounds],
    ['apibox', 'jobs', job],
  ] as const)('of %s set to %s sends %s', async (dialect, route, expected) => {
    const client = aClient({ origin: vendor.url, dialect, ...(route && { route }) });
    expect(await client.send(aSound())).toMatchObject({ kind: 'accepted' });
    expect(paths()).toEqual([expected]);
  });

  it.each([
    'code-404',
    'code-500',
    'code-455',
    'gateway-502',
    'json-401',
    'code-400',
    'reset-after-accept',
  ] as const)('never sends by the other way after %s', async (fault) => {
    for (const [route, expected] of [
      ['jobs', job],
      ['generate', sounds],
    ] as const) {
      vendor.failNext(fault);
      await aClient({ origin: vendor.url, dialect: 'kie', route }).send(aSound());
      expect(paths()).toEqual([expected]);
    }
  });

  it('finds a task that was made by the other way, before the setting was changed', async () => {
    const made = await aClient({ origin: vendor.url, dialect: 'kie', route: 'generate' }).send(aSound());
    const taskId = made.kind === 'accepted' ? made.taskId : '';
    expect(await aClient({ origin: vendor.url, dialect: 'kie' }).readRecord(taskId)).toMatchObject({
      kind: 'found',
    });
    expect(await aClient({ origin: vendor.url, dialect: 'kie' }).readRecord('nobody')).toMatchObject({
      kind: 'not-found',
    });
  });

  it.each(['Please enter callBackUrl.', 'callBackUrl is required', 'The callBackUrl cannot be empty'])(
    'says that PUBLIC_URL is the way out, and that it was free, when told "%s" with any code',
    async (msg) => {
      for (const dialect of ['apibox', 'kie'] as const)
        for (const code of [400, 422, 500, 777])
          expect(
            await aClientAnswered(JSON.stringify({ code, msg }), { dialect }).send(aSound()),
          ).toMatchObject({
            kind: 'refused',
            slowDown: false,
            problem: {
              code: 'invalid-request',
              field: 'callBackUrl',
              charged: 'no',
              vendorCode: code,
              vendorMessage: msg,
              message: expect.stringContaining('PUBLIC_URL'),
            },
          });
    },
  );

  it('asks for a WAV once, whatever is answered', async () => {
    const client = aClient({ origin: vendor.url });
    paths();
    expect(await client.convertToWav({ taskId: 't', audioId: 'a' })).toMatchObject({ kind: 'accepted' });
    vendor.failNext('redirect-307');
    expect(await client.convertToWav({ taskId: 't', audioId: 'a' })).toMatchObject({ kind: 'unknown' });
    expect(paths()).toEqual(['POST /api/v1/wav/generate', 'POST /api/v1/wav/generate']);
    expect(vendor.billing.at(-1)?.body).toEqual({ taskId: 't', audioId: 'a' });
  });
});

import { describe, expect, it } from 'vitest';

import { TITLE_MAX, VENDOR_TAKES_MAX } from '#shared/limits.ts';

import { aClientAnswered } from '../../testing/faulty-vendor/client-fixtures.ts';
import type { RecordOutcome } from './vendor.ts';

const ID = '3f0c9a7e51d24b86';
const A = '0b6d1f0e-1111-4222-8333-944455556666';
const B = '1c7e2a1f-2222-4333-8444-a55566667777';

const camelTrack = {
  id: A,
  audioUrl: 'https://files.example/a.mp3',
  streamAudioUrl: 'https://stream.example/YQ',
  title: 'Creaky door',
  tags: 'foley',
  modelName: 'chirp-example',
  createTime: 1_760_000_000_000,
  duration: 4.2,
};
const unfinishedTrack = {
  ...camelTrack,
  id: B,
  audioUrl: '',
  streamAudioUrl: 'https://stream.example/Yg',
  duration: null,
};
const snakeTrack = {
  id: A,
  audio_url: 'https://files.example/a.mp3',
  stream_audio_url: 'https://stream.example/YQ',
  title: 'Creaky door',
  createTime: '2026-01-01 00:00:00',
  duration: '4.2',
};
const takeA = {
  audioId: A,
  title: 'Creaky door',
  audioUrl: 'https://files.example/a.mp3',
  streamUrl: 'https://stream.example/YQ',
  durationS: 4.2,
};
const takeB = {
  audioId: B,
  title: 'Creaky door',
  audioUrl: null,
  streamUrl: 'https://stream.example/Yg',
  durationS: null,
};

const aRecord = (data: Record<string, unknown>) => ({
  code: 200,
  msg: 'success',
  data: { taskId: ID, param: '{}', status: 'SUCCESS', errorCode: null, errorMessage: null, ...data },
});
const withTracks = (status: string, ...sunoData: unknown[]) =>
  aRecord({ status, response: { taskId: ID, sunoData } });
const read = (answer: unknown, status = 200): Promise<RecordOutcome> =>
  aClientAnswered(JSON.stringify(answer), { status }).readRecord(ID);

describe('a record', () => {
  it.each([
    ['PENDING', 'PENDING'],
    ['TEXT_SUCCESS', 'TEXT_SUCCESS'],
    ['FIRST_SUCCESS', 'FIRST_SUCCESS'],
    ['GENERATING', 'PENDING'],
    ['PROCESSING', 'PENDING'],
    ['', 'PENDING'],
    [7, 'PENDING'],
  ])('with status %j is rendering at %s', async (status, stage) => {
    expect(await read(aRecord({ status, response: null }))).toMatchObject({
      kind: 'found',
      record: { taskId: ID, status: { kind: 'rendering', stage }, takes: [] },
    });
  });

  it('mid-way shows the first take whole and the second without audio', async () => {
    expect(await read(withTracks('FIRST_SUCCESS', camelTrack, unfinishedTrack))).toMatchObject({
      record: { takes: [takeA, takeB] },
    });
  });

  it.each([
    ['camelCase in sunoData', { sunoData: [camelTrack] }],
    ['snake_case in sunoData', { sunoData: [snakeTrack] }],
    ['snake_case in data', { data: [snakeTrack] }],
    ['camelCase in data', { data: [camelTrack] }],
    ['a response that is JSON text', JSON.stringify({ sunoData: [camelTrack] })],
    ['a source address only', { data: [{ ...snakeTrack, audio_url: '', source_audio_url: takeA.audioUrl }] }],
    ['the same take twice', { sunoData: [camelTrack, camelTrack] }],
    ['junk among the tracks', { sunoData: [null, 7, 'x', [], camelTrack] }],
  ])('is ready with %s', async (_, response) => {
    expect(await read(aRecord({ response }))).toMatchObject({
      kind: 'found',
      record: { status: { kind: 'ready' }, takes: [takeA] },
    });
  });

  it('that is a success keeps only takes with an address, a stream’s if there is no other', async () => {
    const silent = { ...unfinishedTrack, id: 'c', streamAudioUrl: '' };

    expect(await read(withTracks('SUCCESS', camelTrack, unfinishedTrack, silent))).toMatchObject({
      record: {
        status: { kind: 'ready' },
        takes: [takeA, { ...takeB, audioUrl: 'https://stream.example/Yg' }],
      },
    });
  });

  it.each([
    ['no response', null],
    ['an empty response', {}],
    ['null tracks', { sunoData: null }],
    ['no tracks', { sunoData: [] }],
    ['no address', { sunoData: [{ ...camelTrack, audioUrl: '', streamAudioUrl: '' }] }],
    ['no web address', { sunoData: [{ ...camelTrack, audioUrl: 'javascript:alert(1)', streamAudioUrl: 7 }] }],
    ['a stream alone', { sunoData: [unfinishedTrack] }],
  ])('that is a success with %s has no audio yet, and was paid for (M6)', async (_, response) => {
    expect(await read(aRecord({ response }))).toMatchObject({
      record: { status: { kind: 'without-audio', problem: { code: 'render-failed', charged: 'yes' } } },
    });
  });

  it.each([
    ['SUCCEEDED', 'ready'],
    ['completed', 'ready'],
    ['QUEUED', 'rendering'],
    ['RETRYING', 'rendering'],
    ['MODERATING', 'rendering'],
    ['STILL_AT_IT', 'rendering'],
  ])('with the unheard-of status %s and audio is %s', async (status, kind) => {
    expect(await read(withTracks(status, camelTrack))).toMatchObject({ record: { status: { kind } } });
  });

  it.each([
    [{ status: 'FAILED' }, 'render-failed', 'FAILED'],
    [{ status: 'failed' }, 'render-failed', 'failed'],
    [{ status: 'ERROR' }, 'render-failed', 'ERROR'],
    [{ status: 'GENERATE_FAILED' }, 'render-failed', 'GENERATE_FAILED'],
    [{ status: 'fail', failMsg: 'No GPU.' }, 'render-failed', 'No GPU.'],
    [{ status: 'REJECTED' }, 'render-failed', 'REJECTED'],
    [{ status: 'TIMEOUT' }, 'render-failed', 'TIMEOUT'],
    [{ status: undefined, state: 'fail', failCode: '500', failMsg: 'Oops.' }, 'render-failed', 'Oops.'],
    [{ status: 'PENDING', errorMessage: 'Out of memory.' }, 'render-failed', 'Out of memory.'],
    [{ status: 'PENDING', errorCode: 'E_GPU' }, 'render-failed', 'E_GPU'],
    [{ status: 'GENERATING', error: { message: 'Lost.' } }, 'render-failed', 'Lost.'],
    [{ status: 'FIRST_SUCCESS', fail_msg: 'Second take lost.' }, 'render-failed', 'Second take lost.'],
    [{ response: { sunoData: [], errorMessage: 'Nothing made.' } }, 'render-failed', 'Nothing made.'],
    [{ status: 'PENDING', response: { sunoData: [], errorMessage: 'No.' } }, 'render-failed', 'No.'],
    [{ status: 'FAILED', errorMessage: 'Flagged for moderation.' }, 'moderated', 'Flagged for moderation.'],
    [{ status: 'MODERATION_FAILED' }, 'moderated', 'MODERATION_FAILED'],
    [{ status: 'CONTENT_POLICY_VIOLATION' }, 'moderated', 'CONTENT_POLICY_VIOLATION'],
  ])('with %j has failed, in the vendor’s words (M5)', async (data, code, vendorMessage) => {
    expect(await read(aRecord(data))).toMatchObject({
      record: { status: { kind: 'failed', problem: { code, vendorMessage } } },
    });
  });

  it.each([
    { status: 'PENDING', errorCode: 0 },
    { status: 'PENDING', errorCode: '200', errorMessage: 'success' },
    { status: 'GENERATING', errorMessage: '', failMsg: null },
    { status: 'GENERATING', error: null, failCode: '' },
  ])('with %j goes on', async (data) => {
    expect(await read(aRecord(data))).toMatchObject({ record: { status: { kind: 'rendering' } } });
  });

  it('is about the task whose taskId is a number of many digits (M4)', async () => {
    const taskId = '1985432109876543211';
    const answer = `{"code":200,"data":{"taskId":${taskId},"status":"PENDING"}}`;
    expect(await aClientAnswered(answer).readRecord(taskId)).toMatchObject({ record: { taskId } });
    expect(await aClientAnswered(answer).readRecord('1985432109876543212')).toMatchObject({
      kind: 'unanswered',
    });
  });

  it('with very many tracks costs little and keeps a hundred (A-M7)', async () => {
    const tracks = Array.from({ length: 60_000 }, () => ({}));
    const startedAt = performance.now();
    const outcome = await read(withTracks('FIRST_SUCCESS', ...tracks));
    expect(performance.now() - startedAt).toBeLessThan(5000);
    expect(outcome).toHaveProperty('record.takes.length', VENDOR_TAKES_MAX);
  });

  it('has no marks that turn text around, and no half letters, in what the page shows (A-L11)', async () => {
    const title = `${'𞤢'.repeat(TITLE_MAX)}x`;
    const outcome = await read(
      aRecord({ heard: ['rain\u202e(soft)', '\ud800'], response: { sunoData: [{ ...camelTrack, title }] } }),
    );
    expect(outcome).toMatchObject({
      record: { heard: ['rain (soft)', '\ufffd'], takes: [{ title: '𞤢'.repeat(TITLE_MAX) }] },
    });
  });

  it.each([
    ['SENSITIVE_WORD_ERROR', 400, 'moderated', 'unsure'],
    ['CREATE_TASK_FAILED', 500, 'render-failed', 'unsure'],
    ['GENERATE_AUDIO_FAILED', 501, 'render-failed', 'unsure'],
    ['GENERATE_AUDIO_FAILED', 531, 'render-failed', 'no'],
    ['GENERATE_AUDIO_FAILED', '531', 'render-failed', 'no'],
    ['SENSITIVE_WORD_ERROR', 531, 'moderated', 'no'],
  ])('with %s and error %j has failed: %s, charged %s', async (status, errorCode, code, charged) => {
    const errorMessage = 'Song Description contained artist name';

    expect(await read(aRecord({ status, errorCode, errorMessage, response: null }))).toMatchObject({
      record: {
        status: {
          kind: 'failed',
          problem: { code, charged, vendorCode: Number(errorCode), vendorMessage: errorMessage },
        },
      },
    });
  });

  it('that failed keeps the takes that came', async () => {
    expect(await read(withTracks('GENERATE_AUDIO_FAILED', camelTrack))).toMatchObject({
      record: { status: { kind: 'failed' }, takes: [takeA] },
    });
  });

  it.each([
    ['all audio there', [camelTrack], { kind: 'ready' }],
    ['half of it', [camelTrack, unfinishedTrack], { kind: 'rendering', stage: 'FIRST_SUCCESS' }],
    ['none', [unfinishedTrack], { kind: 'rendering', stage: 'PENDING' }],
    ['no tracks', [], { kind: 'rendering', stage: 'PENDING' }],
  ])('whose callback failed, with %s, is what its audio says', async (_, tracks, status) => {
    expect(await read(withTracks('CALLBACK_EXCEPTION', ...tracks))).toMatchObject({ record: { status } });
  });

  it.each([A, A.toUpperCase(), '', null, 7])('with the title %j has none', async (title) => {
    expect(await read(withTracks('SUCCESS', { ...camelTrack, title }))).toMatchObject({
      record: { takes: [{ title: '' }] },
    });
  });

  it.each([
    [null, null],
    [0, null],
    [-1, null],
    ['', null],
    ['11.2', 11.2],
    [11.2, 11.2],
  ])('with the duration %j lasts %j', async (duration, durationS) => {
    expect(await read(withTracks('SUCCESS', { ...camelTrack, duration }))).toMatchObject({
      record: { takes: [{ durationS }] },
    });
  });

  it('gives takes without an id one each', async () => {
    const { id: _, ...nameless } = camelTrack;

    expect(await read(withTracks('SUCCESS', nameless, nameless))).toMatchObject({
      record: { takes: [{ audioId: 'take-1' }, { audioId: 'take-2' }] },
    });
  });
});

describe('the request in a record', () => {
  const nothing = {
    prompt: null,
    model: null,
    soundLoop: null,
    soundTempo: null,
    soundKey: null,
    grabLyrics: null,
  };
  const camel = {
    prompt: 'creaky door',
    model: 'V5',
    soundLoop: false,
    soundTempo: 90,
    soundKey: 'D#m',
    grabLyrics: true,
    callBackUrl: 'https://me.example/cb',
  };

  it.each([
    ['JSON text', JSON.stringify(camel), camel],
    ['an object', camel, camel],
    [
      'snake_case',
      { prompt: 'x', sound_loop: true, sound_tempo: '120', sound_key: 'C', grab_lyrics: false },
      { ...nothing, prompt: 'x', soundLoop: true, soundTempo: 120, soundKey: 'C', grabLyrics: false },
    ],
    ['unparsable text', '{"prompt":"cut', nothing],
    ['text in text', JSON.stringify(JSON.stringify(JSON.stringify(camel))), nothing],
    ['nothing', null, nothing],
    ['a list', [camel], nothing],
    [
      'wrong values',
      { prompt: 7, model: [], soundLoop: 'yes', soundTempo: 301, soundKey: 'Db', callBackUrl: 'ftp://x' },
      nothing,
    ],
  ])('is read from %s', async (_, param, request) => {
    const outcome = await read(aRecord({ param }));

    expect(outcome).toMatchObject({ kind: 'found' });
    expect(outcome).toHaveProperty('record.request', request);
  });
});

describe('reading a record', () => {
  it.each([
    ['404 in HTTP 200', { code: 404, msg: 'Not found', data: null }, 200],
    ['404 in HTTP 404', { code: 404, msg: 'Not found' }, 404],
    ['no data', { code: 200, msg: 'success', data: null }, 200],
    ['text for data', { code: 200, msg: 'success', data: 'none' }, 200],
  ])('finds no task in %s', async (_, answer, status) => {
    expect(await read(answer, status)).toMatchObject({
      kind: 'not-found',
      problem: { code: 'not-found', charged: 'no' },
    });
  });

  it('finds no task in kie’s 422', async () => {
    const answer = '{"code":422,"msg":"recordInfo is null","data":null}';

    expect(await aClientAnswered(answer, { dialect: 'kie' }).readRecord(ID)).toMatchObject({
      kind: 'not-found',
      problem: { vendorMessage: 'recordInfo is null' },
    });
  });

  it.each([
    ['a bad key', { code: 401, msg: 'No access' }, 200, 'unauthorized'],
    ['a throttle', { code: 430, msg: 'Later' }, 200, 'slow-down'],
    ['maintenance', { code: 455, msg: 'Closed' }, 503, 'maintenance'],
    ['a server error', { code: 500, msg: 'Oops' }, 500, 'server-error'],
    ['no envelope', { error: 'x' }, 200, 'unreachable'],
    ['a gateway’s 403', 'error code: 1010', 403, 'blocked'],
    ['a gateway’s 502', '<html>', 502, 'unreachable'],
    ['another task’s record', aRecord({ taskId: 'someone-elses' }), 200, 'server-error'],
  ])('says nothing about the task after %s', async (_, answer, status, code) => {
    expect(await read(answer, status)).toMatchObject({
      kind: 'unanswered',
      problem: { code, charged: 'no' },
    });
  });

  it('asks for exactly that id', async () => {
    const asked: string[] = [];
    const client = aClientAnswered(null, {
      fetch: (url) => {
        asked.push(url);
        return Promise.resolve(Response.json(aRecord({ taskId: 'a&b=c/../d' })));
      },
    });

    expect(await client.readRecord('a&b=c/../d')).toMatchObject({ kind: 'found' });
    expect(asked).toEqual(['http://vendor.invalid/api/v1/generate/record-info?taskId=a%26b%3Dc%2F..%2Fd']);
  });

  it('passes the neighbours through as they are', async () => {
    const lyrics = { code: 200, msg: 'success', data: { alignedWords: [], waveformData: [0, 0.5] } };
    const refusal = { code: 451, msg: 'No', data: null };

    expect(
      await aClientAnswered(JSON.stringify(lyrics)).passThrough({
        call: 'lyrics',
        body: { taskId: ID, audioId: A },
      }),
    ).toEqual({ kind: 'answered', envelope: lyrics });
    expect(
      await aClientAnswered(JSON.stringify(refusal)).passThrough({ call: 'wav-record', taskId: ID }),
    ).toEqual({ kind: 'answered', envelope: refusal });
    expect(await aClientAnswered('<html>', { status: 504 }).passThrough({ call: 'credit' })).toMatchObject({
      kind: 'unanswered',
      problem: { code: 'unreachable', charged: 'no' },
    });
  });

  it.each([
    ['{"code":200,"msg":"success","data":100}', 100],
    ['{"code":200,"msg":"success","data":0}', 0],
    ['{"code":200,"msg":"success","data":"2.5"}', 2.5],
    ['{"code":200,"msg":"success","data":{"credits":12.5}}', 12.5],
    ['{"code":200,"msg":"success","data":null}', null],
    ['{"code":401,"msg":"No","data":100}', null],
    ['<html>', null],
  ])('reads the balance of %s as %j', async (answer, credits) => {
    expect((await aClientAnswered(answer).readBalance()).credits).toBe(credits);
  });
});

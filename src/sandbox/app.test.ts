import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { SOUND_KEYS } from '#shared/key/key-facts.ts';
import { PROMPT_MAX } from '#shared/limits.ts';

import { SynthBusy } from '../synth/synth.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { ORIGIN, startSandbox } from '../testing/sandbox-fixtures.ts';
import { PUBLISHED_MODELS } from './envelopes.ts';

const SOUNDS = '/api/v1/generate/sounds';
const rain = { prompt: 'soft rain', model: 'V5' };

describe('a submission', () => {
  test('of the same once more is another sound, wherever it is called back', async () => {
    const sandbox = startSandbox({ deliver: async () => new Response() });
    for (const callBackUrl of ['', 'http://receiver.test/a', 'http://receiver.test/b'])
      await sandbox.submit({ ...rain, ...(callBackUrl && { callBackUrl }) });
    await sandbox.submit({ ...rain, soundTempo: 90 });
    await sandbox.idle();
    expect(sandbox.synth.jobs.map(({ take }) => take).toSorted((a, b) => a - b)).toEqual([
      1, 1, 2, 2, 3, 4, 5, 6,
    ]);
  });

  test('answers with a taskId in the envelope', async () => {
    const answer = await startSandbox().submit(rain);
    expect(answer).toEqual({
      code: 200,
      msg: 'success',
      data: { taskId: expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
  });

  test.each([
    ['every field', { ...rain, soundLoop: true, soundTempo: 90, soundKey: 'Am', grabLyrics: true }],
    ['a callback', { ...rain, callBackUrl: 'http://receiver.test/done' }],
    ['Auto tempo as null', { ...rain, soundTempo: null }],
    ['the slowest tempo', { ...rain, soundTempo: 1 }],
    ['the fastest tempo', { ...rain, soundTempo: 300 }],
    ['the longest prompt', { ...rain, prompt: 'a'.repeat(PROMPT_MAX) }],
    ['fields it does not know', { ...rain, style: 'jazz', customMode: true }],
    ['"" for what was left out', { ...rain, callBackUrl: '', soundKey: '', soundTempo: '' }],
    ...PUBLISHED_MODELS.map((model): [string, object] => [`the model ${model}`, { ...rain, model }]),
    ...SOUND_KEYS.map((soundKey): [string, object] => [`the key ${soundKey}`, { ...rain, soundKey }]),
  ])('takes %s', async (_, body) => {
    const sandbox = startSandbox({ deliver: async () => new Response() });
    expect((await sandbox.submit(body)).code).toBe(200);
  });

  test.each([
    ['no prompt', { model: 'V5' }, 400, 'Please enter prompt.'],
    ['a blank prompt', { ...rain, prompt: '  ' }, 400, /prompt/],
    ['a prompt that is no text', { ...rain, prompt: 5 }, 400, /prompt/],
    ['a prompt of 501', { ...rain, prompt: 'a'.repeat(PROMPT_MAX + 1) }, 413, 'Theme or prompt too long'],
    [
      'a prompt of 501 blanks',
      { ...rain, prompt: ' '.repeat(PROMPT_MAX + 1) },
      413,
      'Theme or prompt too long',
    ],
    ['no model', { prompt: 'rain' }, 400, 'Please enter model.'],
    ['a model that nobody lists', { ...rain, model: 'V9' }, 400, 'model: V9 is not supported.'],
    ['tempo 0', { ...rain, soundTempo: 0 }, 400, /soundTempo/],
    ['tempo 301', { ...rain, soundTempo: 301 }, 400, /soundTempo/],
    ['tempo 1.5', { ...rain, soundTempo: 1.5 }, 400, /soundTempo/],
    ['tempo as text', { ...rain, soundTempo: '120' }, 400, /soundTempo/],
    ['a flat key', { ...rain, soundKey: 'Db' }, 400, /soundKey/],
    ['a small key', { ...rain, soundKey: 'c' }, 400, /soundKey/],
    ['loop as text', { ...rain, soundLoop: 'yes' }, 400, /soundLoop/],
    ['lyrics as number', { ...rain, grabLyrics: 1 }, 400, /grabLyrics/],
    ['a script as callback', { ...rain, callBackUrl: 'javascript:alert(1)' }, 400, /callBackUrl/],
    ['a list', [rain], 400, 'Invalid parameters.'],
    ['null', null, 400, 'Invalid parameters.'],
  ])('refuses %s without charging', async (_, body, code, msg) => {
    const sandbox = startSandbox();
    const answer = await sandbox.submit(body);
    expect(answer).toEqual({ code, msg: expect.stringMatching(msg), data: null });
    expect(await sandbox.call('/api/v1/generate/credit')).toMatchObject({ data: 1000 });
  });

  test('of any JSON at all is accepted or refused with a documented code, never a crash', async () => {
    const sandbox = startSandbox({ startCredits: 1e6, deliver: async () => new Response() });
    const nearly = fc.record(
      {
        prompt: fc.oneof(fc.string({ maxLength: 600 }), fc.jsonValue()),
        model: fc.oneof(fc.constant('V5'), fc.jsonValue()),
        soundTempo: fc.oneof(fc.integer(), fc.double(), fc.jsonValue()),
        soundKey: fc.oneof(fc.constantFrom(...SOUND_KEYS), fc.string()),
        callBackUrl: fc.oneof(fc.webUrl(), fc.string()),
        __proto__: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), nearly), async (body) => {
        const { code } = await sandbox.submit(body);
        expect([200, 400, 413]).toContain(code);
      }),
      { numRuns: 200, seed: 1 },
    );
    expect(sandbox.reports).toEqual([]);
  });

  test('takes another model once it is listed', async () => {
    const sandbox = startSandbox({ models: ['V7', 'V5'] });
    expect((await sandbox.submit({ ...rain, model: 'V7' })).code).toBe(200);
  });

  test.each(['', 'Bearer', 'Bearer   ', 'Basic abc'])(
    'refuses the authorization %j',
    async (authorization) => {
      const response = await startSandbox().request(SOUNDS, {
        method: 'POST',
        headers: { authorization },
        body: JSON.stringify(rain),
      });
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ code: 401, data: null });
    },
  );

  test.each([
    ['a body that is not JSON', { method: 'POST', body: '{"prompt":' }, SOUNDS, 400],
    ['an empty body', { method: 'POST' }, SOUNDS, 400],
    [
      'a huge body',
      { method: 'POST', body: JSON.stringify({ ...rain, style: 'x'.repeat(1e6) }) },
      SOUNDS,
      413,
    ],
    ['a wrong method', { method: 'GET' }, SOUNDS, 404],
    ['a wrong path', { method: 'POST', body: '{}' }, '/api/v1/generate/smells', 404],
  ])('answers %s in the envelope', async (_, init, path, code) => {
    const sandbox = startSandbox();
    const response = await sandbox.request(path, init);
    expect([response.status, await response.json()]).toEqual([
      200,
      { code, msg: expect.any(String), data: null },
    ]);
    expect(sandbox.reports).toEqual([]);
  });
});

describe('a record', () => {
  test('goes through the documented stages', async () => {
    const clock = createManualClock();
    const sandbox = startSandbox({ clock, pacing: { textMs: 100, firstMs: 100, secondMs: 100 } });
    const taskId = await sandbox.generate('soft rain');
    const seen = [await sandbox.record(taskId)];
    for (const status of ['TEXT_SUCCESS', 'FIRST_SUCCESS', 'SUCCESS'] as const) {
      await clock.advance(99);
      expect((await sandbox.record(taskId)).status).toBe(seen.at(-1)?.status);
      await clock.advance(1);
      seen.push(await sandbox.until(taskId, status));
    }
    expect(seen[0]).toMatchObject({ status: 'PENDING', response: null });
    const tracks = seen.map(({ response }) =>
      response?.sunoData.map((take) => [take.audioUrl !== '', take.duration]),
    );
    expect(tracks).toEqual([
      undefined,
      [
        [false, null],
        [false, null],
      ],
      [
        [true, 0.5],
        [false, null],
      ],
      [
        [true, 0.5],
        [true, 0.5],
      ],
    ]);
    expect(seen[1]?.response?.sunoData[0]?.streamAudioUrl).toMatch(`${ORIGIN}/stream/`);
  });

  test('has the documented shape', async () => {
    const sandbox = startSandbox();
    const sent = { soundLoop: true, soundTempo: 90, soundKey: 'Am', style: 'ignored' };
    const record = await sandbox.finished('soft flurble', sent);
    expect(JSON.parse(record.param)).toEqual({
      prompt: 'soft flurble',
      model: 'V5',
      soundLoop: true,
      soundTempo: 90,
      soundKey: 'Am',
    });
    expect(record).toMatchObject({
      parentMusicId: '',
      status: 'SUCCESS',
      operationType: 'sounds',
      errorCode: null,
      errorMessage: null,
      heard: ['tone'],
      notUnderstood: ['flurble'],
      response: {
        taskId: record.taskId,
        sunoData: [{ title: 'soft flurble 1', tags: 'tone, loop' }, { title: 'soft flurble 2' }],
      },
    });
    expect(record.response?.sunoData[0]?.createTime).toBeTypeOf('number');
    expect(sandbox.synth.jobs).toEqual(
      [1, 2].map((take) => ({
        prompt: 'soft flurble',
        soundLoop: true,
        soundTempo: 90,
        soundKey: 'Am',
        grabLyrics: false,
        take,
      })),
    );
  });

  test.each([
    ['without a taskId', '', 400],
    ['of an unknown task', '?taskId=nope', 404],
  ])('%s is refused', async (_, query, code) => {
    expect(await startSandbox().call(`/api/v1/generate/record-info${query}`)).toMatchObject({
      code,
      data: null,
    });
  });

  test('of a crashed render says GENERATE_AUDIO_FAILED, and the next task is fine', async () => {
    const sandbox = startSandbox();
    const crash = new Error('the worker died');
    sandbox.synth.failNext(crash);
    expect(await sandbox.finished('soft rain')).toMatchObject({
      status: 'GENERATE_AUDIO_FAILED',
      errorCode: 501,
      errorMessage: 'Audio generation failed',
    });
    expect(sandbox.reports).toEqual([crash]);
    expect((await sandbox.finished('soft rain')).status).toBe('SUCCESS');
  });

  test('of a task that met a busy synthesiser still reaches SUCCESS', async () => {
    const sandbox = startSandbox();
    sandbox.synth.failNext(new SynthBusy('queue full'));
    expect((await sandbox.finished('soft rain')).status).toBe('SUCCESS');
  });
});

test('a submission is told to come later while 200 tasks are on their way', async () => {
  const sandbox = startSandbox();
  sandbox.synth.hold();
  for (let task = 0; task < 200; task += 1) await sandbox.generate('soft rain');
  expect(await sandbox.submit(rain)).toMatchObject({ code: 430, data: null });
});

describe('credits', () => {
  test('run down by 2.5 per task, end in 429, and can be topped up', async () => {
    const sandbox = startSandbox({ startCredits: 5 });
    const codes = [await sandbox.submit(rain), await sandbox.submit(rain), await sandbox.submit(rain)];
    expect(codes.map(({ code }) => code)).toEqual([200, 200, 429]);
    expect(codes[2]?.msg).toBe('The current credits are insufficient. Please top up.');
    expect(await sandbox.call('/api/v1/generate/credit')).toEqual({ code: 200, msg: 'success', data: 0 });
    expect(await sandbox.post('/api/v1/sandbox/top-up', {})).toMatchObject({ data: 5 });
    expect((await sandbox.submit(rain)).code).toBe(200);
  });
});

describe('lyrics', () => {
  const lyricsOf = async (prompt: string, grabLyrics: boolean) => {
    const sandbox = startSandbox();
    const { taskId, response } = await sandbox.finished(prompt, { grabLyrics });
    return sandbox.post('/api/v1/generate/get-timestamped-lyrics', {
      taskId,
      audioId: response?.sunoData[0]?.id,
    });
  };

  test('are aligned words when some are sung', async () => {
    const { code, data } = await lyricsOf('choir sings "hello world"', true);
    expect(code).toBe(200);
    expect(data).toEqual({
      alignedWords: [
        { word: 'hello', success: true, startS: 0, endS: 0.25, palign: 0 },
        { word: 'world', success: true, startS: 0.25, endS: 0.5, palign: 0 },
      ],
      waveformData: [0, 0.5, 1, 0.5],
      hootCer: 0,
      isStreamed: false,
    });
  });

  test('are empty lists for an instrumental', async () => {
    expect(await lyricsOf('soft rain', true)).toMatchObject({
      code: 200,
      data: { alignedWords: [], waveformData: [] },
    });
  });

  test.each([
    [{ audioId: 'x' }, 400],
    [{ taskId: 'x' }, 400],
    [{ taskId: 'x', audioId: 'y' }, 404],
  ])('asked with %j are refused with %i', async (body, code) => {
    expect(await startSandbox().post('/api/v1/generate/get-timestamped-lyrics', body)).toMatchObject({
      code,
      data: null,
    });
  });
});

describe('a task that is forgotten', () => {
  test('leaves no row and no file', async () => {
    const sandbox = startSandbox();
    const record = await sandbox.finished('soft rain');
    const other = await sandbox.finished('drum');
    await sandbox.forget(record.taskId);
    expect(await sandbox.call(`/api/v1/generate/record-info?taskId=${record.taskId}`)).toMatchObject({
      code: 404,
    });
    expect(readdirSync(join(sandbox.folder, 'sandbox', 'audio')).toSorted()).toEqual(
      other.response?.sunoData.map(({ id }) => `${id}.mp3`).toSorted(),
    );
  });

  test('while it renders comes to nothing', async () => {
    const sandbox = startSandbox();
    const release = sandbox.synth.hold();
    const taskId = await sandbox.generate('soft rain');
    await sandbox.until(taskId, 'TEXT_SUCCESS');
    await sandbox.forget(taskId);
    release();
    await sandbox.idle();
    expect(sandbox.reports).toEqual([]);
    expect(readdirSync(join(sandbox.folder, 'sandbox', 'audio'))).toEqual([]);
  });
});

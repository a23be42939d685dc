import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { readWav } from '../audio/files/read-wav.ts';
import { createFakeSynth } from '../testing/fake-synth.ts';
import { startSandbox } from '../testing/sandbox-fixtures.ts';

interface WavRecord {
  taskId: string;
  musicId: string;
  successFlag: string;
  response: { audioWavUrl: string } | null;
  errorCode: number | null;
}

async function startWithTake(options: Parameters<typeof startSandbox>[0] = {}) {
  const sandbox = startSandbox(options);
  const { taskId, response } = await sandbox.finished('soft rain');
  const audioId = response?.sunoData[0]?.id ?? '';
  const convert = (body: object = {}) =>
    sandbox.post<{ taskId: string }>('/api/v1/wav/generate', { taskId, audioId, ...body });
  const read = async (id: string) =>
    (await sandbox.call<WavRecord>(`/api/v1/wav/record-info?taskId=${id}`)).data;
  return { ...sandbox, taskId, audioId, convert, read };
}

describe('a take as WAV', () => {
  test('is the same sound, for 0.4 credits', async () => {
    const { convert, read, call, request, audioId, ...sandbox } = await startWithTake();
    const id = (await convert()).data?.taskId ?? '';
    expect(await read(id)).toMatchObject({
      taskId: id,
      musicId: audioId,
      successFlag: 'PENDING',
      response: null,
    });
    await sandbox.idle();
    const done = await read(id);
    expect(done).toMatchObject({ successFlag: 'SUCCESS', errorCode: null });
    const file = await request(new URL(done?.response?.audioWavUrl ?? '').pathname);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'audio/wav']);
    const { pcm } = readWav(await file.bytes());
    expect([pcm.sampleRate, pcm.channels[0]?.length]).toEqual([44_100, 22_050]);
    expect(await call('/api/v1/generate/credit')).toMatchObject({ data: 997.1 });
  });

  test('is converted once: a second request is told of the first', async () => {
    const { convert, call } = await startWithTake();
    const { data } = await convert();
    expect(await convert()).toEqual({ code: 409, msg: 'WAV record already exists.', data });
    expect(await call('/api/v1/generate/credit')).toMatchObject({ data: 997.1 });
  });

  test('is called back', async () => {
    const bodies: unknown[] = [];
    const { convert, ...sandbox } = await startWithTake({
      deliver: async (_url, init) => {
        bodies.push(await new Response(init.body).json());
        return new Response();
      },
    });
    const { data } = await convert({ callBackUrl: 'http://receiver.test/wav' });
    await sandbox.idle();
    expect(bodies).toEqual([
      {
        code: 200,
        msg: 'success',
        data: {
          task_id: data?.taskId,
          audioWavUrl: expect.stringMatching(/\/files\/[\w-]{22}\/[\w-]+\.wav$/),
        },
      },
    ]);
  });

  test('that crashes says so', async () => {
    const synth = createFakeSynth();
    const { convert, read, reports, ...sandbox } = await startWithTake({ synth });
    synth.failNext(new Error('the worker died'));
    const { data } = await convert();
    await sandbox.idle();
    expect(await read(data?.taskId ?? '')).toMatchObject({
      successFlag: 'GENERATE_WAV_FAILED',
      errorCode: 500,
    });
    expect(reports).toHaveLength(1);
  });

  test('that was under way when the process ended is made by the next', async () => {
    const synth = createFakeSynth();
    const { convert, folder, stop } = await startWithTake({ synth });
    synth.hold();
    const { data } = await convert();
    await stop();
    const next = startSandbox({ folder });
    await next.idle();
    expect(await next.call(`/api/v1/wav/record-info?taskId=${data?.taskId}`)).toMatchObject({
      data: { successFlag: 'SUCCESS' },
    });
  });

  test('goes with its task', async () => {
    const { convert, taskId, folder, call, ...sandbox } = await startWithTake();
    const { data } = await convert();
    await sandbox.idle();
    await sandbox.forget(taskId);
    expect(readdirSync(join(folder, 'sandbox', 'audio'))).toEqual([]);
    expect(await call(`/api/v1/wav/record-info?taskId=${data?.taskId}`)).toMatchObject({ code: 404 });
  });

  test.each([
    [{ taskId: '' }, 400, 'Please enter taskId.'],
    [{ audioId: null }, 400, 'Please enter audioId.'],
    [{ audioId: 'nobody' }, 404, 'Task or audio not found'],
    [{ callBackUrl: 'x' }, 400, 'callBackUrl must be an http or https URL.'],
  ])('asked for with %j is refused', async (body, code, msg) => {
    const { convert } = await startWithTake();
    expect(await convert(body)).toEqual({ code, msg, data: null });
  });
});

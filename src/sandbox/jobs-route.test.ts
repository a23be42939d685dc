import { expect, test } from 'vitest';

import { startSandbox } from '../testing/sandbox-fixtures.ts';

const job = {
  model: 'ai-music-api/sounds',
  callBackUrl: '',
  input: { prompt: 'soft rain', model: 'V5_5', sound_loop: true, sound_tempo: 90, sound_key: 'Am' },
};

interface Job {
  taskId: string;
  state: string;
  param: string;
  resultJson: string;
  failCode: string;
  failMsg: string;
}

function start() {
  const sandbox = startSandbox({ dialect: 'kie' });
  const create = (body: object) => sandbox.post<{ taskId: string }>('/api/v1/jobs/createTask', body);
  const read = async (taskId: string) =>
    (await sandbox.call<Job>(`/api/v1/jobs/recordInfo?taskId=${taskId}`)).data;
  return { ...sandbox, create, read };
}

test('a job is the same task, told by both ways', async () => {
  const { create, read, record, synth, ...sandbox } = start();
  const taskId = (await create(job)).data?.taskId ?? '';
  expect(await read(taskId)).toMatchObject({ taskId, state: 'queuing', resultJson: '' });
  await sandbox.idle();
  const done = await read(taskId);
  expect(done).toMatchObject({ state: 'success', failCode: '', failMsg: '' });
  expect(JSON.parse(done?.param ?? '')).toMatchObject({ model: job.model, input: job.input });
  const { response, status } = await record(taskId);
  const result = JSON.parse(done?.resultJson ?? '') as { resultUrls: string[] };
  expect(status).toBe('SUCCESS');
  expect(result.resultUrls).toEqual(response?.sunoData.map(({ audioUrl }) => audioUrl));
  expect(synth.jobs[0]).toMatchObject({
    prompt: 'soft rain',
    soundTempo: 90,
    soundKey: 'Am',
    soundLoop: true,
  });
});

test('a job that fails says so', async () => {
  const { create, read, ...sandbox } = start();
  const { data } = await create({ ...job, input: { ...job.input, prompt: 'rain [moderation]' } });
  await sandbox.idle();
  expect(await read(data?.taskId ?? '')).toMatchObject({
    state: 'fail',
    failCode: '400',
    failMsg: 'Song Description flagged for moderation',
  });
});

test.each([
  [{ input: job.input }, 422, 'Please enter model.'],
  [{ ...job, model: 'ai-music-api/generate' }, 422, 'model is not supported.'],
  [{ ...job, input: { model: 'V5' } }, 422, 'Please enter input.prompt.'],
  [{ ...job, input: { ...job.input, sound_key: 'Db' } }, 422, /^input\.sound_key must be one of/],
])('%j is refused', async (body, code, msg) => {
  expect(await start().create(body)).toEqual({ code, msg: expect.stringMatching(msg), data: null });
});

test('tracks are told in both casings', async () => {
  const { finished } = start();
  const [track] = (await finished('soft rain')).response?.sunoData ?? [];
  expect(track).toMatchObject({
    audio_url: track?.audioUrl,
    source_audio_url: track?.sourceAudioUrl,
    stream_audio_url: track?.streamAudioUrl,
    model_name: track?.modelName,
    create_time: track?.createTime,
  });
});

import { expect, test } from 'vitest';

import { createManualClock } from '../testing/manual-clock.ts';
import { startSandbox } from '../testing/sandbox-fixtures.ts';
import { readScenario, scenariosIn } from './scenarios.ts';
import { WORDINGS } from './wording.ts';

test.each([
  ['soft rain [slow]', 'slow', 'soft rain'],
  ['[429] soft rain', 429, 'soft rain'],
  ['soft [One-Take] rain', 'one-take', 'soft rain'],
  ['[slow] [hang]', 'slow', ''],
  ['[Verse] hello', null, '[Verse] hello'],
  ['soft rain', null, 'soft rain'],
])('%j asks for %j and sounds as %j', (prompt, scenario, words) => {
  expect(readScenario(prompt)).toEqual({ scenario, words });
});

test('every documented code and every ending can be asked for by name', () => {
  const names =
    '400 401 404 405 413 429 430 455 500 slow-down moderation create-failed render-failed slow hang';
  const more = 'one-take late-second-take callback-exception expired-links';
  expect(
    scenariosIn(WORDINGS.apibox)
      .map(({ name }) => name)
      .join(' '),
  ).toBe(`${names} ${more}`);
});

test.each([400, 401, 404, 405, 413, 429, 430, 455, 500])(
  '[%i] is refused with that code, each time',
  async (code) => {
    const sandbox = startSandbox();
    const body = { prompt: `rain [${code}]`, model: 'V5' };
    expect(await sandbox.submit(body)).toMatchObject({ code, data: null });
    expect(await sandbox.submit(body)).toMatchObject({ code, data: null });
    expect(await sandbox.call('/api/v1/generate/credit')).toMatchObject({ data: 1000 });
  },
);

test('[slow-down] is refused twice, then accepted', async () => {
  const sandbox = startSandbox();
  const codes: number[] = [];
  for (let attempt = 0; attempt < 4; attempt += 1)
    codes.push((await sandbox.submit({ prompt: 'rain [slow-down]', model: 'V5' })).code);
  expect(codes).toEqual([430, 430, 200, 430]);
});

test.each([
  ['moderation', 'SENSITIVE_WORD_ERROR', 400, 'Song Description flagged for moderation'],
  ['create-failed', 'CREATE_TASK_FAILED', 500, 'Task creation failed'],
  ['render-failed', 'GENERATE_AUDIO_FAILED', 501, 'Audio generation failed'],
])('[%s] ends in %s with no take', async (name, status, errorCode, errorMessage) => {
  const sandbox = startSandbox();
  const record = await sandbox.finished(`rain [${name}]`);
  expect(record).toMatchObject({ status, errorCode, errorMessage, response: null });
  expect([sandbox.synth.jobs, sandbox.reports]).toEqual([[], []]);
});

test('[one-take] gives one take, without the bracket in what is rendered', async () => {
  const sandbox = startSandbox();
  const { status, response, param } = await sandbox.finished('soft [one-take] rain');
  expect([status, response?.sunoData.length]).toEqual(['SUCCESS', 1]);
  expect(sandbox.synth.jobs.map(({ prompt }) => prompt)).toEqual(['soft rain']);
  expect(JSON.parse(param)).toMatchObject({ prompt: 'soft [one-take] rain' });
});

test('[callback-exception] ends so although the audio is fine', async () => {
  const sandbox = startSandbox();
  const { status, response } = await sandbox.finished('rain [callback-exception]');
  expect(status).toBe('CALLBACK_EXCEPTION');
  expect((await sandbox.fetch(String(response?.sunoData[1]?.audioUrl))).status).toBe(200);
});

test('[expired-links] gives links that are dead', async () => {
  const sandbox = startSandbox();
  const { status, response } = await sandbox.finished('rain [expired-links]');
  expect(status).toBe('SUCCESS');
  expect((await sandbox.fetch(String(response?.sunoData[0]?.audioUrl))).status).toBe(404);
});

test('[slow] takes half a minute', async () => {
  const clock = createManualClock();
  const sandbox = startSandbox({ clock, pacing: {} });
  const taskId = await sandbox.generate('rain [slow]');
  await clock.advance(29_500);
  expect((await sandbox.record(taskId)).status).toBe('TEXT_SUCCESS');
  await clock.advance(100);
  await sandbox.until(taskId, 'FIRST_SUCCESS');
  await clock.advance(500);
  await sandbox.until(taskId, 'SUCCESS');
});

test('[late-second-take] comes ten seconds after the first', async () => {
  const clock = createManualClock();
  const sandbox = startSandbox({ clock, pacing: {} });
  const taskId = await sandbox.generate('rain [late-second-take]');
  await clock.advance(300);
  await clock.advance(300);
  await sandbox.until(taskId, 'FIRST_SUCCESS');
  await clock.advance(10_000);
  expect((await sandbox.record(taskId)).status).toBe('FIRST_SUCCESS');
  await clock.advance(500);
  await sandbox.until(taskId, 'SUCCESS');
});

test('[hang] never ends, and keeps no other task waiting', async () => {
  const sandbox = startSandbox();
  const taskId = await sandbox.generate('rain [hang]');
  expect((await sandbox.finished('rain')).status).toBe('SUCCESS');
  expect((await sandbox.record(taskId)).status).toBe('PENDING');
});

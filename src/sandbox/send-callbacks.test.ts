import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { expect, onTestFinished, test, vi } from 'vitest';

import { createManualClock } from '../testing/manual-clock.ts';
import { startSandbox } from '../testing/sandbox-fixtures.ts';
import { CALLBACK_TIMEOUT_MS } from './send-callbacks.ts';

interface Delivered {
  code: number;
  msg: string;
  data: { callbackType: string; task_id: string; data: Record<string, unknown>[] | null };
}

/** A receiver on a real socket; answers with the statuses given, then with 200. */
async function startReceiver(...statuses: (number | 'never')[]) {
  const bodies: Delivered[] = [];
  const types: (string | undefined)[] = [];
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    bodies.push(JSON.parse(await text(request)) as Delivered);
    types.push(request.headers['content-type']);
    const status = statuses.shift() ?? 200;
    if (status !== 'never') response.writeHead(status, { location: '/elsewhere' }).end('{}');
  };
  const server = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    bodies,
    types,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/done?secret=s3cret`,
  };
}
const kinds = (bodies: Delivered[]) => bodies.map(({ data }) => data.callbackType);

test('text, first and complete are delivered in order, in the documented casing', async () => {
  const receiver = await startReceiver();
  const sandbox = startSandbox();
  const record = await sandbox.finished('soft rain', { callBackUrl: receiver.url });
  expect(record.status).toBe('SUCCESS');
  expect(kinds(receiver.bodies)).toEqual(['text', 'first', 'complete']);
  expect(receiver.types).toEqual(Array.from({ length: 3 }, () => 'application/json'));
  const last = receiver.bodies.at(-1);
  expect(last).toMatchObject({
    code: 200,
    msg: 'All generated successfully.',
    data: { task_id: record.taskId },
  });
  expect(last?.data.data).toHaveLength(2);
  expect(last?.data.data?.[0]).toEqual({
    id: record.response?.sunoData[0]?.id,
    audio_url: record.response?.sunoData[0]?.audioUrl,
    source_audio_url: record.response?.sunoData[0]?.audioUrl,
    stream_audio_url: record.response?.sunoData[0]?.streamAudioUrl,
    source_stream_audio_url: record.response?.sunoData[0]?.streamAudioUrl,
    image_url: '',
    source_image_url: '',
    prompt: 'soft rain',
    model_name: 'cuesmith-sandbox',
    title: 'soft rain 1',
    tags: 'tone, one-shot',
    createTime: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    duration: 0.5,
  });
  expect(receiver.bodies[0]?.data.data?.[0]).toMatchObject({ audio_url: '', duration: null });
});

test('a failure is delivered as error with its code', async () => {
  const receiver = await startReceiver();
  const sandbox = startSandbox();
  const { taskId } = await sandbox.finished('rain [render-failed]', { callBackUrl: receiver.url });
  expect(receiver.bodies.at(-1)).toEqual({
    code: 501,
    msg: 'Audio generation failed',
    data: { callbackType: 'error', task_id: taskId, data: null },
  });
});

test('a receiver that fails twice is asked a third time', async () => {
  const receiver = await startReceiver(500, 302);
  await startSandbox().finished('soft rain', { callBackUrl: receiver.url });
  expect(kinds(receiver.bodies)).toEqual(['text', 'text', 'text', 'first', 'complete']);
});

test('after three failures a callback is given up, reported without its secret, and the task is fine', async () => {
  const receiver = await startReceiver(500, 500, 500);
  const sandbox = startSandbox();
  const { status } = await sandbox.finished('soft rain', { callBackUrl: receiver.url });
  expect(status).toBe('SUCCESS');
  expect(kinds(receiver.bodies)).toEqual(['text', 'text', 'text', 'first', 'complete']);
  expect(sandbox.reports.map(String)).toEqual([expect.stringMatching(/given up: HTTP 500$/)]);
  expect(String(sandbox.reports[0])).not.toContain('s3cret');
});

test('a receiver that does not answer within 15 s is asked again', async () => {
  const receiver = await startReceiver('never');
  const clock = createManualClock();
  const sandbox = startSandbox({
    clock,
    pacing: { textMs: 0, firstMs: 1e6, secondMs: 0, callbackRetryMs: 10 },
  });
  await sandbox.generate('soft rain', { callBackUrl: receiver.url });
  await clock.advance(0);
  await vi.waitFor(() => expect(receiver.bodies).toHaveLength(1));
  await clock.advance(CALLBACK_TIMEOUT_MS - 1);
  expect(receiver.bodies).toHaveLength(1);
  await clock.advance(1);
  await clock.advance(10);
  await vi.waitFor(() => expect(kinds(receiver.bodies)).toEqual(['text', 'text']));
});

test('a callback still undelivered at the stop is delivered after the restart', async () => {
  const receiver = await startReceiver('never');
  const before = startSandbox();
  const taskId = await before.generate('soft rain', { callBackUrl: receiver.url });
  await before.until(taskId, 'SUCCESS');
  await vi.waitFor(() => expect(receiver.bodies).toHaveLength(1));
  await before.stop();

  await startSandbox({ folder: before.folder }).idle();
  expect(kinds(receiver.bodies)).toEqual(['text', 'text', 'first', 'complete']);
});

import { expect, test } from 'vitest';

import { createScriptedVendor } from '../../../testing/scripted-vendor.ts';
import { softRain, startTasks, uuid } from '../../../testing/task-fixtures.ts';
import { problem } from '../../vendor/vendor-problems.ts';
import type { RecordTake } from '../../vendor/vendor.ts';
import { AUDIO_WAIT_MS } from './poller.ts';

const none = { kind: 'without-audio', problem: problem('render-failed', 'yes', 'No audio came.') } as const;
const take = (changes: Partial<RecordTake>): RecordTake => ({
  audioId: 'a',
  title: '',
  audioUrl: null,
  streamUrl: null,
  durationS: null,
  ...changes,
});

test('a vendor that says done without audio is asked again, and the sound is ready when it comes (M6)', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.setRecord('t1', kit.vendor.found('t1', softRain, none));
  await kit.clock.advance(AUDIO_WAIT_MS / 2);
  expect(kit.tasks.get(uuid(1))).toMatchObject({ state: 'rendering', stage: 'FIRST_SUCCESS' });
  kit.vendor.finish('t1', softRain);
  await kit.clock.advance(20_000);
  expect(kit.tasks.get(uuid(1))).toMatchObject({ state: 'ready', takes: [{ kept: true }, { kept: true }] });
});

test('after some minutes without audio it says so (M6)', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.setRecord('t1', kit.vendor.found('t1', softRain, none));
  await kit.clock.advance(AUDIO_WAIT_MS + 30_000);
  expect(kit.tasks.get(uuid(1))).toMatchObject({
    state: 'failed',
    problem: { code: 'render-failed', message: 'No audio came.', charged: 'yes' },
  });
});

test('after some minutes a stream is better than no sound (M6)', async () => {
  const kit = startTasks();
  await kit.submit(1);
  const stream = take({ streamUrl: 'https://vendor.test/stream' });
  kit.vendor.setRecord('t1', kit.vendor.found('t1', softRain, none, [stream]));
  await kit.clock.advance(AUDIO_WAIT_MS + 60_000);
  expect(kit.tasks.get(uuid(1))).toMatchObject({ state: 'ready', takes: [{ n: 1, kept: true }] });
});

test('a callback names its task in whatever form (M4, A-L8)', async () => {
  const taskId = '1985432109876543211';
  for (const body of [
    { data: { taskId } },
    { data: { task_id: taskId } },
    { taskId },
    { data: [{ taskId }] },
  ]) {
    const vendor = createScriptedVendor();
    const kit = startTasks({ vendor: vendor.client, publicUrl: 'https://cues.example' });
    vendor.answerNext({ kind: 'unknown', bytes: 0, problem: problem('outcome-unknown', 'unsure') });
    await kit.submit(1);
    vendor.setRecord(taskId, vendor.found(taskId, softRain, { kind: 'rendering', stage: 'PENDING' }));
    kit.tasks.onCallback(vendor.sent[0]?.callBackUrl?.split('/').at(-1) ?? '', body);
    await kit.clock.advance(2000);
    expect(kit.tasks.get(uuid(1))).toMatchObject({ state: 'rendering', taskId });
  }
});

test('records that programs ask for keep within the vendor’s limit and leave room for the poller (A-L11)', async () => {
  const kit = startTasks();
  await kit.submit(1);
  const asks = Array.from({ length: 20 }, () => kit.tasks.readRecord('t1', () => '').catch(() => null));
  const tracks = Array.from({ length: 10 }, (_, n) => kit.tasks.track(`other-${n}`).catch(() => null));
  const before = kit.vendor.reads.length;
  await kit.clock.advance(1000);
  expect(kit.vendor.reads.length - before).toBeLessThanOrEqual(10);
  await kit.clock.advance(30_000);
  await Promise.all([...asks, ...tracks]);
});

import { expect, test } from 'vitest';

import { RESTORE_MS } from '#shared/limits.ts';
import type { StreamEvent } from '#shared/stream-event.ts';

import { lostAnswer, createScriptedVendor } from '../../../testing/scripted-vendor.ts';
import { memoryFiles, softRain, uuid, startTasks } from '../../../testing/task-fixtures.ts';

const MINUTE = 60_000;

test('a task is followed to ready, its takes are kept and then served from our copy', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.finish('t1', softRain);
  await kit.clock.advance(10_000);
  expect(kit.tasks.get(uuid(1))).toMatchObject({
    state: 'ready',
    title: 'Soft rain',
    takes: [
      { n: 1, kept: true, durationS: 8, expiresAt: null },
      { n: 2, kept: true },
    ],
  });
  const take = await kit.tasks.openTake(uuid(1), 1);
  expect(take).toMatchObject({
    contentType: 'audio/mpeg',
    size: 404,
    fileName: 'soft-rain_90bpm_Am_loop_A_t1.mp3',
  });
  expect(kit.files.stored.size).toBe(2);
});

test('stages only advance', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.setRecord('t1', kit.vendor.found('t1', softRain, { kind: 'rendering', stage: 'FIRST_SUCCESS' }));
  await kit.clock.advance(10_000);
  kit.vendor.setRecord('t1', kit.vendor.found('t1', softRain, { kind: 'rendering', stage: 'TEXT_SUCCESS' }));
  await kit.clock.advance(20_000);
  expect(kit.tasks.get(uuid(1))).toMatchObject({ state: 'rendering', stage: 'FIRST_SUCCESS' });
});

test('polls start after 1.5 s, grow to 10 s and stay within the limits', async () => {
  const kit = startTasks();
  await kit.submit(1);
  await kit.clock.advance(MINUTE);
  const at = kit.vendor.reads.map((read) => read.at - kit.vendor.sentAt[0]!);
  expect(at.slice(0, 4)).toEqual([1500, 3750, 7125, 12_188]);
  expect(at.at(-1)! - at.at(-2)!).toBe(10_000);
});

test('a hundred rendering tasks share ten polls a second', async () => {
  const kit = startTasks({ pace: { count: 1000, perMs: 1000 } });
  const items = Array.from({ length: 100 }, (_, n) => ({ id: uuid(n), request: softRain }));
  void kit.tasks.submit(items);
  await kit.settle();
  await kit.clock.advance(MINUTE);
  const { reads } = kit.vendor;
  const busiest = reads.map(
    ({ at }) => reads.filter((other) => other.at >= at && other.at < at + 1000).length,
  );
  expect(Math.max(...busiest)).toBeLessThanOrEqual(10);
  expect(new Set(reads.map(({ taskId }) => taskId)).size).toBe(100);
});

test('a task without end times out after 30 minutes on a readable answer, and is ready when the vendor says so later', async () => {
  const kit = startTasks();
  await kit.submit(1);
  await kit.clock.advance(31 * MINUTE);
  expect(kit.tasks.get(uuid(1))).toMatchObject({
    state: 'failed',
    problem: { code: 'timed-out', charged: 'yes' },
  });
  kit.vendor.finish('t1', softRain);
  await kit.clock.advance(61 * MINUTE);
  expect(kit.tasks.get(uuid(1)).state).toBe('ready');
});

test('a silent vendor does not fail a task, however long', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.setRecord('t1', {
    kind: 'unanswered',
    problem: { code: 'unreachable', message: '', charged: 'no' },
  });
  await kit.clock.advance(120 * MINUTE);
  expect(kit.tasks.get(uuid(1)).state).toBe('rendering');
});

test('a vendor that stops answering is said on the stream, and so is its return', async () => {
  const kit = startTasks();
  await kit.submit(1);
  const told: (string | undefined)[] = [];
  kit.tasks.subscribe(null, (event) => event.event === 'connection' && told.push(event.data[0]?.silentSince));
  kit.vendor.setRecord('t1', {
    kind: 'unanswered',
    problem: { code: 'unreachable', message: '', charged: 'no' },
  });
  await kit.clock.advance(MINUTE);
  expect(told.at(-1)).toMatch(/^2026-/);
  kit.vendor.finish('t1', softRain);
  await kit.clock.advance(MINUTE);
  expect(told.at(-1)).toBeUndefined();
  expect(kit.tasks.get(uuid(1)).state).toBe('ready');
});

test('check re-opens a timed-out task that is still rendering', async () => {
  const kit = startTasks();
  await kit.submit(1);
  await kit.clock.advance(31 * MINUTE);
  const checked = kit.tasks.check(uuid(1));
  await kit.settle();
  expect(await checked).toMatchObject({ state: 'rendering' });
});

test('rendering tasks are read at once after a restart', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.finish('t1', softRain);
  const again = kit.restart();
  await again.settle();
  expect(again.tasks.get(uuid(1)).state).toBe('ready');
});

test('a deadline stands still while another connection is in use', async () => {
  const kit = startTasks();
  await kit.submit(1);
  const other = createScriptedVendor({ id: 'https://other.test', clock: kit.clock });
  const away = kit.restart({ vendor: other.client });
  await away.clock.advance(24 * 60 * MINUTE);
  const back = away.restart({ vendor: kit.vendor.client });
  await back.clock.advance(20 * MINUTE);
  expect(back.tasks.get(uuid(1)).state).toBe('rendering');
  await back.clock.advance(11 * MINUTE);
  expect(back.tasks.get(uuid(1))).toMatchObject({ state: 'failed', problem: { code: 'timed-out' } });
});

test('a full disk is said on the take and tried again', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.finish('t1', softRain);
  kit.files.fail('ENOSPC');
  await kit.clock.advance(5000);
  expect(kit.tasks.get(uuid(1))).toMatchObject({
    state: 'ready',
    takes: [{ kept: false, keepProblem: expect.stringContaining('disk is full') as string }, {}],
  });
  kit.files.fail(null);
  await kit.clock.advance(MINUTE);
  expect(kit.tasks.get(uuid(1))).toMatchObject({ takes: [{ kept: true }, { kept: true }] });
});

test('a page served as .mp3 is not kept as audio and not handed on', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.finish('t1', softRain);
  kit.vendor.setAudio('https://vendor.test/t1-1.mp3', new TextEncoder().encode('<!doctype html><p>Sorry'));
  await kit.clock.advance(5000);
  expect(kit.tasks.get(uuid(1))).toMatchObject({ takes: [{ kept: false }, { kept: true }] });
  await expect(kit.tasks.openTake(uuid(1), 1)).rejects.toMatchObject({ status: 424 });
});

test('a link that stays dead is said on the take', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.finish('t1', softRain);
  kit.vendor.setAudio('https://vendor.test/t1-1.mp3', 'dead');
  await kit.clock.advance(3000);
  expect(kit.tasks.get(uuid(1))).toMatchObject({
    takes: [{ keepProblem: expect.stringContaining('ended') as string }, { kept: true }],
  });
});

test('a claim checks the record: unknown id, other prompt, then the right one', async () => {
  const kit = startTasks();
  kit.vendor.answerNext(lostAnswer);
  await kit.submit(1);
  await expect(kit.tasks.claim(uuid(1), 'nope', false)).rejects.toMatchObject({ status: 404 });
  kit.vendor.finish('other', { ...softRain, prompt: 'hail' });
  await expect(kit.tasks.claim(uuid(1), 'other', false)).rejects.toMatchObject({
    status: 409,
    problem: { field: 'taskId' },
  });
  kit.vendor.finish('mine', softRain);
  expect(await kit.tasks.claim(uuid(1), 'mine', false)).toMatchObject({ state: 'ready', taskId: 'mine' });
  expect(kit.vendor.sent).toHaveLength(1);
});

test('a taskId belongs to one task, even when forced', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.answerNext(lostAnswer);
  await kit.submit(2);
  await expect(kit.tasks.claim(uuid(2), 't1', true)).rejects.toMatchObject({ status: 409 });
});

test('a dismissed task can still be claimed, a ready one cannot', async () => {
  const kit = startTasks();
  kit.vendor.answerNext(lostAnswer);
  await kit.submit(1);
  kit.tasks.dismiss(uuid(1));
  kit.vendor.finish('mine', softRain);
  await kit.tasks.claim(uuid(1), 'mine', false);
  await expect(kit.tasks.claim(uuid(1), 'mine', false)).rejects.toMatchObject({ status: 409 });
});

test('a task made elsewhere is tracked once, and restored when deleted', async () => {
  const kit = startTasks();
  kit.vendor.finish('elsewhere', { ...softRain, soundLoop: null, model: null });
  const task = await kit.tasks.track('elsewhere');
  expect(task).toMatchObject({
    state: 'ready',
    tracked: true,
    request: { prompt: 'soft rain', model: null },
  });
  kit.tasks.remove(task.id);
  expect((await kit.tasks.track('elsewhere')).id).toBe(task.id);
  expect(kit.tasks.list({}).total).toBe(1);
  await expect(kit.tasks.resend(task.id, uuid(5))).rejects.toMatchObject({ status: 409 });
  await expect(kit.tasks.track('unheard-of')).rejects.toMatchObject({ status: 404 });
});

test('our callback address goes out with a secret; a callback is believed only as far as the record agrees', async () => {
  const kit = startTasks({ publicUrl: 'https://cues.example' });
  kit.vendor.answerNext(lostAnswer);
  await kit.submit(1);
  const secret = kit.vendor.sent[0]?.callBackUrl?.split('/').at(-1) ?? '';
  expect(kit.vendor.sent[0]?.callBackUrl).toMatch(/^https:\/\/cues\.example\/api\/callbacks\/[0-9a-f]{48}$/);
  kit.vendor.finish('forged', { ...softRain, prompt: 'hail' });
  kit.tasks.onCallback(secret, { data: { task_id: 'forged' } });
  kit.tasks.onCallback('0'.repeat(48), { data: { task_id: 'forged' } });
  await kit.settle();
  expect(kit.tasks.get(uuid(1)).state).toBe('unknown');
  kit.vendor.finish('mine', softRain);
  kit.tasks.onCallback(secret, { data: { task_id: 'mine' } });
  await kit.settle();
  expect(kit.tasks.get(uuid(1))).toMatchObject({ state: 'ready', taskId: 'mine' });
});

test('a record that repeats our callback address does not tell its secret', async () => {
  const kit = startTasks({ publicUrl: 'https://cues.example' });
  await kit.submit(1);
  const callBackUrl = kit.vendor.sent[0]?.callBackUrl ?? '';
  const record = kit.vendor.found('t9', { ...softRain, callBackUrl }, { kind: 'ready' });
  kit.vendor.setRecord('t9', {
    ...record,
    envelope: {
      code: 200,
      msg: '',
      data: {
        param: JSON.stringify({ callBackUrl }),
        escaped: JSON.stringify({ callBackUrl }).replaceAll('/', '\\/'),
      },
    },
  });
  const told = [await kit.tasks.track('t9'), await kit.tasks.readRecord('t9', () => '')];
  expect(JSON.stringify(told)).toContain('https://cues.example/api/callbacks/-');
  expect(JSON.stringify(told)).not.toContain(callBackUrl.split('/').at(-1));
});

test('a callback makes us read the record at once', async () => {
  const kit = startTasks({ publicUrl: 'https://cues.example' });
  await kit.submit(1);
  await kit.clock.advance(20_000);
  kit.vendor.finish('t1', softRain);
  kit.tasks.onCallback(kit.vendor.sent[0]?.callBackUrl?.split('/').at(-1) ?? '', {});
  await kit.settle();
  expect(kit.tasks.get(uuid(1)).state).toBe('ready');
});

test('a cut answer with a taskId is confirmed by its record, or offered', async () => {
  const kit = startTasks();
  const cut = { kind: 'offered', bytes: 40, problem: lostAnswer.problem } as const;
  kit.vendor.answerNext({ ...cut, taskId: 'right' }, { ...cut, taskId: 'wrong' });
  kit.vendor.finish('right', softRain);
  kit.vendor.finish('wrong', { ...softRain, prompt: 'hail' });
  expect(await kit.submit(1)).toMatchObject({ state: 'ready', taskId: 'right' });
  expect(await kit.submit(2)).toMatchObject({ state: 'unknown', offeredTaskId: 'wrong', bytes: 40 });
});

test('a deleted task can be restored; a sending one cannot be deleted', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.tasks.remove(uuid(1));
  expect(() => kit.tasks.get(uuid(1))).toThrow('deleted');
  expect(kit.tasks.restore(uuid(1))).toMatchObject({ taskId: 't1' });
  kit.vendor.answerNext(new Promise(() => {}));
  void kit.tasks.submit([{ id: uuid(2), request: softRain }]);
  await kit.settle();
  expect(() => kit.tasks.remove(uuid(2))).toThrow('on its way');
});

test('deleting a held task cancels it: restored, it never goes back into the queue', async () => {
  const kit = startTasks({ pace: { count: 1, perMs: MINUTE } });
  await kit.submit(1);
  await kit.submit(2);
  kit.tasks.remove(uuid(2));
  expect(kit.tasks.restore(uuid(2)).state).toBe('cancelled');
  await kit.clock.advance(10 * MINUTE);
  expect(kit.vendor.sent).toHaveLength(1);
});

test('purging removes prompt and audio', async () => {
  const kit = startTasks();
  await kit.submit(1, { ...softRain, prompt: 'a secret prompt' });
  kit.vendor.finish('t1', { ...softRain, prompt: 'a secret prompt' });
  await kit.clock.advance(5000);
  kit.tasks.remove(uuid(1));
  await kit.clock.advance(RESTORE_MS + MINUTE);
  expect(kit.files.stored.size).toBe(0);
  expect(JSON.stringify(kit.sql.prepare('SELECT * FROM tombstones').all())).not.toContain('secret');
  expect(kit.tasks.list({ q: 'secret' }).total).toBe(0);
});

test('illegal moves are refused', async () => {
  const kit = startTasks();
  await kit.submit(1);
  expect(() => kit.tasks.cancel(uuid(1))).toThrow('rendering cannot become cancelled');
  kit.vendor.finish('t1', softRain);
  await kit.clock.advance(10_000);
  expect(() => kit.tasks.dismiss(uuid(1))).toThrow('ready cannot become dismissed');
  expect(() => kit.tasks.cancel(uuid(7))).toThrow('no such task');
});

test('retry makes a new task that remembers where it came from', async () => {
  const kit = startTasks();
  kit.vendor.answerNext({
    kind: 'refused',
    slowDown: false,
    problem: { code: 'out-of-credits', message: '', charged: 'no' },
  });
  await kit.submit(1);
  const retried = kit.tasks.resend(uuid(1), uuid(2));
  await kit.settle();
  expect(await retried).toMatchObject({ id: uuid(2), resentFrom: uuid(1), state: 'rendering' });
  expect(kit.tasks.get(uuid(1)).state).toBe('refused');
});

test('pages go newest first, and search finds prompt, notes, tags and parts of a taskId', async () => {
  const kit = startTasks();
  for (const n of [1, 2, 3]) await kit.submit(n, { ...softRain, prompt: `rain number ${n}` });
  kit.tasks.patch(uuid(2), { notes: 'for the attic scene', tags: ['Act II'], favourite: true });
  const first = kit.tasks.list({ limit: 2 });
  expect(first.tasks.map(({ id }) => id)).toEqual([uuid(3), uuid(2)]);
  expect(kit.tasks.list({ limit: 2, cursor: first.next! })).toMatchObject({
    next: null,
    total: 3,
    tasks: [{ id: uuid(1) }],
  });
  const find = (q: string) => kit.tasks.list({ q }).tasks.map(({ id }) => id);
  expect([find('attic'), find('act ii'), find('number 3'), find('T1'), find('100%'), find('"zz')]).toEqual([
    [uuid(2)],
    [uuid(2)],
    [uuid(3)],
    [uuid(1)],
    [],
    [],
  ]);
});

test('events replay what was missed, in order, also after a restart; too much missed says reload', async () => {
  const kit = startTasks();
  await kit.submit(1);
  const seen = kit.tasks.list({}).eventId;
  await kit.submit(2);
  kit.tasks.remove(uuid(1));
  const again = kit.restart();
  const events: StreamEvent[] = [];
  again.tasks.subscribe(seen, (event) => events.push(event));
  expect(events.map(({ event, data }) => [event, 'id' in data && data.id])).toEqual([
    ['task', uuid(2)],
    ['gone', uuid(1)],
  ]);
  expect(events[0]!.id).toBeLessThan(events[1]!.id);
  const late: StreamEvent[] = [];
  again.tasks.subscribe(1e9, (event) => late.push(event));
  expect(late).toMatchObject([{ event: 'reload' }]);
});

test('record-info answers our own link once a take is kept', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.finish('t1', softRain);
  await kit.clock.advance(5000);
  const envelope = await kit.tasks.readRecord('t1', (path) => `http://here${path}`);
  expect(envelope.data).toMatchObject({
    response: {
      sunoData: [1, 2].map((n) => ({
        audioUrl: expect.stringMatching(
          `^http://here/media/${uuid(1)}\\.${n}\\.[\\w-]{22}/${uuid(1)}-.\\.mp3$`,
        ),
      })),
    },
  });
});

test('a newer schema is refused with nothing changed', () => {
  const kit = startTasks();
  kit.sql.exec('PRAGMA user_version = 99');
  expect(() => kit.restart()).toThrow('newer Cuesmith');
  expect(kit.sql.prepare('PRAGMA user_version').get()).toEqual({ user_version: 99 });
});

test('memory files cut ranges as folders do', async () => {
  const files = memoryFiles();
  await files.write('a', Uint8Array.from([1, 2, 3, 4]));
  const part = await files.read('a', { start: 1, end: 2 });
  expect(Array.from(new Uint8Array(await new Response(part).arrayBuffer()))).toEqual([2, 3]);
});

test('a task that is not followed any more keeps its own taskId, whatever is claimed', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.tasks.dismiss(uuid(1));
  kit.vendor.finish('other', softRain);
  await expect(kit.tasks.claim(uuid(1), 'other', true)).rejects.toMatchObject({ status: 409 });
  expect(kit.tasks.get(uuid(1))).toMatchObject({ taskId: 't1' });
});

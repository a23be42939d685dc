import { DatabaseSync } from 'node:sqlite';

import { expect, test } from 'vitest';

import { RESTORE_MS } from '#shared/limits.ts';
import type { StreamEvent } from '#shared/stream-event.ts';

import { createScriptedVendor } from '../../../testing/scripted-vendor.ts';
import { memoryFiles, softRain, uuid, startTasks } from '../../../testing/task-fixtures.ts';
import { nodeSql } from '../../platform/node/node-sqlite.ts';
import type { Sql } from '../../platform/sql.ts';
import type { SendOutcome } from '../../vendor/vendor.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The disk takes no more writes until `false`. */
const fill = (sql: DatabaseSync, isFull = true) => sql.exec(`PRAGMA query_only = ${isFull ? 'ON' : 'OFF'}`);

/** A database that another program locks for the next `lock(n)` transactions. */
function lockable() {
  const sql = nodeSql(new DatabaseSync(':memory:'));
  let locks = 0;
  const wrapped: Sql = {
    ...sql,
    transact(work) {
      if (locks === 0) return sql.transact(work);
      locks -= 1;
      throw new Error('database is locked');
    },
  };
  return { sql: wrapped, lock: (times: number) => void (locks = times) };
}

test('a locked database refuses one write, and the next one is whole and told again', async () => {
  const { sql, lock } = lockable();
  const kit = startTasks({ sql });
  await kit.submit(1);
  const told: StreamEvent[] = [];
  kit.tasks.subscribe(null, (event) => told.push(event));
  lock(1);
  expect(() => kit.tasks.patch(uuid(1), { title: 'lost' })).toThrow('locked');
  kit.tasks.patch(uuid(1), { title: 'kept' });
  expect(told).toMatchObject([{ event: 'task', data: { title: 'kept' } }]);
});

test('a submission that cannot be journalled says that nothing was sent, and nothing is', async () => {
  const kit = startTasks();
  fill(kit.sql);
  const refusal = { status: 507, problem: { code: 'server-error', charged: 'no' } };
  await expect(kit.tasks.submit([{ id: uuid(1), request: softRain }])).rejects.toMatchObject(refusal);
  await expect(kit.tasks.dropIn(softRain, {})).rejects.toMatchObject(refusal);
  fill(kit.sql, false);
  await kit.clock.advance(MINUTE);
  expect(kit.vendor.sent).toEqual([]);
});

test('a drop-in call that is still on the wire when we stop is never told to try again', async () => {
  const kit = startTasks();
  kit.vendor.answerNext(new Promise<SendOutcome>(() => {}));
  const answer = kit.tasks.dropIn(softRain, {});
  await kit.settle();
  await kit.stop();
  expect(await answer).toMatchObject({
    taskId: null,
    problem: { code: 'outcome-unknown', charged: 'unsure' },
  });
});

test('who waits for a turn is told at once that we stop, whatever is still on the wire', async () => {
  const kit = startTasks({ pace: { count: 1, perMs: 60_000 } });
  kit.vendor.answerNext(new Promise<SendOutcome>(() => {}));
  void kit.tasks.dropIn(softRain, { key: 'on the wire' });
  await kit.settle();
  const waiting = kit.tasks.dropIn(softRain, { key: 'in line' });
  await kit.settle();
  void kit.tasks.close();
  await expect(waiting).rejects.toMatchObject({ status: 503, problem: { charged: 'no' } });
  await kit.stop();
});

test('a data folder that is no longer ours takes no send, and a waiting task stays (A-M8)', async () => {
  let isOurs = true;
  const kit = startTasks({ pace: { count: 1, perMs: 10_000 }, storage: { isStillOurs: () => isOurs } });
  for (const n of [1, 2]) await kit.submit(n);
  isOurs = false;
  await expect(kit.tasks.submit([{ id: uuid(3), request: softRain }])).rejects.toMatchObject({ status: 507 });
  await expect(kit.tasks.dropIn(softRain, { key: 'k' })).rejects.toMatchObject({ status: 507 });
  await expect(kit.tasks.resend(uuid(1), uuid(4))).rejects.toMatchObject({ status: 507 });
  await kit.clock.advance(MINUTE);
  expect(kit.vendor.sent).toHaveLength(1);
  expect(kit.tasks.get(uuid(2)).state).toBe('held');
});

test('a full disk stops no timer: the queue goes on when there is room', async () => {
  const kit = startTasks({ pace: { count: 1, perMs: 10_000 } });
  void kit.tasks.submit([1, 2, 3].map((n) => ({ id: uuid(n), request: softRain })));
  await kit.settle();
  fill(kit.sql);
  await kit.clock.advance(MINUTE);
  expect(kit.vendor.sent).toHaveLength(1);
  fill(kit.sql, false);
  await kit.clock.advance(MINUTE);
  expect(kit.vendor.sent).toHaveLength(3);
});

test('a keyless call whose turn was missed on a full disk is refused when there is room, and not sent', async () => {
  const kit = startTasks({ pace: { count: 1, perMs: 40_000 } });
  await kit.submit(1);
  const answer = kit.tasks.dropIn(softRain, {});
  await kit.settle();
  fill(kit.sql);
  await kit.clock.advance(30_000);
  fill(kit.sql, false);
  await kit.clock.advance(MINUTE);
  expect(await answer).toMatchObject({ problem: { code: 'slow-down', charged: 'no' } });
  expect(kit.vendor.sent).toHaveLength(1);
});

test('a row that cannot be written does not make us fetch its audio again and again', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.finish('t1', softRain);
  let opened = 0;
  const openAudio = kit.vendor.client.openAudio.bind(kit.vendor.client);
  kit.vendor.client.openAudio = (url, signal) => {
    opened += 1;
    // From here on, not even what became of it can be written.
    fill(kit.sql);
    return openAudio(url, signal);
  };
  await kit.clock.advance(MINUTE);
  expect(opened).toBeLessThanOrEqual(14);
  fill(kit.sql, false);
  kit.vendor.client.openAudio = openAudio;
  await kit.clock.advance(MINUTE);
  expect(kit.tasks.get(uuid(1))).toMatchObject({ takes: [{ kept: true }, { kept: true }] });
});

test('audio is kept however long the disk was full', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.files.fail('ENOSPC');
  kit.vendor.finish('t1', softRain);
  await kit.clock.advance(72 * HOUR);
  kit.files.fail(null);
  await kit.clock.advance(HOUR);
  expect(kit.tasks.get(uuid(1))).toMatchObject({ takes: [{ kept: true }, { kept: true }] });
});

test('a task restored while another one is purged stays', async () => {
  const files = memoryFiles();
  const kit = startTasks({ files });
  for (const n of [1, 2]) await kit.submit(n);
  for (const n of [1, 2]) kit.vendor.finish(`t${n}`, softRain);
  await kit.clock.advance(20_000);
  kit.tasks.remove(uuid(1));
  kit.tasks.remove(uuid(2));
  const remove = files.remove.bind(files);
  files.remove = (name) => {
    files.remove = remove;
    kit.tasks.restore(uuid(2));
    return remove(name);
  };
  await kit.clock.advance(RESTORE_MS + MINUTE);
  expect(kit.tasks.list({}).tasks).toMatchObject([{ id: uuid(2), takes: [{ kept: true }, { kept: true }] }]);
});

test('a file that cannot be removed keeps no task from being purged', async () => {
  const files = memoryFiles();
  files.remove = () => Promise.reject(new Error('EROFS'));
  const kit = startTasks({ files });
  for (const n of [1, 2]) await kit.submit(n);
  for (const n of [1, 2]) kit.vendor.finish(`t${n}`, softRain);
  await kit.clock.advance(20_000);
  kit.tasks.remove(uuid(1));
  kit.tasks.remove(uuid(2));
  await kit.clock.advance(RESTORE_MS + MINUTE);
  expect(kit.sql.prepare('SELECT id FROM tasks').all()).toEqual([]);
});

test('audio that arrives after its task was purged is not left in the folder', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.finish('t1', softRain);
  const openAudio = kit.vendor.client.openAudio.bind(kit.vendor.client);
  const gate = Promise.withResolvers<void>();
  kit.vendor.client.openAudio = async (url, signal) => {
    await gate.promise;
    return openAudio(url, signal);
  };
  await kit.clock.advance(10_000);
  kit.tasks.remove(uuid(1));
  await kit.clock.advance(RESTORE_MS + MINUTE);
  gate.resolve();
  await kit.settle();
  expect([...kit.files.stored.keys()]).toEqual([]);
});

test('a person who presses Check all the time does not make us read more than the vendor allows', async () => {
  const kit = startTasks();
  await kit.submit(1);
  await kit.clock.advance(5000);
  const before = kit.vendor.reads.length;
  let answered = 0;
  const press = async (): Promise<void> => {
    await kit.tasks.check(uuid(1));
    answered += 1;
    if (answered < 30) await press();
  };
  const pressing = press();
  await kit.clock.advance(2000);
  expect(kit.vendor.reads.length - before).toBeLessThanOrEqual(9);
  await kit.clock.advance(20_000);
  await pressing;
});

test('a vendor that does not tell the balance keeps nobody waiting, and is heard when it does', async () => {
  const vendor = createScriptedVendor();
  const balance = Promise.withResolvers<number | null>();
  vendor.client.readBalance = async () => ({ credits: await balance.promise, problem: null });
  const kit = startTasks({ vendor: vendor.client });
  const told: StreamEvent[] = [];
  kit.tasks.subscribe(null, (event) => told.push(event));
  const answer = kit.tasks.connections.list();
  await kit.clock.advance(1000);
  expect(await answer).toMatchObject([{ credits: null }]);
  balance.resolve(42);
  await kit.settle();
  expect(told).toMatchObject([{ event: 'connection', data: [{ credits: 42 }] }]);
});

test('a search with control characters in it finds words all the same', async () => {
  const kit = startTasks();
  await kit.submit(1);
  expect(kit.tasks.list({ q: 'soft\0rain\u0007' }).total).toBe(1);
  expect(kit.tasks.list({ q: '\0' }).total).toBe(1);
});

test('a vendor that says how long to wait is asked then, and nobody else meanwhile (M7)', async () => {
  const kit = startTasks();
  const problem = { code: 'slow-down', message: 'Later.', charged: 'no' } as const;
  kit.vendor.answerNext({ kind: 'refused', slowDown: true, retryAfterMs: 90_000, problem });
  const items = [1, 2, 3].map((n) => ({ id: uuid(n), request: { ...softRain, prompt: `rain ${n}` } }));
  void kit.tasks.submit(items.slice(0, 1));
  await kit.settle();
  void kit.tasks.submit(items.slice(1));
  await kit.clock.advance(80_000);
  expect(kit.vendor.sent).toHaveLength(1);
  expect(kit.tasks.get(uuid(1))).toMatchObject({ state: 'held', problem: { code: 'slow-down' } });
  await kit.clock.advance(20_000);
  expect(kit.vendor.sent.map(({ prompt }) => prompt).toSorted()).toEqual([
    'rain 1',
    'rain 1',
    'rain 2',
    'rain 3',
  ]);
});

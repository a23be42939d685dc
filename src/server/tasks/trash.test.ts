import { expect, test } from 'vitest';

import { RESTORE_MS } from '#shared/limits.ts';

import { softRain, startTasks, uuid } from '../../testing/task-fixtures.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const ids = ({ tasks }: ReturnType<typeof startTasks>, query: Parameters<typeof tasks.list>[0]) =>
  tasks.list(query).tasks.map(({ id }) => id);

test('what was deleted can be listed, found, and restored for seven days (M22)', async () => {
  const kit = startTasks();
  for (const n of [1, 2]) await kit.submit(n, { ...softRain, prompt: `rain ${n}` });
  kit.tasks.patch(uuid(1), { tags: ['attic'] });
  kit.tasks.remove(uuid(1));
  expect([ids(kit, {}), ids(kit, { deleted: true })]).toEqual([[uuid(2)], [uuid(1)]]);
  expect(ids(kit, { deleted: true, q: 'rain', tag: ['attic'], state: ['rendering'] })).toEqual([uuid(1)]);
  expect(ids(kit, { deleted: true, q: 'hail' })).toEqual([]);
  expect(kit.tasks.facets()).toMatchObject({ total: 1, deleted: 1 });
  await kit.clock.advance(RESTORE_MS - HOUR);
  expect(kit.tasks.restore(uuid(1))).toMatchObject({ id: uuid(1) });
  expect(ids(kit, { deleted: true })).toEqual([]);
});

test('after seven days a start purges it too (M22)', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.tasks.remove(uuid(1));
  kit.clock.forget();
  await kit.clock.advance(RESTORE_MS + HOUR);
  const again = kit.restart();
  await again.settle();
  expect(ids(again, { deleted: true })).toEqual([]);
  expect(() => again.tasks.restore(uuid(1))).toThrow('deleted');
});

test.each([true, false])(
  'deleted for good it is gone at once, its audio too (in the trash before: %s)',
  async (before) => {
    const kit = startTasks();
    await kit.submit(1);
    kit.vendor.finish('t1', softRain);
    await kit.clock.advance(5000);
    if (before) kit.tasks.remove(uuid(1));
    kit.tasks.remove(uuid(1), { forever: true });
    await kit.settle();
    expect(kit.files.stored.size).toBe(0);
    expect([ids(kit, {}), ids(kit, { deleted: true })]).toEqual([[], []]);
    expect(await kit.submit(1)).toEqual({ id: uuid(1), gone: true, taskId: 't1' });
    expect(kit.vendor.sent).toHaveLength(1);
  },
);

test('the trash is emptied by one request', async () => {
  const kit = startTasks();
  for (const n of [1, 2, 3]) await kit.submit(n);
  await kit.tasks.bulk({ action: 'delete', ids: [uuid(1), uuid(2)] });
  const results = await kit.tasks.bulk({ action: 'delete', ids: ids(kit, { deleted: true }), forever: true });
  expect(results.map(({ ok }) => ok)).toEqual([true, true]);
  expect([ids(kit, {}), ids(kit, { deleted: true })]).toEqual([[uuid(3)], []]);
});

test('a tombstone key in two places, or a row that cannot be purged, keeps no other from it (M15)', async () => {
  const kit = startTasks();
  for (const n of [1, 2, 3]) await kit.submit(n);
  for (const n of [1, 2, 3]) kit.tasks.remove(uuid(n));
  kit.sql.exec(`INSERT INTO tombstones (id, key, body_hash, connection, event, purged_at)
    VALUES ('${uuid(9)}', '${uuid(1)}', '', 'sandbox', 1000, 0)`);
  kit.sql.exec(`CREATE TRIGGER stuck BEFORE DELETE ON tasks WHEN old.id = '${uuid(2)}'
    BEGIN SELECT raise(ABORT, 'stuck'); END`);
  await kit.clock.advance(RESTORE_MS + 2 * HOUR);
  expect(ids(kit, { deleted: true })).toEqual([uuid(2)]);
  kit.sql.exec('DROP TRIGGER stuck');
  await kit.clock.advance(HOUR);
  expect(ids(kit, { deleted: true })).toEqual([]);
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

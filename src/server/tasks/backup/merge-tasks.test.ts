import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { STAGES, TASK_STATES, type TaskState } from '#shared/task.ts';

import { aTask, backupOf, HAS_TASK_ID, importBackup, streamOf } from '../../../testing/backup-fixtures.ts';
import { softRain, uuid, startTasks } from '../../../testing/task-fixtures.ts';
import type { BackupTask } from './backup-format.ts';

type Kit = ReturnType<typeof startTasks>;
async function bring(kit: Kit, ...tasks: BackupTask[]) {
  return importBackup(kit.tasks, backupOf({ tasks }));
}

const FURTHEST: TaskState[] = ['cancelled', 'unknown', 'refused', 'rendering', 'failed', 'ready'];
const pairs = FURTHEST.flatMap((here) => FURTHEST.map((file) => ({ here, file })));

describe('of two versions of a task', () => {
  test.each(pairs)(
    '$here here and $file in the file: the one further along is kept',
    async ({ here, file }) => {
      const kit = startTasks();
      await bring(kit, aTask({ state: here }));
      const { preview, answer } = await bring(kit, aTask({ state: file }));
      const winner = FURTHEST[Math.max(FURTHEST.indexOf(here), FURTHEST.indexOf(file))];
      expect(kit.tasks.get(uuid(1)).state).toBe(winner);
      expect(answer.tasks).toEqual(preview.tasks);
      expect(answer.tasks.same).toBe(Number(here === file));
      expect(kit.vendor.sent).toEqual([]);
    },
  );

  test('a later stage is kept, an earlier one is not', async () => {
    const kit = startTasks({ vendor: startTasks().vendor.client });
    await bring(kit, aTask({ state: 'rendering', stage: 'TEXT_SUCCESS' }));
    await bring(kit, aTask({ state: 'rendering', stage: 'PENDING' }));
    expect(kit.tasks.get(uuid(1))).toMatchObject({ stage: STAGES[1] });
    await bring(kit, aTask({ state: 'rendering', stage: 'FIRST_SUCCESS' }));
    expect(kit.tasks.get(uuid(1))).toMatchObject({ stage: STAGES[2] });
  });

  test('words written here stay; what an older file still has does not come back', async () => {
    const kit = startTasks();
    await bring(kit, aTask({ state: 'cancelled', notes: 'old', tags: ['a'], favourite: true }));
    kit.tasks.patch(uuid(1), { notes: 'new', tags: [], favourite: false });
    await bring(kit, aTask({ state: 'cancelled', notes: 'old', tags: ['a'], favourite: true }));
    expect(kit.tasks.get(uuid(1))).toMatchObject({ notes: 'new', tags: [], favourite: false });
    await bring(kit, aTask({ state: 'cancelled', rev: 9, notes: 'newest', title: 'T', tags: ['b'] }));
    expect(kit.tasks.get(uuid(1))).toMatchObject({ notes: 'new', title: 'T', tags: ['b'] });
  });

  test('the one on the wire here is left alone', async () => {
    const kit = startTasks();
    kit.vendor.answerNext(new Promise(() => {}));
    void kit.tasks.submit([{ id: uuid(1), request: softRain }]);
    await kit.settle();
    await bring(kit, aTask({ state: 'ready', rev: 99 }));
    expect(kit.tasks.get(uuid(1)).state).toBe('sending');
  });

  test('what waits here and was sent elsewhere is not sent again', async () => {
    const kit = startTasks({ pace: { count: 1, perMs: 60_000 } });
    void kit.tasks.submit([2, 1].map((n) => ({ id: uuid(n), request: softRain })));
    await kit.settle();
    await bring(kit, aTask({ state: 'ready' }));
    await kit.clock.advance(180_000);
    expect(kit.tasks.get(uuid(1)).state).toBe('ready');
    expect(kit.vendor.sent).toHaveLength(1);
  });
});

test('a task known here under another id by its taskId is not made twice, and its key stays used', async () => {
  const kit = startTasks();
  await bring(kit, aTask({ state: 'ready', id: uuid(7), key: 'k7' }));
  const { answer } = await bring(kit, aTask({ state: 'ready', id: uuid(8), key: 'k8', tags: ['b'], rev: 9 }));
  expect(answer.tasks).toMatchObject({ new: 0 });
  expect(kit.tasks.list({})).toMatchObject({ total: 1, tasks: [{ id: uuid(7), tags: ['b'] }] });
  await expect(kit.tasks.dropIn(softRain, { key: 'k8' })).rejects.toMatchObject({ status: 422 });
  expect(kit.vendor.sent).toEqual([]);
});

test('whatever two backups hold, importing both, in any order and twice, sends nothing and loses no task', async () => {
  const some = fc.array(
    fc.record({
      n: fc.integer({ min: 1, max: 5 }),
      state: fc.constantFrom(...TASK_STATES),
      rev: fc.integer({ min: 1, max: 9 }),
      tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 }),
      notes: fc.constantFrom('', 'x', 'y'),
    }),
    { maxLength: 5 },
  );
  const toTasks = (rows: typeof some extends fc.Arbitrary<infer Rows> ? Rows : never) =>
    [...new Map(rows.map((row) => [row.n, row])).values()].map(({ n, ...fields }) =>
      aTask({
        ...fields,
        id: uuid(n),
        key: uuid(n),
        ...(HAS_TASK_ID.includes(fields.state) && { taskId: `t${n}` }),
      }),
    );
  await fc.assert(
    fc.asyncProperty(some, some, async (first, second) => {
      const kit = startTasks();
      const [a, b] = [toTasks(first), toTasks(second)];
      await bring(kit, ...a);
      await bring(kit, ...b);
      const once = kit.tasks.list({ sort: 'oldest' }).tasks;
      await bring(kit, ...a);
      const { answer } = await bring(kit, ...b);
      expect(kit.tasks.list({ sort: 'oldest' }).tasks).toEqual(once);
      expect(answer.tasks).toMatchObject({ new: 0, conflict: { file: 0 } });
      expect(kit.vendor.sent).toEqual([]);
      expect(once.every(({ state }) => state !== 'held' && state !== 'sending')).toBe(true);
    }),
    { numRuns: 60 },
  );
}, 30_000);

test('an upload that cannot be removed afterwards undoes nothing of what it brought', async () => {
  const kit = startTasks();
  const { id } = await kit.tasks.backup.preview(streamOf(backupOf({ tasks: [aTask({ state: 'ready' })] })));
  const remove = kit.files.remove.bind(kit.files);
  kit.files.remove = (name) =>
    name.startsWith('imports/') ? Promise.reject(new Error('EROFS')) : remove(name);
  expect(await kit.tasks.backup.apply(id, false)).toMatchObject({ tasks: { new: 1 } });
  expect(kit.reports).toHaveLength(1);
  expect(kit.tasks.list({}).total).toBe(1);
});

test('what was sent again elsewhere is known to have been, although the task it became was deleted', async () => {
  const kit = startTasks();
  await bring(kit, aTask({ state: 'cancelled', resentAs: uuid(2) }));
  expect(kit.tasks.get(uuid(1))).toMatchObject({ resentAs: uuid(2) });
  await bring(kit, aTask({ state: 'cancelled', resentAs: null, rev: 9 }));
  expect(kit.tasks.get(uuid(1))).toMatchObject({ resentAs: uuid(2) });
});

test('of two versions the one that knows its taskId is kept, whichever changed more often', async () => {
  const dismissed = aTask({ state: 'dismissed', taskId: 't1' });
  const known = startTasks();
  await bring(known, dismissed);
  await bring(known, aTask({ state: 'unknown', rev: 99 }));
  expect(known.tasks.get(uuid(1))).toMatchObject({ state: 'dismissed', taskId: 't1' });
  const doubtful = startTasks();
  await bring(doubtful, aTask({ state: 'unknown', rev: 99 }));
  await bring(doubtful, dismissed);
  expect(doubtful.tasks.get(uuid(1))).toMatchObject({ state: 'dismissed', taskId: 't1' });
});

test('a task accepted after its backup was made does not come back without its taskId', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.tasks.remove(uuid(1), { forever: true });
  const early = backupOf({ tasks: [aTask({ state: 'cancelled' })] });
  const { answer } = await importBackup(kit.tasks, early, true);
  expect(answer.tasks).toMatchObject({ gone: 1, new: 0 });
  expect(kit.tasks.list({}).total).toBe(0);
});

import { expect, test } from 'vitest';

import { RESTORE_MS } from '#shared/limits.ts';
import { becauseOf } from '#shared/messages/not-kept.ts';

import { aTask, aTombstone, backupOf, importBackup } from '../../../testing/backup-fixtures.ts';
import { softRain, startTasks, uuid } from '../../../testing/task-fixtures.ts';
import type { BackupTake } from './backup-format.ts';

test('ids are read in any case: a task is not there twice because of it (A-L1)', async () => {
  const id = 'ABCDEF00-0000-4000-8000-00000000000A';
  const kit = startTasks();
  const tasks = [
    aTask({ state: 'cancelled', id }),
    aTask({ state: 'cancelled', id: id.toLowerCase(), key: 'k' }),
  ];
  const { answer } = await importBackup(kit.tasks, backupOf({ tasks }));
  expect(answer).toMatchObject({ tasks: { new: 1 }, badRows: { shown: [{ field: 'tasks.1.id' }] } });
  expect(kit.tasks.list({}).tasks).toMatchObject([{ id: id.toLowerCase() }]);
});

test('a key that a deleted task has used stays with its tombstone, whoever comes back (M15)', async () => {
  const kit = startTasks();
  await importBackup(kit.tasks, backupOf({ tombstones: [aTombstone(1, 'k'), aTombstone(2, 'l')] }));
  const back = aTask({ state: 'cancelled', id: uuid(1), key: 'l' });
  await importBackup(kit.tasks, backupOf({ tasks: [back] }), true);
  kit.tasks.remove(uuid(1));
  await kit.clock.advance(RESTORE_MS + 60_000);
  await kit.settle();
  expect(() => kit.tasks.get(uuid(1))).toThrow(/deleted/);
  expect(kit.tasks.list({ deleted: true }).total).toBe(0);
  expect(kit.reports).toEqual([]);
});

test('files of an import that was interrupted are gone after the start, those of tasks stay (A-L4)', async () => {
  const kit = startTasks();
  const take = {
    n: 1,
    audioId: 'a',
    title: '',
    durationS: 3,
    url: null,
    streamUrl: null,
    expiresAt: null,
    file: null,
  };
  await importBackup(kit.tasks, backupOf({ tasks: [aTask({ state: 'ready', takes: [take] })] }));
  kit.sql
    .prepare('UPDATE tasks SET takes = replace(takes, \'"file":null\', ?)')
    .run(`"file":"takes/${uuid(1)}/1.mp3"`);
  const [taken, orphan] = [`takes/${uuid(1)}/1.mp3`, `takes/${uuid(5)}/1.mp3`];
  for (const name of [taken, orphan, 'imports/upload']) await kit.files.write(name, new Uint8Array(9));
  await kit.files.write('imports/files', new TextEncoder().encode(`${taken}\n${orphan}\n../secret\n`));
  const again = kit.restart();
  await again.settle();
  await expect.poll(() => [...again.files.stored.keys()]).toEqual([taken]);
});

test('a backup of the first version has the vendor’s address in each task: it becomes that connection', async () => {
  const kit = startTasks();
  const upstream = 'https://api.kie.ai';
  const asThen = (row: object) => ({ ...row, connection: undefined, upstream });
  const file = {
    ...backupOf({}),
    version: 1,
    tasks: [
      asThen(aTask({ state: 'rendering' })),
      asThen(aTask({ state: 'held', id: uuid(2), key: uuid(2) })),
      { ...asThen(aTask({ state: 'cancelled', id: uuid(3), key: uuid(3) })), upstream: 'sandbox' },
    ],
    tombstones: [asThen(aTombstone(4, 'k'))],
  };
  const { preview, answer } = await importBackup(kit.tasks, file);
  expect(preview).toMatchObject({ badRows: { count: 0 } });
  expect(answer).toMatchObject({ tasks: { new: 3 }, badRows: { count: 0 } });
  const kie = { id: 'env-api.kie.ai', name: 'kie.ai' };
  expect(kit.tasks.get(uuid(1))).toMatchObject({ state: 'rendering', connection: kie });
  // A backup never sends.
  expect(kit.tasks.get(uuid(2))).toMatchObject({ state: 'cancelled', connection: kie });
  expect(kit.tasks.get(uuid(3))).toMatchObject({ connection: { id: 'sandbox' } });
  const [stone] = kit.sql.prepare('SELECT connection FROM tombstones').all();
  expect(stone).toEqual({ connection: kie.id });
  expect(kit.vendor.sent).toEqual([]);
});

const linkless: BackupTake = {
  n: 1,
  audioId: 't1-1',
  title: '',
  durationS: 3,
  url: null,
  streamUrl: null,
  expiresAt: null,
  file: null,
};
const withTake = (change: Partial<BackupTake>, connection: string) =>
  backupOf({ tasks: [aTask({ state: 'ready', connection, takes: [{ ...linkless, ...change }] })] });
const silent = { code: 'server-error', message: 'no answer', charged: 'no' } as const;
const link = 'https://vendor.test/t1-1.mp3';
type Kit = ReturnType<typeof startTasks>;
const takeOf = ({ tasks }: Kit) => {
  const task = tasks.get(uuid(1));
  return 'takes' in task ? task.takes[0] : undefined;
};
const isOver = (kit: Kit) => {
  const { kept, expiresAt } = takeOf(kit) ?? {};
  return kept === false && Date.parse(expiresAt ?? '') <= kit.clock.now();
};

test.each<[string, Partial<BackupTake>, boolean]>([
  ['without audio and without a link is at its end', {}, true],
  ['whose link is over is at its end', { url: link, expiresAt: 1 }, true],
  ['with a link may be fetched once its vendor is back', { url: link }, false],
  ['with the link of a stream may still be heard', { streamUrl: link }, false],
])('of a vendor that is not here, a restored take %s', async (_, change, over) => {
  const kit = startTasks();
  await importBackup(kit.tasks, withTake(change, 'elsewhere'));
  await kit.clock.advance(3_600_000);
  expect(isOver(kit)).toBe(over);
});

test('a restored take without a link is fetched by the link that its vendor’s record has', async () => {
  const kit = startTasks();
  kit.vendor.finish('t1', softRain);
  await importBackup(kit.tasks, withTake({}, kit.vendor.client.id));
  expect(isOver(kit)).toBe(false);
  await kit.clock.advance(5000);
  expect(takeOf(kit)).toMatchObject({ kept: true, expiresAt: null });
});

test('a restored take that its vendor has no link to either is at its end, once the vendor said so', async () => {
  const kit = startTasks();
  kit.vendor.setRecord('t1', { kind: 'unanswered', problem: silent });
  await importBackup(kit.tasks, withTake({}, kit.vendor.client.id));
  await kit.clock.advance(1000);
  expect(isOver(kit)).toBe(false);
  kit.vendor.setRecord('t1', { kind: 'not-found', problem: { ...silent, code: 'not-found' } });
  await kit.clock.advance(10_000);
  expect(isOver(kit)).toBe(true);
});

test('a restored take of a task that still renders has not ended, and a link that comes is no missing one', async () => {
  const kit = startTasks();
  kit.vendor.setRecord('t1', { kind: 'unanswered', problem: silent });
  const backup = backupOf({
    tasks: [aTask({ state: 'rendering', connection: kit.vendor.client.id, takes: [linkless] })],
  });
  await importBackup(kit.tasks, backup);
  kit.vendor.setRecord('t1', kit.vendor.found('t1', softRain, { kind: 'rendering', stage: 'PENDING' }, []));
  await kit.clock.advance(10_000);
  expect(isOver(kit)).toBe(false);
  kit.vendor.finish('t1', softRain);
  await kit.clock.advance(60_000);
  expect(takeOf(kit)).toMatchObject({ kept: true, expiresAt: null });
  expect(takeOf(kit)?.keepReason).toBeUndefined();
});

test('that there is no link is told by code also of what an earlier release restored', async () => {
  const kit = startTasks();
  await importBackup(kit.tasks, withTake({}, 'elsewhere'));
  const [row] = kit.sql.prepare('SELECT takes FROM tasks').all() as { takes: string }[];
  const [take] = JSON.parse(row?.takes ?? '') as Record<string, unknown>[];
  for (const keepProblem of [null, 'The backup came without this take’s audio.']) {
    const earlier = { ...take, keepProblem, keepReason: undefined };
    kit.sql.prepare('UPDATE tasks SET takes = ?').run(JSON.stringify([earlier]));
    expect(takeOf(kit.restart())?.keepReason).toEqual(becauseOf('noLink'));
  }
});

test('what an earlier release wrote of a take that it could not keep is still told', async () => {
  const kit = startTasks();
  await importBackup(kit.tasks, withTake({}, 'elsewhere'));
  const keepProblem = 'The file came only in part.';
  const [row] = kit.sql.prepare('SELECT takes FROM tasks').all() as { takes: string }[];
  const [take] = JSON.parse(row?.takes ?? '') as Record<string, unknown>[];
  const earlier = { ...take, keepProblem, keepReason: undefined };
  kit.sql.prepare('UPDATE tasks SET takes = ?').run(JSON.stringify([earlier]));
  expect(takeOf(kit.restart())).toMatchObject({ keepProblem });
});

import { expect, test } from 'vitest';

import { startTasks, uuid, type TasksKit } from '../../testing/task-fixtures.ts';

/** Damages a task as a bad sector or a hand does, past every check. */
function damage(kit: TasksKit, n: number, set: string): void {
  kit.sql.exec('PRAGMA ignore_check_constraints = ON');
  kit.sql.exec(`UPDATE tasks SET ${set} WHERE id = '${uuid(n)}'`);
}

async function startWithThree() {
  const kit = startTasks();
  for (const n of [1, 2, 3]) await kit.submit(n);
  return kit;
}

test.each([
  "takes = '{'",
  "takes = '[{}]'",
  "request = '{'",
  'request = \'{"prompt":7}\'',
  "tags = 'x'",
  "heard = '['",
  "problem = '{'",
  "state = 'lost'",
  "state = 'failed'",
  "stage = 'x'",
  'rev = 9007199254740992',
  'event = 9223372036854775807',
  'updated_at = 9223372036854775807',
  'created_at = -1',
  'created_at = 9223372036854775807',
])('one row with %s hides no other and is reported, also after a restart (A-H3)', async (set) => {
  const kit = await startWithThree();
  damage(kit, 2, set);
  for (const { tasks, sql, reports } of [kit, kit.restart()]) {
    const listed = tasks.list({}).tasks.map(({ id }) => id);
    expect(listed.toSorted()).toEqual([uuid(1), uuid(2), uuid(3)]);
    expect(tasks.get(uuid(2))).toMatchObject({ id: uuid(2) });
    expect(tasks.list({ q: 'rain', sort: 'updated' }).tasks.length).toBeGreaterThanOrEqual(2);
    expect(JSON.parse([...tasks.backup.text({})].join(''))).toMatchObject({ tasks: { length: 3 } });
    expect([...tasks.walk({})]).toHaveLength(3);
    expect(tasks.facets().total).toBe(3);
    expect(String(reports[0])).toContain(uuid(2));
    expect(sql.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  }
});

test('what can be read of a damaged task stays, its taskId above all', async () => {
  const kit = await startWithThree();
  damage(kit, 2, "request = '{', takes = '{', stage = NULL");
  expect(kit.tasks.get(uuid(2))).toMatchObject({
    state: 'rendering',
    taskId: 't2',
    request: { prompt: null },
  });
});

test('a damaged task can be changed and deleted', async () => {
  const kit = await startWithThree();
  damage(kit, 2, "request = '{', takes = '{', tags = '{'");
  expect(kit.tasks.patch(uuid(2), { title: 'rescued' })).toMatchObject({ title: 'rescued' });
  kit.tasks.remove(uuid(2), { forever: true });
  expect(kit.tasks.list({}).total).toBe(2);
});

test('a damaged task that waits is never sent, and holds no other up', async () => {
  const kit = startTasks({ pace: { count: 1, perMs: 10_000 } });
  for (const n of [1, 2, 3]) await kit.submit(n);
  damage(kit, 2, "request = '{'");
  await kit.clock.advance(60_000);
  expect(kit.tasks.get(uuid(3)).state).toBe('rendering');
  expect(kit.vendor.sent).toHaveLength(2);
});

test('a revision at its end grows no further', async () => {
  const kit = await startWithThree();
  damage(kit, 1, `rev = ${2 ** 40}`);
  expect(kit.tasks.patch(uuid(1), { title: 'x' }).rev).toBe(2 ** 40);
});

import { expect, test } from 'vitest';

import { softRain, uuid, startTasks } from '../../testing/task-fixtures.ts';

type Kit = ReturnType<typeof startTasks>;
const found = ({ tasks }: Kit, query: Parameters<Kit['tasks']['list']>[0]) =>
  tasks.list(query).tasks.map(({ id }) => id);
const indexed = ({ sql }: Kit) => sql.prepare('SELECT seq FROM task_text').all();

async function startWithRain() {
  const kit = startTasks();
  void kit.tasks.submit([{ id: uuid(1), request: softRain }]);
  await kit.settle();
  return kit;
}

test('what was just sent is found at once, by long words and short ones', async () => {
  const kit = await startWithRain();
  expect(indexed(kit)).toEqual([]);
  expect(found(kit, { q: 'rain' })).toEqual([uuid(1)]);
  expect(found(kit, { q: 'so' })).toEqual([uuid(1)]);
});

test('nobody need ask: soon after a change it is indexed', async () => {
  const kit = await startWithRain();
  await kit.clock.advance(1000);
  expect(indexed(kit)).toHaveLength(1);
});

test('a stop before that loses nothing', async () => {
  const kit = (await startWithRain()).restart();
  expect(indexed(kit)).toEqual([]);
  expect(found(kit, { q: 'rain' })).toEqual([uuid(1)]);
});

test('words and tags go with what is changed, deleted, restored and purged', async () => {
  const kit = await startWithRain();
  const { tasks } = kit;
  tasks.patch(uuid(1), { notes: 'for scene four', tags: ['attic', 'v2'] });
  expect(found(kit, { q: 'scene' })).toEqual([uuid(1)]);
  expect(found(kit, { tag: ['attic'] })).toEqual([uuid(1)]);
  tasks.patch(uuid(1), { notes: '', tags: ['v2'] });
  expect(found(kit, { q: 'scene' })).toEqual([]);
  expect(tasks.facets().tags).toEqual([{ tag: 'v2', count: 1 }]);
  tasks.remove(uuid(1));
  expect(found(kit, { q: 'rain' })).toEqual([]);
  expect(tasks.facets().tags).toEqual([]);
  tasks.restore(uuid(1));
  expect(found(kit, { q: 'rain', tag: ['v2'] })).toEqual([uuid(1)]);
  tasks.remove(uuid(1), { forever: true });
  expect(indexed(kit)).toEqual([]);
  expect(found(kit, { q: 'rain' })).toEqual([]);
});

test('thousands that came at once are all found', async () => {
  const kit = startTasks({ pace: { count: 1, perMs: 3_600_000 } });
  for (let from = 1; from < 1000; from += 500) {
    void kit.tasks.submit(
      Array.from({ length: 500 }, (_, i) => ({
        id: uuid(from + i),
        request: { ...softRain, prompt: `rain ${from + i}` },
      })),
    );
    await kit.settle();
  }
  expect(kit.tasks.list({ q: 'rain' }).total).toBe(1000);
  expect(found(kit, { q: 'rain 777' })).toEqual([uuid(777)]);
});

test('what was counted while the index could not be written is counted anew', async () => {
  const kit = startTasks({ pace: { count: 1, perMs: 3_600_000 } });
  const send = async (from: number) => {
    void kit.tasks.submit(
      Array.from({ length: 80 }, (_, i) => ({
        id: uuid(from + i),
        request: { ...softRain, prompt: `rain ${from + i}` },
      })),
    );
    await kit.settle();
  };
  const total = () => kit.tasks.list({ q: 'rain', limit: 10 }).total;
  await send(1);
  expect(total()).toBe(80);
  await send(101);
  kit.sql.exec('PRAGMA query_only = ON');
  expect(total()).toBe(80);
  kit.sql.exec('PRAGMA query_only = OFF');
  expect(total()).toBe(160);
});

test('a tempo, a key in any spelling, and a loop are found by what was asked for', async () => {
  const kit = startTasks();
  const asked = [
    { ...softRain, prompt: 'one', soundTempo: 174, soundKey: 'F#m' as const, soundLoop: true },
    { ...softRain, prompt: 'two 174', soundTempo: 90, soundKey: 'D#m' as const, soundLoop: false },
    { ...softRain, prompt: 'three', soundKey: 'Am' as const, soundLoop: false },
  ];
  void kit.tasks.submit(asked.map((request, index) => ({ id: uuid(index + 1), request })));
  await kit.settle();
  const ids = (q: string) => found(kit, { q, sort: 'oldest' });
  expect(ids('174')).toEqual([uuid(1), uuid(2)]);
  for (const spelt of ['F#m', 'f♯m', 'Gbm', '11A']) expect(ids(spelt)).toEqual([uuid(1)]);
  expect(ids('Ebm')).toEqual([uuid(2)]);
  expect(ids('Ebm 174')).toEqual([uuid(2)]);
  expect(ids('loop')).toEqual([uuid(1)]);
  expect(ids('loop F#m 174')).toEqual([uuid(1)]);
  expect(ids('loop three')).toEqual([]);
  kit.tasks.remove(uuid(1));
  expect(found(kit, { q: 'F#m', deleted: true })).toEqual([uuid(1)]);
});

test('what only looks like a tempo or a key is found by its letters too', async () => {
  const kit = startTasks();
  const asked = [
    { ...softRain, prompt: 'bpm counter', soundTempo: 90, soundKey: 'F#m' as const, soundLoop: true },
    { ...softRain, prompt: 'tape marked 90 bpm', soundTempo: 120, soundKey: 'D#m' as const },
    {
      ...softRain,
      prompt: 'an etude in F# minor',
      soundTempo: 128,
      soundKey: 'Am' as const,
      soundLoop: true,
    },
    { ...softRain, prompt: 'e flat tyre', soundTempo: 61, soundKey: 'Cm' as const, soundLoop: false },
  ];
  void kit.tasks.submit(asked.map((request, index) => ({ id: uuid(index + 1), request })));
  await kit.settle();
  const ids = (q: string) => found(kit, { q, sort: 'oldest' });
  expect(ids('bpm')).toEqual([uuid(1), uuid(2)]);
  for (const q of ['90 bpm', '90 BPM,', 'bpm 90']) expect(ids(q)).toEqual([uuid(1), uuid(2)]);
  expect(ids('90 bpm counter')).toEqual([uuid(1)]);
  for (const q of ['F# minor', 'in F# minor']) expect(ids(q)).toEqual([uuid(1), uuid(3)]);
  expect(ids('e flat minor')).toEqual([uuid(2)]);
  expect(ids('e flat')).toEqual([uuid(4)]);
  expect(ids('in Cm')).toEqual([uuid(4)]);
  expect(ids('128 loop')).toEqual([uuid(3)]);
  expect(ids('one-shot')).toEqual([uuid(4)]);
  for (const n of [1, 2]) kit.tasks.remove(uuid(n));
  expect(found(kit, { q: '90 bpm', deleted: true, sort: 'oldest' })).toEqual([uuid(1), uuid(2)]);
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

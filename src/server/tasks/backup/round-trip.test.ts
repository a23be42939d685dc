import { DatabaseSync } from 'node:sqlite';

import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { toUuid } from '#shared/ids.ts';
import { SOUND_KEYS } from '#shared/key/key-facts.ts';
import { PROBLEM_CODES } from '#shared/problem.ts';
import { STAGES, TASK_STATES, type TaskState } from '#shared/task.ts';

import { createManualClock } from '../../../testing/manual-clock.ts';
import { createScriptedVendor } from '../../../testing/scripted-vendor.ts';
import { memoryFiles, startTasks, type TasksKit } from '../../../testing/task-fixtures.ts';
import type { NewTask } from '../../db/task-repository.ts';
import type { StoredTake } from '../../db/task-row.ts';
import { nodeSql } from '../../platform/node/node-sqlite.ts';
import { readMigrations } from '../../platform/node/read-migrations.ts';
import { migrate } from '../../platform/sql.ts';
import { createRepositories } from '../repositories.ts';

// Stores as the vendors of this world and the versions before this one have filled them.
const text = (maxLength: number) => fc.string({ unit: 'binary', maxLength });
const words = fc.array(fc.oneof(text(20), fc.constant('blah '.repeat(80))), { maxLength: 4 });
const uuid = fc.uuid().map((id) => toUuid(id) ?? id);
const moment = fc.integer({ min: 0, max: 8_640_000_000_000_000 });
const taskId = fc.oneof(
  fc.uuid(),
  fc.constantFrom('c3VubzoxMjM0NTY=/v2+x', '1985432109876543211', 'a~b', 'ä', '𞤢𞤣'),
  fc.stringMatching(/^[\w+/=~:.-]{1,256}$/),
);
const url = fc.webUrl({ withQueryParameters: true });

const id = fc.stringMatching(/^[\w-]{1,36}$/);
const on = fc.boolean();
const cut = fc.nat({ max: 1e8 });
const edit = fc.oneof(
  fc.record({ id, on, kind: fc.constant('trim' as const), to: fc.constantFrom('silence', 'best-hit') }),
  fc.record({ id, on, kind: fc.constant('cut' as const), start: cut, end: cut }),
  fc.record({
    id,
    on,
    kind: fc.constant('stretch' as const),
    from: fc.double({ noNaN: true, min: 1, max: 1200 }),
    to: fc.double({ noNaN: true, min: 1, max: 1200 }),
    beats: fc.option(fc.integer({ min: 1, max: 64 })),
    loop: fc.boolean(),
  }),
  fc.record({
    id,
    on,
    kind: fc.constant('slice' as const),
    by: fc.constantFrom('hits', 'beats', 'hand'),
    sensitivity: fc.double({ noNaN: true, min: 0, max: 1 }),
    cuts: fc.array(cut, { maxLength: 9 }),
    dropped: fc.array(fc.nat({ max: 9 }), { maxLength: 3 }),
    ends: fc.constantFrom('silence', 'next'),
    fadeS: fc.constant(0.002),
    level: fc.constantFrom('as-is', 'each', 'together'),
  }),
);

const take = fc.record(
  {
    audioId: fc.oneof(text(20), fc.constant('a'.repeat(240))),
    title: text(300),
    durationS: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 })),
    url: fc.option(url),
    streamUrl: fc.option(url),
    expiresAt: fc.option(moment),
    isKept: fc.boolean(),
    verdict: fc.constantFrom('keep', 'reject', null),
    edits: fc.uniqueArray(edit, { maxLength: 4, selector: (one) => one.id }),
  },
  { requiredKeys: ['audioId', 'title', 'durationS', 'url', 'streamUrl', 'expiresAt', 'isKept'] },
);

const fields = fc.record({
  id: uuid,
  state: fc.constantFrom(...TASK_STATES),
  rev: fc.integer({ min: 1, max: 2 ** 31 }),
  connection: fc.constantFrom('sandbox', 'https://vendor.example', 'https://other.example/base'),
  source: fc.constantFrom('page', 'keyed', 'keyless', 'tracked'),
  key: fc.option(fc.stringMatching(/^[!-~]{1,255}$/)),
  bodyHash: fc.stringMatching(/^[\da-f]{64}$/),
  taskId,
  offeredTaskId: fc.option(taskId),
  createdAt: moment,
  updatedAt: moment,
  sentAt: moment,
  bytes: fc.nat(),
  creditsBefore: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
  creditsAfter: fc.option(fc.integer()),
  request: fc.record({
    prompt: fc.option(fc.oneof(text(60), fc.constant('verse '.repeat(150)))),
    model: fc.option(fc.oneof(fc.constant('V5'), text(200))),
    soundLoop: fc.option(fc.boolean()),
    soundTempo: fc.option(fc.integer({ min: 1, max: 300 })),
    soundKey: fc.option(fc.constantFrom(...SOUND_KEYS)),
    grabLyrics: fc.option(fc.boolean()),
  }),
  stage: fc.constantFrom(...STAGES),
  problem: fc.record({
    code: fc.constantFrom(...PROBLEM_CODES),
    message: text(100),
    vendorCode: fc.integer(),
    vendorMessage: fc.constantFrom('', 'no '.repeat(2000)),
    charged: fc.constantFrom('no', 'unsure', 'yes'),
  }),
  heard: words,
  notUnderstood: words,
  takes: fc.oneof(
    { weight: 9, arbitrary: fc.uniqueArray(take, { maxLength: 3, selector: ({ audioId }) => audioId }) },
    {
      weight: 1,
      arbitrary: take.map((one) => Array.from({ length: 130 }, (_, i) => ({ ...one, audioId: `${i}` }))),
    },
  ),
  resentFrom: fc.option(uuid),
  resentAs: fc.option(uuid),
  tracked: fc.boolean(),
  title: text(100),
  notes: text(100),
  tags: fc.uniqueArray(fc.constantFrom('rain', 'Tür', '雨'), { maxLength: 3 }),
  favourite: fc.boolean(),
  batch: fc.option(fc.constantFrom('storms', 'calm')),
  endedAt: fc.option(moment),
  deletedAt: fc.option(moment, { freq: 9 }),
});
type Fields = typeof fields extends fc.Arbitrary<infer Value> ? Value : never;

const store = fc
  .record({
    tasks: fc.uniqueArray(fields, {
      maxLength: 6,
      comparator: (a, b) => a.id === b.id || a.taskId === b.taskId || (a.key !== null && a.key === b.key),
    }),
    purged: fc.uniqueArray(fc.record({ id: uuid, key: fc.option(uuid), taskId: fc.option(taskId) }), {
      maxLength: 3,
      comparator: (a, b) => a.id === b.id || (a.key !== null && a.key === b.key),
    }),
  })
  .filter(
    ({ tasks, purged }) =>
      !purged.some(({ id, taskId }) => tasks.some((task) => task.id === id || task.taskId === taskId)),
  );
type Store = typeof store extends fc.Arbitrary<infer Value> ? Value : never;

const BATCHES = {
  storms: '00000000-0000-4000-8000-00000000000a',
  calm: '00000000-0000-4000-8000-00000000000b',
};
const SOUND = new TextEncoder().encode('ID3 some sound');
const HAS_TASK_ID: TaskState[] = ['rendering', 'ready', 'failed'];
const HAS_PROBLEM: TaskState[] = ['refused', 'unknown', 'dismissed', 'failed'];

async function toRow({ takes, ...task }: Fields, files: ReturnType<typeof memoryFiles>): Promise<NewTask> {
  const stored: StoredTake[] = takes.map(({ isKept, ...one }, i) => ({
    ...one,
    n: i + 1,
    file: isKept ? `takes/${task.id}/${i + 1}.mp3` : null,
    contentType: isKept ? 'audio/mpeg' : null,
    size: isKept ? SOUND.length : null,
    keepProblem: null,
    tries: 0,
    nextTryAt: null,
  }));
  for (const { file } of stored) if (file !== null) await files.write(file, SOUND);
  return {
    ...task,
    takes: stored,
    batch: task.batch === null ? null : BATCHES[task.batch],
    taskId: HAS_TASK_ID.includes(task.state) ? task.taskId : null,
    problem: HAS_PROBLEM.includes(task.state) ? task.problem : null,
    stage: task.state === 'rendering' ? task.stage : null,
  };
}

/** The app on a store that holds just this. */
async function startWith({ tasks, purged }: Store): Promise<TasksKit> {
  const sql = new DatabaseSync(':memory:');
  const clock = createManualClock();
  const files = memoryFiles();
  migrate(nodeSql(sql), readMigrations());
  const { repository, tombstones } = createRepositories({ sql: nodeSql(sql), clock });
  for (const [name, id] of Object.entries(BATCHES))
    sql.prepare('INSERT INTO batches (id, name, created_at) VALUES (?, ?, ?)').run(id, name, 1000);
  for (const task of tasks) repository.insert(await toRow(task, files));
  for (const one of purged)
    tombstones.add({ ...one, bodyHash: 'hash', connection: 'sandbox', problem: null });
  return startTasks({ kept: { sql, clock, files, vendor: createScriptedVendor({ clock }) } });
}

const exported = (kit: TasksKit): string => [...kit.tasks.backup.text({})].join('');
const withoutDate = (text: string): string => text.replace(/"exportedAt":"[^"]*"/, '');
const tasksIn = (text: string) =>
  (JSON.parse(text) as { tasks: { id: string; taskId: string | null }[] }).tasks;

async function bring(kit: TasksKit, body: ReadableStream<Uint8Array>) {
  const preview = await kit.tasks.backup.preview(body);
  const answer = await kit.tasks.backup.apply(preview.id, false);
  expect([preview.badRows.count, answer.badRows.count]).toEqual([0, 0]);
  return answer;
}
const jsonOf = (kit: TasksKit) => new Blob([exported(kit)]).stream();
const zipOf = (kit: TasksKit) => kit.tasks.backup.zip({}, jsonOf(kit));

test('whatever a store holds comes back in an empty one, the same to the byte, audio included', async () => {
  await fc.assert(
    fc.asyncProperty(store, async (held) => {
      const old = await startWith(held);
      const [viaJson, viaZip] = [startTasks(), startTasks()];
      await bring(viaJson, jsonOf(old));
      await bring(viaZip, zipOf(old));
      expect(withoutDate(exported(viaZip))).toBe(withoutDate(exported(old)));
      const withoutFiles = (text: string) => withoutDate(text).replaceAll(/"file":"[^"]*"/g, '"file":null');
      expect(exported(viaJson).replace(/"exportedAt":"[^"]*"/, '')).toBe(withoutFiles(exported(old)));
      const kept = tasksIn(exported(old)).flatMap(
        (task) => held.tasks.find(({ id }) => id === task.id)?.takes ?? [],
      );
      expect([...viaZip.files.stored.values()]).toEqual(kept.filter(({ isKept }) => isKept).map(() => SOUND));
      expect(viaZip.tasks.list({ limit: 200 }).tasks.map(({ id }) => id)).toEqual(
        old.tasks.list({ limit: 200 }).tasks.map(({ id }) => id),
      );
    }),
    { numRuns: 40, endOnFailure: true },
  );
}, 120_000);

test('a store that takes its own backup changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(store, async (held) => {
      const kit = await startWith(held);
      const before = exported(kit);
      const { tasks, audio } = await bring(kit, zipOf(kit));
      expect(tasks).toMatchObject({ new: 0, conflict: { file: 0 }, gone: 0 });
      expect(audio.files).toBe(0);
      expect(withoutDate(exported(kit))).toBe(withoutDate(before));
    }),
    { numRuns: 40, endOnFailure: true },
  );
}, 120_000);

test('a store that has gone another way loses no taskId, and takes the same backup only once', async () => {
  const twoWays = fc.tuple(store, store).map(([first, second]) => {
    // Half of the second is what became of the first's tasks.
    const later = first.tasks.map((task, i) => ({ ...task, ...second.tasks[i], id: task.id, key: task.key }));
    const ids = new Set(later.map(({ id }) => id));
    const taskIds = new Set(later.map(({ taskId }) => taskId));
    const purged = second.purged.filter(({ id }) => !ids.has(id));
    return [first, { tasks: taskIds.size === later.length ? later : first.tasks, purged }] as const;
  });
  await fc.assert(
    fc.asyncProperty(twoWays, async ([first, second]) => {
      const [old, kit] = [await startWith(first), await startWith(second)];
      const taskIds = () => {
        const known = ['tasks', 'tombstones'].flatMap((table) =>
          kit.sql.prepare(`SELECT task_id FROM ${table}`).all(),
        );
        return new Set(known.map((row) => row['task_id']).filter((id) => id !== null));
      };
      const [mine, theirs] = [taskIds(), tasksIn(exported(old))];
      await bring(kit, zipOf(old));
      const after = taskIds();
      for (const id of mine) expect(after).toContain(id);
      const gone = new Set(second.purged.map(({ id }) => id));
      const shared = new Set(second.tasks.map(({ id }) => id));
      for (const { taskId } of theirs.filter(
        ({ id, taskId }) => taskId !== null && !gone.has(id) && !shared.has(id),
      ))
        expect(after).toContain(taskId);
      const once = exported(kit);
      const { tasks } = await bring(kit, zipOf(old));
      expect(tasks).toMatchObject({ new: 0, conflict: { file: 0 } });
      expect(withoutDate(exported(kit))).toBe(withoutDate(once));
      expect(kit.vendor.sent).toEqual([]);
    }),
    { numRuns: 40, endOnFailure: true },
  );
}, 120_000);

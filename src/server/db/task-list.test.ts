import { DatabaseSync } from 'node:sqlite';

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { SOUND_KEYS } from '#shared/key/key-facts.ts';
import { SORTS, type Sort, type TaskFilter } from '#shared/task-filter.ts';
import { TASK_STATES } from '#shared/task.ts';

import { createManualClock } from '../../testing/manual-clock.ts';
import { uuid } from '../../testing/task-fixtures.ts';
import { nodeSql } from '../platform/node/node-sqlite.ts';
import { readMigrations } from '../platform/node/read-migrations.ts';
import { migrate } from '../platform/sql.ts';
import { createRepositories } from '../tasks/repositories.ts';
import { conditionOf, orderOf } from './filter-sql.ts';
import { createSearchIndex } from './search-index.ts';
import { createTaskList } from './task-list.ts';
import type { NewTask } from './task-repository.ts';
import { type StoredTake, type TaskRow } from './task-row.ts';

const migrations = readMigrations();
const TAGS = ['rain', 'pad', 'client a', 'über', '100%_'];
const WORDS = ['Soft', 'rain', 'on', 'a', 'tin', 'roof', 'RAIN"', '50%', 'a_b', 'pad'];
const UPSTREAMS = ['sandbox', 'https://api.example'];
const KEYS = SOUND_KEYS.slice(0, 6);

const aTake = (n: number, kept: boolean): StoredTake => ({
  n,
  audioId: `a${n}`,
  title: 'a title with "file":null in it',
  durationS: null,
  url: null,
  streamUrl: null,
  expiresAt: null,
  file: kept ? `takes/x/${n}.mp3` : null,
  contentType: null,
  size: null,
  keepProblem: null,
  tries: 0,
  nextTryAt: null,
});

const words = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }).map((all) => all.join(' '));
const anEntry = fc.record({
  state: fc.constantFrom(...TASK_STATES),
  createdAt: fc.integer({ min: 1, max: 20 }),
  updatedAt: fc.integer({ min: 1, max: 20 }),
  prompt: words,
  title: fc.oneof(fc.constant(''), words),
  notes: fc.oneof(fc.constant(''), words),
  tags: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 3 }),
  soundKey: fc.option(fc.constantFrom(...KEYS)),
  soundTempo: fc.option(fc.constantFrom<number>(60, 90, 120, 174)),
  soundLoop: fc.option(fc.boolean()),
  grabLyrics: fc.boolean(),
  kept: fc.array(fc.boolean(), { maxLength: 2 }),
  favourite: fc.boolean(),
  connection: fc.constantFrom(...UPSTREAMS),
  batch: fc.option(fc.constantFrom(uuid(901), uuid(902))),
  isDeleted: fc.boolean(),
});
type Fields = typeof anEntry extends fc.Arbitrary<infer Value> ? Value : never;

const everyFilter = fc.record({
  q: fc.constantFrom(
    'rain',
    'RAIN',
    'so',
    'a',
    'tin roof',
    'pad rain',
    'client a',
    '"',
    '%',
    'a_b',
    '_',
    'zzz',
    ' ',
  ),
  state: fc.uniqueArray(fc.constantFrom(...TASK_STATES), { minLength: 1, maxLength: 4 }),
  key: fc.uniqueArray(fc.constantFrom(...KEYS), { minLength: 1, maxLength: 3 }),
  bpmMin: fc.constantFrom(61, 90),
  bpmMax: fc.constantFrom(90, 173),
  loop: fc.boolean(),
  lyrics: fc.boolean(),
  kept: fc.boolean(),
  favourite: fc.boolean(),
  deleted: fc.boolean(),
  tag: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 2 }),
  from: fc.integer({ min: 1, max: 20 }),
  to: fc.integer({ min: 1, max: 20 }),
  connection: fc.constantFrom(...UPSTREAMS),
  batch: fc.constantFrom(uuid(901), uuid(903)),
  ids: fc.uniqueArray(fc.integer({ min: 0, max: 12 }).map(uuid), { minLength: 1 }),
});
const NAMES = [
  ...(['q', 'state', 'key', 'bpmMin', 'bpmMax', 'loop', 'lyrics', 'kept', 'favourite'] as const),
  ...(['deleted', 'tag', 'from', 'to', 'connection', 'batch', 'ids'] as const),
];
/** Up to three at once: with all of them hardly a task would be left. */
const aFilter: fc.Arbitrary<TaskFilter> = fc
  .tuple(everyFilter, fc.subarray(NAMES, { maxLength: 3 }), fc.constantFrom(...SORTS))
  .map(([all, names, sort]) => ({ sort, ...Object.fromEntries(names.map((name) => [name, all[name]])) }));

const toRow = (fields: Fields, n: number): NewTask => ({
  id: uuid(n),
  source: 'page',
  bodyHash: '',
  state: fields.state,
  connection: fields.connection,
  taskId: `task${n}`,
  createdAt: fields.createdAt,
  updatedAt: fields.updatedAt,
  request: {
    prompt: fields.prompt,
    model: 'V5',
    soundLoop: fields.soundLoop,
    soundTempo: fields.soundTempo,
    soundKey: fields.soundKey,
    grabLyrics: fields.grabLyrics,
  },
  stage: 'PENDING',
  problem: { code: 'moderated', message: '', charged: 'no' },
  sentAt: 1,
  takes: fields.kept.map((kept, i) => aTake(i + 1, kept)),
  title: fields.title,
  notes: fields.notes,
  tags: fields.tags,
  favourite: fields.favourite,
  batch: fields.batch,
  deletedAt: fields.isDeleted ? 1 : null,
});

function open(database = new DatabaseSync(':memory:')) {
  const sql = nodeSql(database);
  migrate(sql, migrations);
  const { repository, transactions } = createRepositories({ sql, clock: createManualClock() });
  const searchIndex = createSearchIndex(sql, transactions);
  return { sql: database, repository, list: createTaskList(sql, repository, searchIndex) };
}

/** The filter as a person would check it by hand, task by task. */
function fits(row: TaskRow, filter: TaskFilter): boolean {
  const { soundTempo: bpm, soundKey, soundLoop, grabLyrics, prompt } = row.request;
  const kept = row.takes.length === 0 ? null : row.takes.every(({ file }) => file !== null);
  const text = [prompt, row.title, row.notes, JSON.stringify(row.tags), row.taskId];
  const has = (word: string) => text.some((one) => one?.toLowerCase().includes(word.toLowerCase()));
  const is = <Value>(wanted: Value | undefined, value: Value | null) =>
    wanted === undefined || wanted === value;
  return (
    (row.deletedAt !== null) === (filter.deleted ?? false) &&
    (filter.q ?? '').split(' ').filter(Boolean).every(has) &&
    (filter.state?.includes(row.state) ?? true) &&
    (filter.key?.some((key) => key === soundKey) ?? true) &&
    (filter.bpmMin === undefined || (bpm !== null && bpm >= filter.bpmMin)) &&
    (filter.bpmMax === undefined || (bpm !== null && bpm <= filter.bpmMax)) &&
    is(filter.loop, soundLoop) &&
    is(filter.lyrics, grabLyrics) &&
    is(filter.kept, kept) &&
    is(filter.favourite, row.favourite) &&
    (filter.tag ?? []).every((tag) => row.tags.includes(tag)) &&
    (filter.from === undefined || row.createdAt >= filter.from) &&
    (filter.to === undefined || row.createdAt < filter.to) &&
    is(filter.connection, row.connection) &&
    is(filter.batch, row.batch) &&
    (filter.ids?.includes(row.id) ?? true)
  );
}

const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const ORDERS: Record<Sort, (a: TaskRow, b: TaskRow) => number> = {
  newest: (a, b) => b.createdAt - a.createdAt || b.seq - a.seq,
  oldest: (a, b) => a.createdAt - b.createdAt || a.seq - b.seq,
  updated: (a, b) => b.updatedAt - a.updatedAt || b.seq - a.seq,
  prompt: (a, b) =>
    bytes((a.request.prompt ?? '').toLowerCase(), (b.request.prompt ?? '').toLowerCase()) || b.seq - a.seq,
  bpm: (a, b) => (a.request.soundTempo ?? 1000) - (b.request.soundTempo ?? 1000) || b.seq - a.seq,
};

describe('the list', () => {
  test('gives what any filter picks in any order, page by page, as a plain loop over all tasks does', () => {
    fc.assert(
      fc.property(
        fc.array(anEntry, { maxLength: 14 }),
        aFilter,
        fc.integer({ min: 1, max: 4 }),
        (all, filter, limit) => {
          const { sql, repository, list } = open();
          const rows = all.map((fields, n) => repository.insert(toRow(fields, n)));
          const expected = rows
            .filter((row) => fits(row, filter))
            .sort(ORDERS[filter.sort ?? 'newest'])
            .map(({ id }) => id);
          const found: string[] = [];
          const totals = new Set<number>();
          let cursor: string | null = null;
          do {
            const page = list.page({ ...filter, limit, ...(cursor !== null && { cursor }) });
            found.push(...page.rows.map(({ id }) => id));
            totals.add(page.total);
            cursor = page.next;
          } while (cursor !== null);
          expect(found).toEqual(expected);
          expect([...totals]).toEqual([expected.length]);
          expect([...list.walk(filter)].flat().map(({ id }) => id)).toEqual(expected);
          sql.close();
        },
      ),
      { numRuns: 250 },
    );
  }, 90_000);

  test('follows every change: text, tags, state, takes, trash and purge', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anEntry, anEntry), { minLength: 1, maxLength: 8 }),
        aFilter,
        (pairs, filter) => {
          const { sql, repository, list } = open();
          const rows = pairs.map(([before, after], n) => {
            const { id, state: _state, createdAt: _at, updatedAt: _then, ...change } = toRow(after, n);
            repository.insert(toRow(before, n));
            return repository.change(id, change);
          });
          for (const row of rows.slice(0, 2)) repository.remove(row);
          const expected = rows
            .slice(2)
            .filter((row) => fits(row, filter))
            .map(({ id }) => id);
          expect(
            list
              .page(filter)
              .rows.map(({ id }) => id)
              .sort(),
          ).toEqual(expected.sort());
          sql.close();
        },
      ),
      { numRuns: 100 },
    );
  }, 90_000);

  test.each(SORTS)('sorted by %s keeps its place while tasks before it come and go', (sort) => {
    const { repository, list } = open();
    const plain = { ...fc.sample(anEntry, { numRuns: 1, seed: 1 })[0]!, isDeleted: false };
    const rows = Array.from({ length: 9 }, (_, n) =>
      repository.insert(
        toRow({ ...plain, createdAt: n, updatedAt: n, soundTempo: 60 + n, prompt: `p${n}` }, n),
      ),
    );
    const first = list.page({ sort, limit: 4 });
    const rest = list.page({ sort, limit: 9, cursor: first.next! }).rows.map(({ id }) => id);
    const gone = rows.find(({ id }) => id === first.rows[1]?.id);
    repository.change(gone!.id, { deletedAt: 1 });
    expect(list.page({ sort, limit: 9, cursor: first.next! }).rows.map(({ id }) => id)).toEqual(rest);
  });

  test.each(['x', '7', '["newest",1]', '["oldest",1,2]', '["newest","a",2]', '["newest",1,2.5]', '%', '~'])(
    'refuses the cursor %s by name',
    (cursor) => {
      const { list } = open();
      expect(() => list.page({ cursor })).toThrow(
        expect.objectContaining({ status: 400, problem: expect.objectContaining({ field: 'cursor' }) }),
      );
    },
  );

  test('a tag named a thousand times, or a hundred short words, is a question like any other (A-L6, A-L7)', () => {
    const { repository, list } = open();
    const plain = fc.sample(anEntry, { numRuns: 1, seed: 3 })[0]!;
    repository.insert(toRow({ ...plain, isDeleted: false, tags: ['rain'], notes: 'a b c d e f' }, 1));
    const found = (filter: TaskFilter) => list.page(filter).rows.length;
    expect(found({ tag: Array.from({ length: 1100 }, () => 'rain') })).toBe(1);
    expect(found({ q: 'a '.repeat(100) })).toBe(1);
    expect(found({ q: 'f e d c b a' })).toBe(1);
    expect(conditionOf({ q: 'a b c d e f g h i j k l' }).values.length).toBeLessThan(5);
  });

  test('says what there is to filter by, of what is shown', () => {
    const { repository, list } = open();
    const plain = fc.sample(anEntry, { numRuns: 1, seed: 2 })[0]!;
    const add = (n: number, fields: Partial<Fields>) =>
      repository.insert(
        toRow({ ...plain, isDeleted: false, state: 'ready', connection: 'sandbox', ...fields }, n),
      );
    add(1, { tags: ['pad', 'rain'] });
    add(2, { tags: ['rain'], state: 'failed' });
    add(3, { tags: ['rain', 'über'], isDeleted: true });
    expect(list.facets()).toMatchObject({
      total: 2,
      states: { ready: 1, failed: 1, held: 0 },
      tags: [
        { tag: 'rain', count: 2 },
        { tag: 'pad', count: 1 },
      ],
      connections: [{ id: 'sandbox', count: 2 }],
    });
  });
});

/** What a Durable Object takes; the cursor and the limit come on top. */
const PARAMETERS_MAX = 100;

test.each([false, true])('no filter needs more than 100 values (deleted: %s)', (deleted) => {
  const numbers = Array.from({ length: 66 }, (_, i) => String(i + 10));
  const widest: TaskFilter = {
    q: numbers.join(' '),
    state: [...TASK_STATES, ...TASK_STATES],
    key: [...SOUND_KEYS, ...SOUND_KEYS],
    bpmMin: 1,
    bpmMax: 300,
    loop: true,
    lyrics: true,
    kept: true,
    favourite: true,
    retryable: true,
    tag: Array.from({ length: 20 }, (_, i) => `tag ${i}`),
    from: 0,
    to: 1,
    connection: 'sandbox',
    batch: uuid(1),
    ids: Array.from({ length: 200 }, (_, i) => uuid(i)),
    deleted,
  };
  const { values } = conditionOf(widest);
  const { values: position } = orderOf('newest').after({ at: 1, seq: 1 });
  expect(values.length + position.length + 1).toBeLessThanOrEqual(PARAMETERS_MAX);
  expect(() => open().list.page({ ...widest, limit: 1 })).not.toThrow();
});

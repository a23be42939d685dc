import { Refusal } from '#shared/problem.ts';
import type { Sort, TaskFilter } from '#shared/task-filter.ts';

import type { SqlValue } from '../platform/sql.ts';
import { readSearch, type Meaning } from './search-words.ts';

export interface Condition {
  where: string;
  values: SqlValue[];
}

/** The trigram index finds nothing shorter than this. */
const TRIGRAM = 3;

const phrase = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const like = (text: string): string => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** Words of one or two letters looked for in one search; each is a pass over the texts. */
const SHORT_WORDS_MAX = 4;
const isLong = (word: string): boolean => Array.from(word).length >= TRIGRAM;

/** The rows of which that was asked. */
function asked(meaning: Meaning): Condition {
  if ('bpm' in meaning) return { where: 'bpm = ?', values: [meaning.bpm] };
  if ('key' in meaning) return { where: 'key = ?', values: [meaning.key] };
  if ('loop' in meaning) return { where: `loop = ${Number(meaning.loop)}`, values: [] };
  return { where: 'lyrics = 1', values: [] };
}

/** Was asked for that, or has all of the letters. */
function either(meaning: Meaning, letters: readonly Condition[]): Condition {
  const { where, values } = asked(meaning);
  return {
    where: `(${where} OR (${letters.map((each) => each.where).join(' AND ')}))`,
    values: [...values, ...letters.flatMap((each) => each.values)],
  };
}

/** Every word must occur somewhere in prompt, title, notes, tags or taskId, or be what was asked for. */
function search(q: string): Condition[] {
  const parts = readSearch(q);
  return [
    ...searchLetters(parts.flatMap(({ words, meaning }) => (meaning ? [] : words))),
    ...parts.flatMap(({ words, meaning }) => (meaning ? [either(meaning, searchLetters(words))] : [])),
  ];
}

function searchLetters(words: readonly string[]): Condition[] {
  const long = words.filter(isLong);
  const short = words.filter((word) => !isLong(word)).slice(0, SHORT_WORDS_MAX);
  const conditions: Condition[] = [];
  if (long.length > 0)
    conditions.push({
      where: 'seq IN (SELECT rowid FROM search WHERE search MATCH ?)',
      values: [long.map(phrase).join(' AND ')],
    });
  if (short.length > 0)
    conditions.push({
      where: `EXISTS (SELECT 1 FROM task_text WHERE task_text.seq = task_list.seq AND ${short.map(() => "task_text.text LIKE ? ESCAPE '\\'").join(' AND ')})`,
      values: short.map(like),
    });
  return conditions;
}

/** Deleted tasks are in no index: they are few, and read as they are. */
function searchDeleted(q: string): Condition[] {
  return readSearch(q).flatMap(({ words, meaning }) => {
    const letters = words.map((word) => ({
      where: `seq IN (SELECT seq FROM tasks WHERE deleted_at IS NOT NULL
      AND coalesce(prompt, '') || ' ' || title || ' ' || notes || ' ' || tags || ' ' || coalesce(task_id, '') LIKE ? ESCAPE '\\')`,
      values: [like(word)],
    }));
    return meaning ? [either(meaning, letters)] : letters;
  });
}

/** All of these tags. */
function tagged(tags: readonly string[], isDeleted: boolean): Condition {
  const wanted = [...new Set(tags)];
  const source = isDeleted
    ? "SELECT seq FROM tasks, json_each(iif(json_valid(tags), tags, '[]')) AS tag WHERE deleted_at IS NOT NULL AND tag.value"
    : 'SELECT seq FROM task_tags WHERE tag';
  return {
    where: `seq IN (${source} IN (SELECT value FROM json_each(?)) GROUP BY seq HAVING count(*) = ?)`,
    values: [JSON.stringify(wanted), wanted.length],
  };
}

/** `isFreeToRetry` of shared/, in SQL; a test holds the two together. A row that cannot be read is never offered. */
const RETRYABLE = `seq IN (SELECT seq FROM tasks WHERE state IN ('refused', 'failed', 'cancelled') AND resent_as IS NULL
  AND (state = 'cancelled' OR iif(json_valid(problem), problem, '{}') ->> '$.charged' = 'no')
  AND (SELECT count(*) FROM json_each(iif(json_valid(request), request, '{}'))
    WHERE key IN ('prompt', 'model', 'soundLoop', 'soundKey', 'grabLyrics') AND type <> 'null') = 5)`;

/** Each value once: there are few, and not every SQLite takes more than 100 parameters. */
function any(column: string, wanted: readonly string[]): Condition {
  const values = [...new Set(wanted)];
  return { where: `${column} IN (${values.map(() => '?').join(', ')})`, values };
}
const test =
  (where: string) =>
  (value: string | number): Condition => ({ where, values: [value] });
const flag =
  (column: string) =>
  (value: boolean): Condition => ({ where: `${column} = ?`, values: [Number(value)] });

const when = <Value>(value: Value | undefined, say: (value: Value) => Condition): Condition[] =>
  value === undefined ? [] : [say(value)];

/** The list that a filter reads: what is shown, or what was deleted. */
export const tableOf = ({ deleted }: TaskFilter): 'task_list' | 'deleted_task_list' =>
  deleted === true ? 'deleted_task_list' : 'task_list';

/** The rows of that list which fit all of the filter. */
export function conditionOf(filter: TaskFilter): Condition {
  const isDeleted = filter.deleted === true;
  const conditions = [
    ...(isDeleted ? searchDeleted : search)(filter.q ?? ''),
    ...when(filter.state, (states) => any('state', states)),
    ...when(filter.key, (keys) => any('key', keys)),
    ...when(filter.bpmMin, test('bpm >= ?')),
    ...when(filter.bpmMax, test('bpm <= ?')),
    ...when(filter.loop, flag('loop')),
    ...when(filter.lyrics, flag('lyrics')),
    ...when(filter.kept, flag('kept')),
    ...when(filter.favourite, flag('favourite')),
    ...when(filter.retryable, (is) => ({ where: `(${RETRYABLE}) = ?`, values: [Number(is)] })),
    ...(filter.tag?.length ? [tagged(filter.tag, isDeleted)] : []),
    ...when(filter.from, test('created_at >= ?')),
    ...when(filter.to, test('created_at < ?')),
    ...when(filter.connection, test('connection = ?')),
    ...when(filter.batch, test('batch = ?')),
    ...when(filter.ids, (ids) => ({
      where: 'seq IN (SELECT seq FROM tasks WHERE id IN (SELECT value FROM json_each(?)))',
      values: [JSON.stringify(ids)],
    })),
  ];
  return {
    where: conditions.map(({ where }) => where).join(' AND ') || '1',
    values: conditions.flatMap(({ values }) => values),
  };
}

/** After every tempo there is: where Auto stands. */
const AUTO = 1000;
const SORTED_BY: Record<Sort, { value: string; goes: 'up' | 'down'; ties: 'up' | 'down' }> = {
  newest: { value: 'created_at', goes: 'down', ties: 'down' },
  oldest: { value: 'created_at', goes: 'up', ties: 'up' },
  updated: { value: 'updated_at', goes: 'down', ties: 'down' },
  prompt: { value: 'prompt', goes: 'up', ties: 'down' },
  bpm: { value: `coalesce(bpm, ${AUTO})`, goes: 'up', ties: 'down' },
};

export interface Position {
  at: string | number;
  seq: number;
}

export interface Order {
  /** What a position keeps of a row: never above 2^53, where node:sqlite throws. */
  value: string;
  orderBy: string;
  /** What stands behind a position. */
  after: (position: Position) => Condition;
}

export function orderOf(sort: Sort): Order {
  const { value, goes, ties } = SORTED_BY[sort];
  const way = { up: { word: 'ASC', sign: '>' }, down: { word: 'DESC', sign: '<' } } as const;
  const bounded = sort === 'prompt' ? value : `min(${value}, ${Number.MAX_SAFE_INTEGER})`;
  return {
    value: bounded,
    orderBy: `${value} ${way[goes].word}, seq ${way[ties].word}`,
    after: ({ at, seq }) => ({
      // The first half alone lets an index be entered in the middle.
      where: `${value} ${way[goes].sign}= ? AND (${bounded} <> ? OR seq ${way[ties].sign} ?)`,
      values: [at, at, seq],
    }),
  };
}

const notOurs = () =>
  new Refusal(400, { code: 'invalid-request', message: 'That cursor is not ours.', field: 'cursor' });

export const cursorOf = (sort: Sort, { at, seq }: Position): string =>
  encodeURIComponent(JSON.stringify([sort, at, seq])).replaceAll('%', '~');

/** @throws Refusal 400 for what is not a cursor of this sort */
export function positionOf(sort: Sort, cursor: string): Position {
  let parts: unknown;
  try {
    parts = JSON.parse(decodeURIComponent(cursor.replaceAll('~', '%')));
  } catch {
    throw notOurs();
  }
  if (!Array.isArray(parts) || parts.length !== 3) throw notOurs();
  const [madeFor, at, seq] = parts as unknown[];
  const isPlace = typeof at === (sort === 'prompt' ? 'string' : 'number');
  if (madeFor !== sort || !isPlace || !Number.isSafeInteger(seq)) throw notOurs();
  // Both were checked in the line above.
  return { at: at as string | number, seq: seq as number };
}

import { isBpm } from '#shared/bpm.ts';
import { parseKey } from '#shared/key/parse-key.ts';
import { Refusal } from '#shared/problem.ts';
import type { Sort, TaskFilter } from '#shared/task-filter.ts';

import type { SqlValue } from '../platform/sql.ts';

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

/** More narrow nothing down any further, and a query has room for 100 values on some runtimes. */
const WORDS_MAX = 20;

/** The words of a search, each once. A word that another one holds says nothing more. */
function wordsOf(q: string): string[] {
  // SQLite's search ends at a NUL, in the middle of a phrase.
  const words = q.split(/[\s\p{Cc}]+/u).filter((word) => word !== '');
  const byCase = new Map(words.map((word) => [word.toLowerCase(), word]));
  const holders = [...byCase.keys()];
  return [...byCase]
    .filter(([word]) => !holders.some((other) => other !== word && other.includes(word)))
    .slice(0, WORDS_MAX)
    .map(([, word]) => word);
}

const LETTERS_OF_A_KEY = 2;
const LONGEST_BPM = 3;

/** What a word asks for besides its letters: `174` a tempo, `F#m` a key (in any spelling), `loop` a loop. */
function meaningOf(word: string): Condition | null {
  const lower = word.toLowerCase();
  if (lower === 'loop') return { where: 'loop = 1', values: [] };
  if (lower === 'lyrics') return { where: 'lyrics = 1', values: [] };
  if (/^\d+$/.test(word) && word.length <= LONGEST_BPM && isBpm(Number(word)))
    return { where: 'bpm = ?', values: [Number(word)] };
  const key = lower === 'any' || word.length < LETTERS_OF_A_KEY ? null : parseKey(word);
  return key === null ? null : { where: 'key = ?', values: [key] };
}

/** Either means that or has the letters. */
function either(meaning: Condition, letters: Condition): Condition {
  return {
    where: `(${meaning.where} OR ${letters.where})`,
    values: [...meaning.values, ...letters.values],
  };
}

/** Every word must occur somewhere in prompt, title, notes, tags or taskId, or be what was asked for. */
function search(q: string): Condition[] {
  const words = wordsOf(q);
  const meant = words.map((word) => ({ word, meaning: meaningOf(word) }));
  return [
    ...searchLetters(meant.flatMap(({ word, meaning }) => (meaning ? [] : [word]))),
    ...meant.flatMap(({ word, meaning }) => {
      const [letters] = meaning ? searchLetters([word]) : [];
      return meaning && letters ? [either(meaning, letters)] : [];
    }),
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
  return wordsOf(q).map((word) => {
    const letters = {
      where: `seq IN (SELECT seq FROM tasks WHERE deleted_at IS NOT NULL
      AND coalesce(prompt, '') || ' ' || title || ' ' || notes || ' ' || tags || ' ' || coalesce(task_id, '') LIKE ? ESCAPE '\\')`,
      values: [like(word)],
    };
    const meaning = meaningOf(word);
    return meaning ? either(meaning, letters) : letters;
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

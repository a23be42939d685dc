import { PAGE_DEFAULT } from '#shared/limits.ts';
import { type Facets, type ListQuery, type TaskFilter } from '#shared/task-filter.ts';
import type { TaskPage } from '#shared/task-requests.ts';
import { TASK_STATES, type Task, type TaskState } from '#shared/task.ts';

import type { Sql, SqlStatement } from '../platform/sql.ts';
import { type Condition, conditionOf, cursorOf, orderOf, type Position, positionOf } from './filter-sql.ts';
import type { SearchIndex } from './search-index.ts';
import { decode, type TaskRow } from './task-row.ts';

/** Statements and totals of the latest questions asked; a page of the same list asks the same again. */
const REMEMBERED = 50;
const WALK_STEP = 200;

export const noStates = (): Record<TaskState, number> =>
  // Each state once: fromEntries forgets which keys it was given.
  Object.fromEntries(TASK_STATES.map((state) => [state, 0])) as Record<TaskState, number>;

export type TaskList = ReturnType<typeof createTaskList>;

/** What is shown, narrowed and sorted; pages are by position, so they stay right while tasks come and go. */
export function createTaskList(
  sql: Sql,
  toTask: (entry: TaskRow) => Task,
  lastEvent: () => number,
  { catchUp }: Pick<SearchIndex, 'catchUp'>,
) {
  const statements = new Map<string, SqlStatement>();
  const totals = new Map<string, number>();
  let totalsAt = -1;
  let isCurrent = true;
  const bySeq = sql.prepare('SELECT * FROM tasks WHERE seq = ?');
  const byState = sql.prepare('SELECT state, count(*) AS count FROM shelf GROUP BY state');
  const byTag = sql.prepare(
    'SELECT tag, count(*) AS count FROM task_tags GROUP BY tag ORDER BY count DESC, tag',
  );
  const byUpstream = sql.prepare(
    'SELECT upstream, count(*) AS count FROM shelf GROUP BY upstream ORDER BY count DESC, upstream',
  );

  function prepare(query: string): SqlStatement {
    const known = statements.get(query);
    if (known) return known;
    if (statements.size >= REMEMBERED) statements.clear();
    const statement = sql.prepare(query);
    statements.set(query, statement);
    return statement;
  }

  function totalOf({ where, values }: Condition): number {
    if (totalsAt !== lastEvent() || totals.size >= REMEMBERED) totals.clear();
    totalsAt = lastEvent();
    const question = JSON.stringify([where, values]);
    const known = totals.get(question);
    if (known !== undefined) return known;
    const { n } = prepare(`SELECT count(*) AS n FROM shelf WHERE ${where}`).get(...values) as { n: number };
    totals.set(question, n);
    return n;
  }

  /** Positions first, from the narrow rows; then only the tasks that are wanted. */
  function positions(filter: TaskFilter, from: Position | null, limit: number): Position[] {
    if (filter.q !== undefined || filter.tag !== undefined) {
      // What was counted by an index that lagged behind is counted anew.
      const wasCurrent = isCurrent;
      isCurrent = catchUp();
      if (!wasCurrent || !isCurrent) totals.clear();
    }
    const order = orderOf(filter.sort ?? 'newest');
    const fits = conditionOf(filter);
    const behind = from === null ? null : order.after(from);
    return prepare(
      `SELECT ${order.value} AS at, seq FROM shelf WHERE ${fits.where} ${behind ? `AND ${behind.where}` : ''} ORDER BY ${order.orderBy} LIMIT ?`,
    ).all(...fits.values, ...(behind?.values ?? []), limit) as Position[];
  }

  const entryAt = ({ seq }: Position): TaskRow => decode(bySeq.get(seq));

  return {
    list({ cursor, limit = PAGE_DEFAULT, ...filter }: ListQuery): TaskPage {
      const { sort = 'newest' } = filter;
      const from = cursor === undefined ? null : positionOf(sort, cursor);
      const found = positions(filter, from, limit + 1);
      const last = found.length > limit ? found[limit - 1] : undefined;
      return {
        tasks: found.slice(0, limit).map((position) => toTask(entryAt(position))),
        next: last ? cursorOf(sort, last) : null,
        total: from === null && !last ? found.length : totalOf(conditionOf(filter)),
        eventId: lastEvent(),
      };
    },

    /** Everything that fits, a few at a time; between two of them the world may go on. */
    *walk(filter: TaskFilter): Generator<TaskRow[]> {
      let from: Position | null = null;
      for (;;) {
        const found: Position[] = positions(filter, from, WALK_STEP);
        if (found.length === 0) return;
        yield found.map(entryAt);
        from = found.at(-1) ?? null;
      }
    },

    facets(): Facets {
      catchUp();
      const states = noStates();
      let total = 0;
      for (const { state, count } of byState.all() as { state: TaskState; count: number }[]) {
        states[state] = count;
        total += count;
      }
      return {
        total,
        states,
        tags: byTag.all().map((row) => ({ ...(row as Facets['tags'][number]) })),
        upstreams: byUpstream.all().map((row) => ({ ...(row as Facets['upstreams'][number]) })),
      };
    },
  };
}

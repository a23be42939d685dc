import { PAGE_DEFAULT } from '#shared/limits.ts';
import type { Facets, ListQuery, TaskFilter } from '#shared/task-filter.ts';
import { TASK_STATES, type TaskState } from '#shared/task.ts';

import { prepareOnce, type Sql, type SqlStatement } from '../platform/sql.ts';
import {
  type Condition,
  conditionOf,
  cursorOf,
  orderOf,
  type Position,
  positionOf,
  tableOf,
} from './filter-sql.ts';
import type { SearchIndex } from './search-index.ts';
import type { TaskRepository } from './task-repository.ts';
import type { TaskRow } from './task-row.ts';

/** Statements and totals of the latest questions asked; a page of the same list asks the same again. */
const REMEMBERED = 50;
const WALK_STEP = 200;

export const noStates = (): Record<TaskState, number> =>
  // Each state once: fromEntries forgets which keys it was given.
  Object.fromEntries(TASK_STATES.map((state) => [state, 0])) as Record<TaskState, number>;

interface RowPage {
  rows: TaskRow[];
  next: string | null;
  total: number;
  eventId: number;
}

/** Without the names of connections. */
type RowFacets = Omit<Facets, 'connections'> & { connections: { id: string; count: number }[] };

export type TaskList = ReturnType<typeof createTaskList>;

/** Tasks filtered and sorted. Pages are by position, so they stay right while tasks come and go. */
export function createTaskList(
  sql: Sql,
  { bySeq, lastEvent }: Pick<TaskRepository, 'bySeq' | 'lastEvent'>,
  { catchUp }: Pick<SearchIndex, 'catchUp'>,
) {
  const prepare = prepareOnce(sql, REMEMBERED);
  const counter = createCounter(prepare, lastEvent);
  let isCurrent = true;

  function catchUpFor({ q, tag }: TaskFilter): void {
    if (q === undefined && tag === undefined) return;
    // What was counted by an index that lagged behind is counted anew.
    const wasCurrent = isCurrent;
    isCurrent = catchUp();
    if (!wasCurrent || !isCurrent) counter.forget();
  }

  /** Positions first, from the narrow rows; then only the tasks that are wanted. */
  function positions(filter: TaskFilter, from: Position | null, limit: number): Position[] {
    catchUpFor(filter);
    const order = orderOf(filter.sort ?? 'newest');
    const fits = conditionOf(filter);
    const behind = from === null ? null : order.after(from);
    return prepare(
      `SELECT ${order.value} AS at, seq FROM ${tableOf(filter)} WHERE ${fits.where} ${behind ? `AND ${behind.where}` : ''} ORDER BY ${order.orderBy} LIMIT ?`,
    ).all(...fits.values, ...(behind?.values ?? []), limit) as Position[];
  }

  const rowsAt = (found: readonly Position[]) =>
    found.map(({ seq }) => bySeq(seq)).filter((row) => row !== null);

  return {
    page({ cursor, limit = PAGE_DEFAULT, ...filter }: ListQuery): RowPage {
      const { sort = 'newest' } = filter;
      const from = cursor === undefined ? null : positionOf(sort, cursor);
      const found = positions(filter, from, limit + 1);
      const last = found.length > limit ? found[limit - 1] : undefined;
      return {
        rows: rowsAt(found.slice(0, limit)),
        next: last ? cursorOf(sort, last) : null,
        total: from === null && !last ? found.length : counter.count(tableOf(filter), conditionOf(filter)),
        eventId: lastEvent(),
      };
    },

    /** Everything that fits, a few at a time; between two of them the world may go on. */
    *walk(filter: TaskFilter): Generator<TaskRow[]> {
      let from: Position | null = null;
      for (;;) {
        const found: Position[] = positions(filter, from, WALK_STEP);
        if (found.length === 0) return;
        yield rowsAt(found);
        from = found.at(-1) ?? null;
      }
    },

    facets(): RowFacets {
      catchUp();
      return readFacets(prepare);
    },
  };
}

type Prepare = (query: string) => SqlStatement;

/** Totals, remembered until something changes. */
function createCounter(prepare: Prepare, lastEvent: () => number) {
  const totals = new Map<string, number>();
  let countedAt = -1;
  return {
    forget: (): void => totals.clear(),
    count(table: string, { where, values }: Condition): number {
      if (countedAt !== lastEvent() || totals.size >= REMEMBERED) totals.clear();
      countedAt = lastEvent();
      const question = JSON.stringify([table, where, values]);
      const known = totals.get(question);
      if (known !== undefined) return known;
      const { n } = prepare(`SELECT count(*) AS n FROM ${table} WHERE ${where}`).get(...values) as {
        n: number;
      };
      totals.set(question, n);
      return n;
    },
  };
}

function readFacets(prepare: Prepare): RowFacets {
  const all = <Row>(query: string): Row[] =>
    prepare(query)
      .all()
      // node:sqlite's rows have no prototype.
      .map((row) => ({ ...(row as Row) }));
  const states = noStates();
  for (const { state, count } of all<{ state: TaskState; count: number }>(
    'SELECT state, count(*) AS count FROM task_list GROUP BY state',
  ))
    states[state] = count;
  const [trash] = all<{ count: number }>('SELECT count(*) AS count FROM deleted_task_list');
  return {
    deleted: trash?.count ?? 0,
    total: Object.values(states).reduce((sum, count) => sum + count, 0),
    states,
    tags: all('SELECT tag, count(*) AS count FROM task_tags GROUP BY tag ORDER BY count DESC, tag'),
    connections: all(
      'SELECT connection AS id, count(*) AS count FROM task_list GROUP BY connection ORDER BY count DESC, connection',
    ),
  };
}

import type { SoundKey } from '#shared/key/key-facts.ts';
import type { Sort } from '#shared/task-filter.ts';
import type { TaskState } from '#shared/task.ts';

/** What narrows the list, as a person sets it. Named as in `GET /api/tasks` and in the page's address. */
export interface Filters {
  q: string;
  state: readonly TaskState[];
  key: readonly SoundKey[];
  bpmMin: number | null;
  bpmMax: number | null;
  loop: boolean | null;
  lyrics: boolean | null;
  kept: boolean | null;
  favourite: boolean | null;
  /** What was deleted, in place of what is shown. */
  deleted: boolean | null;
  /** All of them. */
  tag: readonly string[];
  /** First and last local day, `2026-11-22`. */
  from: string;
  to: string;
  connection: string;
  batch: string;
  sort: Sort;
}

export const noFilters: Filters = {
  q: '',
  state: [],
  key: [],
  bpmMin: null,
  bpmMax: null,
  loop: null,
  lyrics: null,
  kept: null,
  favourite: null,
  deleted: null,
  tag: [],
  from: '',
  to: '',
  connection: '',
  batch: '',
  sort: 'newest',
};

export const FILTER_NAMES = Object.keys(noFilters) as (keyof Filters)[];

/** Filters other than the search and the order. */
export const countFilters = (filters: Filters): number =>
  FILTER_NAMES.filter((name) => name !== 'q' && name !== 'sort' && isSet(filters[name])).length;

const isSet = (value: Filters[keyof Filters]): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== null && value !== '';

/** For the page's address. Empty when nothing is narrowed. */
export function writeFilters(filters: Filters): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of FILTER_NAMES) {
    const value = filters[name];
    if (!isSet(value) || value === noFilters[name]) continue;
    if (name === 'tag') for (const tag of filters.tag) query.append(name, tag);
    else query.set(name, String(value));
  }
  return query;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** From the page's address; what is unreadable there is left out. The server has the last word on the rest. */
export function readFilters(query: URLSearchParams): Filters {
  const text = (name: keyof Filters) => query.get(name) ?? '';
  const list = (name: keyof Filters) => text(name).split(',').filter(Boolean);
  const flag = (name: keyof Filters) => ({ true: true, false: false })[text(name)] ?? null;
  const bpm = (name: keyof Filters) => (/^\d{1,3}$/.test(text(name)) ? Number(text(name)) : null);
  const day = (name: keyof Filters) => (DAY.test(text(name)) ? text(name) : '');
  return {
    q: text('q'),
    // Checked by the server, which names what is wrong with them.
    state: list('state') as TaskState[],
    key: list('key') as SoundKey[],
    bpmMin: bpm('bpmMin'),
    bpmMax: bpm('bpmMax'),
    loop: flag('loop'),
    lyrics: flag('lyrics'),
    kept: flag('kept'),
    favourite: flag('favourite'),
    deleted: flag('deleted') || null,
    tag: query.getAll('tag').filter(Boolean),
    from: day('from'),
    to: day('to'),
    connection: text('connection'),
    batch: text('batch'),
    sort: (text('sort') || 'newest') as Sort,
  };
}

/** As the server takes them: days become instants, the last day is meant with its evening. */
export function filterQuery(filters: Filters): string {
  const query = writeFilters(filters);
  if (filters.from) query.set('from', startOf(filters.from, 0));
  if (filters.to) query.set('to', startOf(filters.to, 1));
  return query.toString();
}

/** Local midnight of that day, or of a later one. */
function startOf(day: string, daysOn: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysOn).toISOString();
}

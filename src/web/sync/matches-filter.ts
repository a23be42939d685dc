import type { Sort } from '#shared/task-filter.ts';
import { taskIdOf, type Task } from '#shared/task.ts';

/** A list's query as the server takes it (`filterQuery`). */
type Query = URLSearchParams;

const holds = (wanted: string | null, is: boolean): boolean => wanted === null || wanted === String(is);
const among = (wanted: string | null, value: string | null): boolean =>
  wanted === null || (value !== null && wanted.split(',').includes(value));

/** Near enough to the server's filters to place a new task at once; the next fetch has the last word. */
export function matchesFilter(task: Task, query: Query): boolean {
  const { request, tags, createdAt } = task;
  const takes = 'takes' in task ? task.takes : [];
  const kept = query.get('kept');
  return (
    hasWords(task, query.get('q') ?? '') &&
    among(query.get('state'), task.state) &&
    among(query.get('key'), request.soundKey) &&
    inRange(request.soundTempo, query.get('bpmMin'), query.get('bpmMax')) &&
    holds(query.get('loop'), request.soundLoop === true) &&
    holds(query.get('lyrics'), request.grabLyrics === true) &&
    holds(query.get('favourite'), task.favourite) &&
    (kept === null ||
      (takes.length > 0 &&
        holds(
          kept,
          takes.every((take) => take.kept),
        ))) &&
    query.getAll('tag').every((tag) => tags.includes(tag)) &&
    createdAt >= (query.get('from') ?? '') &&
    (query.get('to') === null || createdAt < (query.get('to') ?? '')) &&
    among(query.get('upstream'), task.upstream) &&
    among(query.get('batch'), task.batch?.id ?? null)
  );
}

function hasWords(task: Task, q: string): boolean {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = [task.request.prompt, task.title, task.notes, ...task.tags, taskIdOf(task) ?? '']
    .join(' ')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

function inRange(bpm: number | null, min: string | null, max: string | null): boolean {
  if (min === null && max === null) return true;
  return bpm !== null && bpm >= Number(min ?? 0) && bpm <= Number(max ?? Infinity);
}

const compare = <Value extends string | number>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0);
const newestFirst = (a: Task, b: Task): number => compare(b.createdAt, a.createdAt);

const orders: Record<Sort, (a: Task, b: Task) => number> = {
  newest: newestFirst,
  oldest: (a, b) => -newestFirst(a, b),
  updated: (a, b) => compare(b.updatedAt, a.updatedAt),
  prompt: (a, b) =>
    compare((a.request.prompt ?? '').toLowerCase(), (b.request.prompt ?? '').toLowerCase()) ||
    newestFirst(a, b),
  bpm: (a, b) =>
    compare(a.request.soundTempo ?? Infinity, b.request.soundTempo ?? Infinity) || newestFirst(a, b),
};

export const orderOf = (query: Query): ((a: Task, b: Task) => number) => {
  const sort = query.get('sort') ?? '';
  return sort in orders ? orders[sort as Sort] : newestFirst;
};

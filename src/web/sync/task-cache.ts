import { notifyManager, type InfiniteData, type QueryClient } from '@tanstack/react-query';

import type { TaskPage } from '#shared/task-requests.ts';
import type { Task } from '#shared/task.ts';

import { taskKeys } from '../api/task-keys.ts';
import { orderOf, matchesFilter } from './matches-filter.ts';

export interface TaskChange {
  before: Task | undefined;
  now: Task;
}
export type TaskPages = InfiniteData<TaskPage, string | null>;

/**
 * The newest revision of every task the page has seen. An answer that was overtaken on its way (an old list page, a replayed
 * event) never wins over a newer one, and a deleted task does not come back with it.
 */
export class TaskCache {
  /** The newest event seen, in this tab or in the leading one. */
  lastEventId: number | null = null;
  readonly #newest = new Map<string, Task>();
  readonly #goneAt = new Map<string, number>();
  readonly #listeners = new Set<(change: TaskChange) => void>();

  get(id: string): Task | undefined {
    return this.#newest.get(id);
  }

  all(): readonly Task[] {
    return [...this.#newest.values()];
  }

  /** The newest of what is known and what just came; null for a deleted task. */
  newest(task: Task): Task | null {
    const goneAt = this.#goneAt.get(task.id);
    if (goneAt !== undefined && task.rev <= goneAt) return null;
    this.#goneAt.delete(task.id);
    const known = this.#newest.get(task.id);
    if (known && known.rev >= task.rev) return known;
    this.#newest.set(task.id, task);
    return task;
  }

  forget(id: string): void {
    const known = this.#newest.get(id);
    if (known) this.#goneAt.set(id, known.rev);
    this.#newest.delete(id);
  }

  /** A deleted task that came back may carry the revision it left with. */
  unforget(id: string): void {
    this.#goneAt.delete(id);
  }

  sawEvent(id: number): void {
    if (this.lastEventId === null || id > this.lastEventId) this.lastEventId = id;
  }

  onChange(listener: (change: TaskChange) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  tell(change: TaskChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  /** A page as it came, with what is known better put in its place. */
  settle(page: TaskPage): TaskPage {
    if (this.lastEventId === null) this.lastEventId = page.eventId;
    return { ...page, tasks: page.tasks.flatMap((task) => this.newest(task) ?? []) };
  }
}

const memories = new WeakMap<QueryClient, TaskCache>();

export function taskCache(client: QueryClient): TaskCache {
  const known = memories.get(client);
  if (known) return known;
  const made = new TaskCache();
  memories.set(client, made);
  return made;
}

/** Takes in one task, whichever way it came: stream, answer or poll. */
export function putTask(client: QueryClient, task: Task): void {
  const memory = taskCache(client);
  const before = memory.get(task.id);
  const now = memory.newest(task);
  if (now === null || now === before) return;
  eachList(client, (pages, query) => withTask(pages, now, query));
  memory.tell({ before, now });
}

/** Takes in many at once: the page is drawn again once. */
export function putTasks(client: QueryClient, tasks: readonly Task[]): void {
  notifyManager.batch(() => {
    for (const task of tasks) putTask(client, task);
  });
}

export function removeTask(client: QueryClient, id: string): void {
  taskCache(client).forget(id);
  eachList(client, (pages) => withoutTask(pages, id));
}

/** What the list would be after a reload, as far as its head: new, changed and deleted tasks. */
export function mergeHead(client: QueryClient, page: TaskPage): void {
  const memory = taskCache(client);
  memory.sawEvent(page.eventId);
  const oldest = page.tasks.at(-1)?.createdAt ?? '';
  const present = new Set(page.tasks.map(({ id }) => id));
  for (const task of memory.all())
    if ((page.next === null || task.createdAt > oldest) && !present.has(task.id)) removeTask(client, task.id);
  for (const task of page.tasks) putTask(client, task);
}

// The last part of a list's key is its query (task-keys.ts).
function eachList(
  client: QueryClient,
  change: (pages: TaskPages, query: URLSearchParams) => TaskPages,
): void {
  for (const [key, pages] of client.getQueriesData<TaskPages>({ queryKey: taskKeys.lists })) {
    if (!pages) continue;
    const changed = change(pages, new URLSearchParams(key.at(-1) as string));
    if (changed !== pages) client.setQueryData<TaskPages>(key, changed);
  }
}

function withTask(data: TaskPages, task: Task, query: URLSearchParams): TaskPages {
  for (const [at, page] of data.pages.entries()) {
    const index = page.tasks.findIndex(({ id }) => id === task.id);
    if (index >= 0) return withPage(data, at, { ...page, tasks: page.tasks.with(index, task) });
  }
  if (!matchesFilter(task, query)) return data;
  const order = orderOf(query);
  for (const [at, page] of data.pages.entries()) {
    const index = page.tasks.findIndex((other) => order(task, other) <= 0);
    const isLast = at === data.pages.length - 1 && page.next === null;
    if (index < 0 && !isLast) continue;
    const tasks = page.tasks.toSpliced(index < 0 ? page.tasks.length : index, 0, task);
    return withTotal(withPage(data, at, { ...page, tasks }), 1);
  }
  return data;
}

function withoutTask(data: TaskPages, id: string): TaskPages {
  for (const [at, page] of data.pages.entries()) {
    const tasks = page.tasks.filter((task) => task.id !== id);
    if (tasks.length !== page.tasks.length) return withTotal(withPage(data, at, { ...page, tasks }), -1);
  }
  return data;
}

const withPage = (data: TaskPages, at: number, page: TaskPage): TaskPages => ({
  ...data,
  pages: data.pages.with(at, page),
});

const withTotal = (data: TaskPages, by: number): TaskPages => ({
  ...data,
  pages: data.pages.map((page) => ({ ...page, total: page.total + by })),
});

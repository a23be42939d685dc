import { notifyManager, type InfiniteData, type QueryClient } from '@tanstack/react-query';

import type { TaskPage } from '#shared/task-requests.ts';
import type { Task } from '#shared/task.ts';

import { taskKeys } from '../api/task-keys.ts';

export interface TaskChange {
  before: Task | undefined;
  now: Task;
}
export type TaskPages = InfiniteData<TaskPage, string | null>;

/** What a change means for the lists besides the task itself. */
interface ListChange {
  /** The task is on no loaded page, so that the count of all tasks may be another one. */
  isCountUnsure: boolean;
  /** The task that was deleted. */
  gone?: string;
}

/**
 * The newest revision of every live task the page has seen. An answer that was overtaken on its way (an old list page, a
 * replayed event) never wins over a newer one, and a deleted task does not come back with it.
 */
class TaskCache {
  /** The newest event seen, in this tab or in the leading one. */
  lastEventId: number | null = null;
  /** The newest event in the first list that was read. */
  listedAt: number | null = null;
  /** Counts what came and went: tells what happened while an answer was on its way. */
  #clock = 0;
  readonly #newest = new Map<string, Task>();
  readonly #cameAt = new Map<string, number>();
  readonly #goneAt = new Map<string, number>();
  readonly #listeners = new Set<(change: TaskChange) => void>();
  readonly #listListeners = new Set<(change: ListChange) => void>();

  get clock(): number {
    return this.#clock;
  }

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
    if (!known) this.#cameAt.set(task.id, ++this.#clock);
    this.#newest.set(task.id, task);
    return task;
  }

  /** For a task that was deleted: it stays away until a newer revision of it comes. */
  forget(id: string): void {
    const known = this.#newest.get(id);
    if (known) this.#goneAt.set(id, known.rev);
    this.drop(id);
  }

  /** For a task that the server no longer lists. */
  drop(id: string): void {
    this.#clock += 1;
    this.#newest.delete(id);
    this.#cameAt.delete(id);
  }

  /** A deleted task that came back may carry the revision it left with. */
  unforget(id: string): void {
    this.#goneAt.delete(id);
  }

  /** Whether the task came after the clock stood at `since`. */
  isNewSince(id: string, since: number): boolean {
    return (this.#cameAt.get(id) ?? 0) > since;
  }

  sawEvent(id: number): void {
    if (this.lastEventId === null || id > this.lastEventId) this.lastEventId = id;
  }

  onChange(listener: (change: TaskChange) => void): () => void {
    return added(this.#listeners, listener);
  }

  /** What may change the membership or the count of lists; the server is to be asked. */
  onListChange(listener: (change: ListChange) => void): () => void {
    return added(this.#listListeners, listener);
  }

  tell(change: TaskChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  tellLists(change: ListChange): void {
    for (const listener of this.#listListeners) listener(change);
  }

  /**
   * A page as it came, with what is known better put in its place.
   * @param since the clock when the page was asked for: tasks that came meanwhile are newer than the page
   * @param isHead the first page of all tasks, newest first
   */
  mergePage(page: TaskPage, since: number, isHead: boolean): TaskPage {
    this.lastEventId ??= page.eventId;
    this.listedAt ??= page.eventId;
    const known = page.tasks.flatMap((task) => this.newest(task) ?? []);
    const ids = new Set(known.map(({ id }) => id));
    const missed = isHead ? this.all().filter(({ id }) => this.isNewSince(id, since) && !ids.has(id)) : [];
    const dropped = page.tasks.length - known.length;
    return missed.reduce(insert, { ...page, tasks: known, total: page.total - dropped });
  }
}

/** @returns what takes it out again */
function added<T>(set: Set<T>, one: T): () => void {
  set.add(one);
  return () => void set.delete(one);
}

const caches = new WeakMap<QueryClient, TaskCache>();

export function taskCache(client: QueryClient): TaskCache {
  const known = caches.get(client);
  if (known) return known;
  const made = new TaskCache();
  caches.set(client, made);
  return made;
}

/** Takes in one task, whichever way it came: stream, answer or poll. */
export function putTask(client: QueryClient, task: Task): void {
  if (task.deletedAt !== undefined) return taskGone(client, task.id);
  const cache = taskCache(client);
  const before = cache.get(task.id);
  const now = cache.newest(task);
  if (now === null || now === before) return;
  eachList(client, (pages, query) => withTask(pages, now, query === ''));
  cache.tellLists({ isCountUnsure: !isLoaded(client, now.id) });
  cache.tell({ before, now });
}

/** Takes in many at once: the page is drawn again once. */
export function putTasks(client: QueryClient, tasks: readonly Task[]): void {
  notifyManager.batch(() => {
    for (const task of tasks) putTask(client, task);
  });
}

/** For a task that was deleted, restored or deleted for good here: it leaves the lists, those of its rows that `leaves` says. */
export function removeTask(client: QueryClient, id: string, leaves?: (task: Task) => boolean): void {
  const isCountUnsure = !isLoaded(client, id);
  taskCache(client).forget(id);
  eachList(client, (pages) => withoutTask(pages, id, leaves));
  taskCache(client).tellLists({ isCountUnsure, gone: id });
}

/** The server says that it was deleted. Recently deleted keeps its row, since this comes whenever a deleted task changes. */
export const taskGone = (client: QueryClient, id: string): void =>
  removeTask(client, id, ({ deletedAt }) => deletedAt === undefined);

/**
 * Takes in the head of the list as the server has it now: new, changed and deleted tasks.
 * @param since the clock when it was asked for
 * @returns false when the server has another number of tasks than the list then says: something changed below the head
 */
export function mergeHead(client: QueryClient, page: TaskPage, since: number): boolean {
  const cache = taskCache(client);
  cache.sawEvent(page.eventId);
  const oldest = page.tasks.at(-1)?.createdAt ?? '';
  const present = new Set(page.tasks.map(({ id }) => id));
  const isQuiet = cache.clock === since;
  for (const task of cache.all()) {
    const isCovered = page.next === null || task.createdAt > oldest;
    if (!isCovered || present.has(task.id) || cache.isNewSince(task.id, since)) continue;
    cache.drop(task.id);
    eachList(client, (pages) => withoutTask(pages, task.id));
    cache.tellLists({ isCountUnsure: false });
  }
  for (const task of page.tasks) putTask(client, task);
  const known = client.getQueryData<TaskPages>(taskKeys.list(''))?.pages[0]?.total;
  return !isQuiet || known === undefined || known === page.total;
}

export function setTotal(client: QueryClient, total: number): void {
  client.setQueryData<TaskPages>(taskKeys.list(''), (data) => data && withTotal(data, () => total));
}

/** Whether the list of all tasks shows it. */
const isLoaded = (client: QueryClient, id: string): boolean =>
  client
    .getQueryData<TaskPages>(taskKeys.list(''))
    ?.pages.some(({ tasks }) => tasks.some((task) => task.id === id)) ?? false;

// The last part of a list's key is its query (task-keys.ts).
function eachList(client: QueryClient, change: (pages: TaskPages, query: string) => TaskPages): void {
  for (const [key, pages] of client.getQueriesData<TaskPages>({ queryKey: taskKeys.lists })) {
    if (!pages) continue;
    const changed = change(pages, key.at(-1) as string);
    if (changed !== pages) client.setQueryData<TaskPages>(key, changed);
  }
}

/**
 * In its place, out of Recently deleted when it is restored; a new one is put into the list of all tasks alone, since only
 * the server knows what a filter takes.
 */
function withTask(data: TaskPages, task: Task, isUnfiltered: boolean): TaskPages {
  for (const [at, page] of data.pages.entries()) {
    const index = page.tasks.findIndex(({ id }) => id === task.id);
    if (page.tasks[index]?.deletedAt !== undefined) return withoutTask(data, task.id);
    if (index >= 0) return withPage(data, at, { ...page, tasks: page.tasks.with(index, task) });
  }
  if (!isUnfiltered) return data;
  for (const [at, page] of data.pages.entries()) {
    const longer = insert(page, task);
    if (longer === page) continue;
    return withTotal(withPage(data, at, { ...page, tasks: longer.tasks }), (total) => total + 1);
  }
  return data;
}

/** Newest first; the same page where the task is older than all of it and more pages follow. */
function insert(page: TaskPage, task: Task): TaskPage {
  const index = page.tasks.findIndex(({ createdAt, seq }) =>
    task.createdAt === createdAt ? task.seq > seq : task.createdAt > createdAt,
  );
  if (index < 0 && page.next !== null) return page;
  const at = index < 0 ? page.tasks.length : index;
  return { ...page, tasks: page.tasks.toSpliced(at, 0, task), total: page.total + 1 };
}

function withoutTask(data: TaskPages, id: string, leaves?: (task: Task) => boolean): TaskPages {
  for (const [at, page] of data.pages.entries()) {
    const tasks = page.tasks.filter((task) => task.id !== id || leaves?.(task) === false);
    if (tasks.length !== page.tasks.length)
      return withTotal(withPage(data, at, { ...page, tasks }), (total) => total - 1);
  }
  return data;
}

const withPage = (data: TaskPages, at: number, page: TaskPage): TaskPages => ({
  ...data,
  pages: data.pages.with(at, page),
});

const withTotal = (data: TaskPages, change: (total: number) => number): TaskPages => ({
  ...data,
  pages: data.pages.map((page) => ({ ...page, total: change(page.total) })),
});

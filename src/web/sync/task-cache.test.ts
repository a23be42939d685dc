import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, it } from 'vitest';

import type { TaskPage } from '#shared/task-requests.ts';
import type { Task } from '#shared/task.ts';

import { cancelledTask, readyTask, renderingTask } from '../../testing/task-builders.ts';
import { taskKeys } from '../api/task-keys.ts';
import { putTask, type TaskPages, removeTask, mergeHead, taskCache, taskGone } from './task-cache.ts';

let client: QueryClient;
beforeEach(() => {
  client = new QueryClient();
});

const page = (tasks: Task[], change: Partial<TaskPage> = {}): TaskPage => ({
  tasks,
  next: null,
  total: tasks.length,
  eventId: 1,
  ...change,
});

function show(q: string, ...pages: TaskPage[]) {
  const cache = taskCache(client);
  const settled = pages.map((each, at) => cache.mergePage(each, cache.clock, q === '' && at === 0));
  client.setQueryData<TaskPages>(taskKeys.list(q && `q=${q}`), {
    pages: settled,
    pageParams: settled.map(() => null),
  });
}
const shown = (q = '') =>
  client.getQueryData<TaskPages>(taskKeys.list(q && `q=${q}`))?.pages.flatMap((each) => each.tasks) ?? [];
const total = () => client.getQueryData<TaskPages>(taskKeys.list(''))?.pages[0]?.total;
const at = (minute: number) => `2026-11-22T10:${String(minute).padStart(2, '0')}:00.000Z`;

describe('the higher revision', () => {
  it('replaces the task where it stands', () => {
    const task = renderingTask({ rev: 3 });
    show('', page([readyTask({ createdAt: at(2) }), task]));
    const ready = readyTask({ id: task.id, rev: 4 });
    putTask(client, ready);
    expect(shown()[1]).toEqual(ready);
  });

  it('wins over one that was overtaken on the stream', () => {
    const task = readyTask({ rev: 4 });
    show('', page([task]));
    putTask(client, renderingTask({ id: task.id, rev: 3 }));
    expect(shown()).toEqual([task]);
  });

  it('wins over one that was overtaken in a list page', () => {
    const task = readyTask({ rev: 4 });
    putTask(client, task);
    show('', page([renderingTask({ id: task.id, rev: 3 })]));
    expect(shown()).toEqual([task]);
  });

  it('is told once, with what was before', () => {
    const changes: unknown[] = [];
    taskCache(client).onChange((change) => changes.push(change));
    const before = renderingTask({ rev: 1 });
    const now = readyTask({ id: before.id, rev: 2 });
    putTask(client, before);
    putTask(client, now);
    putTask(client, now);
    expect(changes).toEqual([
      { before: undefined, now: before },
      { before, now },
    ]);
  });
});

describe('a new task', () => {
  it('stands where its time puts it, and is counted', () => {
    const [newer, older] = [readyTask({ createdAt: at(3) }), readyTask({ createdAt: at(1) })];
    show('', page([newer, older]));
    const between = readyTask({ createdAt: at(2) });
    putTask(client, between);
    expect(shown()).toEqual([newer, between, older]);
    expect(total()).toBe(3);
  });

  it('goes back between those of its batch, made at the same instant, when its deletion is undone', () => {
    const [first, second, third] = [readyTask(), readyTask(), readyTask()];
    show('', page([third, second, first]));
    removeTask(client, second.id);
    taskCache(client).unforget(second.id);
    putTask(client, second);
    expect(shown()).toEqual([third, second, first]);
  });

  it('waits for its page when it is older than all that is loaded', () => {
    const loaded = readyTask({ createdAt: at(3) });
    show('', page([loaded], { next: 'more', total: 9 }));
    putTask(client, readyTask({ createdAt: at(1) }));
    expect(shown()).toEqual([loaded]);
    expect(total()).toBe(9);
  });

  it('is put into a filtered list by the server alone, which is asked', () => {
    show('Rain tin', page([]));
    const changes: unknown[] = [];
    taskCache(client).onListChange((change) => changes.push(change));
    putTask(client, readyTask());
    expect(shown('Rain tin')).toEqual([]);
    expect(changes).toHaveLength(1);
  });

  it('that came while a page was on its way is not hidden by that page (M11)', () => {
    const cache = taskCache(client);
    const old = readyTask({ createdAt: at(1) });
    const since = cache.clock;
    const fresh = renderingTask({ createdAt: at(2) });
    putTask(client, fresh);
    expect(cache.mergePage(page([old]), since, true)).toMatchObject({ tasks: [fresh, old], total: 2 });
  });
});

describe('a deleted task', () => {
  it('leaves every list and does not come back with an old page', () => {
    const task = readyTask({ rev: 4 });
    show('', page([task]));
    removeTask(client, task.id);
    expect([shown(), total()]).toEqual([[], 0]);
    show('', page([task]));
    expect(shown()).toEqual([]);
  });

  it('stays in Recently deleted when it changes there, and is on no list besides', () => {
    const kept = readyTask({ createdAt: at(1) });
    const deleted = renderingTask({ rev: 4, createdAt: at(2), deletedAt: at(3) });
    show('', page([kept]));
    // Deleted tasks are listed as they come, past the cache.
    client.setQueryData<TaskPages>(taskKeys.list('q=deleted'), {
      pages: [page([deleted])],
      pageParams: [null],
    });
    taskGone(client, deleted.id);
    expect(shown('deleted')).toEqual([deleted]);
    putTask(client, { ...deleted, rev: 5 });
    expect(shown('deleted')).toEqual([deleted]);
    expect(shown()).toEqual([kept]);
    const head = page([kept]);
    expect(mergeHead(client, head, taskCache(client).clock)).toBe(true);
    expect(shown('deleted')).toEqual([deleted]);
    show('', head);
    expect(shown()).toEqual([kept]);
  });

  it('leaves Recently deleted for the list when it is restored elsewhere', () => {
    const deleted = readyTask({ rev: 4, deletedAt: at(3) });
    show('', page([]));
    client.setQueryData<TaskPages>(taskKeys.list('q=deleted'), {
      pages: [page([deleted])],
      pageParams: [null],
    });
    const { deletedAt: _, ...restored } = deleted;
    putTask(client, { ...restored, rev: 5 });
    expect(shown('deleted')).toEqual([]);
    expect(shown()).toEqual([{ ...restored, rev: 5 }]);
  });

  it('comes back when it is restored', () => {
    const task = readyTask({ rev: 4 });
    show('', page([task]));
    removeTask(client, task.id);
    putTask(client, { ...task, rev: 5 });
    expect(shown()).toEqual([{ ...task, rev: 5 }]);
  });
});

describe('the head of the list, read again', () => {
  it('brings what is new and drops what was deleted elsewhere, but nothing below it', () => {
    const [kept, deleted, below] = [5, 4, 1].map((minute) => cancelledTask({ createdAt: at(minute) }));
    show('', page([kept!, deleted!, below!]));
    const fresh = cancelledTask({ createdAt: at(6) });
    const last = cancelledTask({ createdAt: at(2) });
    mergeHead(client, page([fresh, kept!, last], { next: 'more', eventId: 8 }), taskCache(client).clock);
    expect(shown()).toEqual([fresh, kept, last, below]);
    expect(taskCache(client).lastEventId).toBe(8);
  });

  it('drops nothing that came while it was on its way (M11)', () => {
    show('', page([]));
    const since = taskCache(client).clock;
    const fresh = cancelledTask({ createdAt: at(6) });
    putTask(client, fresh);
    mergeHead(client, page([]), since);
    expect([shown(), total()]).toEqual([[fresh], 1]);
  });

  it('tells when the server has another number of tasks', () => {
    const [newest, below] = [cancelledTask({ createdAt: at(5) }), cancelledTask({ createdAt: at(1) })];
    show('', page([newest, below]));
    const head = page([newest], { next: 'more', total: 1 });
    expect(mergeHead(client, head, taskCache(client).clock)).toBe(false);
  });
});

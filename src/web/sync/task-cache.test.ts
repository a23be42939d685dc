import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, it } from 'vitest';

import type { TaskPage } from '#shared/task-requests.ts';
import type { Task } from '#shared/task.ts';

import { cancelledTask, readyTask, renderingTask } from '../../testing/task-builders.ts';
import { taskKeys } from '../api/task-keys.ts';
import { putTask, type TaskPages, removeTask, mergeHead, taskCache } from './task-cache.ts';

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
  const settled = pages.map((each) => taskCache(client).settle(each));
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

  it('waits for its page when it is older than all that is loaded', () => {
    const loaded = readyTask({ createdAt: at(3) });
    show('', page([loaded], { next: 'more', total: 9 }));
    putTask(client, readyTask({ createdAt: at(1) }));
    expect(shown()).toEqual([loaded]);
    expect(total()).toBe(9);
  });

  it('stands in a search only when it has the words', () => {
    show('Rain tin', page([]));
    const found = readyTask({ request: { ...readyTask().request, prompt: 'Tin roof in the rain' } });
    putTask(client, found);
    putTask(client, readyTask());
    expect(shown('Rain tin')).toEqual([found]);
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
    mergeHead(client, page([fresh, kept!, last], { next: 'more', eventId: 8 }));
    expect(shown()).toEqual([fresh, kept, last, below]);
    expect(taskCache(client).lastEventId).toBe(8);
  });
});

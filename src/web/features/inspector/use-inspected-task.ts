import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import type { Task } from '#shared/task.ts';

import { useApi } from '../../api/api-context.ts';
import * as calls from '../../api/task-calls.ts';
import { taskListQuery } from '../../api/task-queries.ts';
import { filterQuery } from '../../state/filters.ts';
import { listFilters } from '../../state/list-filters.ts';
import { putTask, taskCache } from '../../sync/task-cache.ts';
import { useFormActions } from '../compose/compose-context.ts';
import { soundName } from '../tasks/card/task-status.ts';
import type { InspectedSound } from './inspected-sound.ts';
import { inspectTake } from './open-inspector.ts';
import { soundsOf } from './take-sound.ts';
import { leaveInspector } from './use-inspector-dialog.ts';

/** The task that a take belongs to: what is said of it, and what can be done with it. */
export interface InspectedTask {
  name: string;
  taskId: string;
  isFavourite: boolean;
  /** An address that opens it in the inspector. */
  link: string;
  /** Where it stands in the list as it is shown, from 1; null where the list does not show it. */
  place: { at: number; count: number } | null;
  onRename: (title: string) => Promise<void>;
  onFavour: () => Promise<void>;
  /** Puts its request back in the form, and leaves. */
  onEdit: () => void;
  /** Opens the next sound of the list, or the one before, where there is one. */
  onStep: (by: 1 | -1) => Promise<void>;
}

/** Null for a file. */
export function useInspectedTask(from: InspectedSound['from']): InspectedTask | null {
  const api = useApi();
  const client = useQueryClient();
  const form = useFormActions();
  const cache = taskCache(client);
  const id = from?.id ?? null;
  const [, setChanges] = useState(0);
  useEffect(() => {
    if (id === null) return;
    return cache.onChange(({ now }) => {
      if (now.id === id) setChanges((count) => count + 1);
    });
  }, [cache, id]);
  const task = id === null ? undefined : cache.get(id);
  if (!task || !from) return null;
  const options = taskListQuery(api, filterQuery(listFilters.get()));
  const list = client.getQueryData(options.queryKey);
  const ids = list?.pages.flatMap(({ tasks }) => tasks.map((each) => each.id)) ?? [];
  const at = ids.indexOf(task.id);

  async function step(by: 1 | -1): Promise<void> {
    if (at < 0) return;
    for (let next = at + by; next >= 0; next += by) {
      if (next >= ids.length && !(await loadMore())) return;
      const found = cache.get(ids[next] ?? '');
      if (!found || soundsOf(found).length === 0) continue;
      return inspectTake(found, from?.take ?? 1);
    }
  }
  /** The list itself loads more as it is scrolled, which it is not under the inspector. */
  async function loadMore(): Promise<boolean> {
    const loaded = client.getQueryData(options.queryKey);
    if (!loaded || loaded.pages.at(-1)?.next === null) return false;
    const data = await client.fetchInfiniteQuery({
      ...options,
      pages: loaded.pages.length + 1,
      staleTime: 0,
    });
    for (const { id: each } of data.pages.slice(loaded.pages.length).flatMap(({ tasks }) => tasks))
      ids.push(each);
    return true;
  }
  const change = async (what: { title: string } | { favourite: boolean }) =>
    putTask(client, await calls.patch(api, task.id, what));
  return {
    name: soundName(task),
    taskId: from.taskId,
    isFavourite: task.favourite,
    link: linkTo(task, from.take),
    place: list && at >= 0 ? { at: at + 1, count: list.pages[0]?.total ?? ids.length } : null,
    onRename: (title) => change({ title }),
    onFavour: () => change({ favourite: !task.favourite }),
    onEdit: () => leaveInspector(() => form.edit(task.request)),
    onStep: step,
  };
}

function linkTo(task: Task, take: number): string {
  const link = new URL(location.pathname, location.href);
  link.searchParams.set('task', task.id);
  link.searchParams.set('inspect', String(take));
  return link.href;
}

import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { takesOf, type Take, type Task } from '#shared/task.ts';

import { useStore } from '../../lib/create-store.ts';
import { taskCache } from '../../sync/task-cache.ts';
import { isWhole } from '../tasks/card/task-status.ts';
import { shownIds } from '../tasks/list/shown-ids.ts';
import { playback } from './playback.ts';

export interface CurrentSound {
  task: Task;
  take: Take;
}

/** The task and the take that sound, or did last, else the first of the list; the task as it is now, whatever the list shows. */
export function useCurrentSound(): CurrentSound | null {
  const client = useQueryClient();
  const src = useStore(playback.store, (state) => state.src);
  const [, setChanges] = useState(0);
  const cache = taskCache(client);
  const found = src === null ? firstSound(client) : findSound(cache.all(), src);
  const id = found?.task.id;
  const isFirst = src === null;
  useEffect(() => {
    const draw = () => setChanges((count) => count + 1);
    if (isFirst) return cache.onListChange(draw);
    return id === undefined ? undefined : cache.onChange(({ now }) => now.id === id && draw());
  }, [cache, id, isFirst]);
  return found;
}

function firstSound(client: QueryClient): CurrentSound | null {
  for (const id of shownIds(client)) {
    const task = taskCache(client).get(id);
    const take = task?.state === 'ready' ? task.takes.find(isWhole) : undefined;
    if (task && take) return { task, take };
  }
  return null;
}

function findSound(tasks: readonly Task[], src: string): CurrentSound | null {
  for (const task of tasks) {
    const take = takesOf(task).find(({ audio }) => audio === src);
    if (take) return { task, take };
  }
  return null;
}

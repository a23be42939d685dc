import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import type { Take, Task } from '#shared/task.ts';

import { useStore } from '../../lib/create-store.ts';
import { taskCache } from '../../sync/task-cache.ts';
import { playback } from './playback.ts';

export interface CurrentSound {
  task: Task;
  take: Take;
}

/** The task and the take that sound, or did last; the task as it is now, whatever the list shows. */
export function useCurrentSound(): CurrentSound | null {
  const client = useQueryClient();
  const src = useStore(playback.store, (state) => state.src);
  const [, setChanges] = useState(0);
  const cache = taskCache(client);
  const found = src === null ? null : findSound(cache.all(), src);
  const id = found?.task.id;
  useEffect(() => {
    if (id === undefined) return;
    return cache.onChange(({ now }) => {
      if (now.id === id) setChanges((count) => count + 1);
    });
  }, [cache, id]);
  return found;
}

function findSound(tasks: readonly Task[], src: string): CurrentSound | null {
  for (const task of tasks) {
    if (!('takes' in task)) continue;
    const take = task.takes.find(({ audio }) => audio === src);
    if (take) return { task, take };
  }
  return null;
}

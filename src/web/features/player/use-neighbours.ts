import { useQueryClient } from '@tanstack/react-query';

import type { Task } from '#shared/task.ts';

import { taskCache } from '../../sync/task-cache.ts';
import { wholeTakesOf } from '../tasks/card/task-status.ts';
import { shownIds } from '../tasks/list/shown-ids.ts';
import { playTake } from './play-take.ts';

/** Plays the next sound of the list as it is shown that can be heard, by 1 or -1 from that task. */
export function useNeighbours(): (task: Task, step: 1 | -1, letter: number) => void {
  const client = useQueryClient();
  return (task, step, letter) => {
    const ids = shownIds(client);
    for (let at = ids.indexOf(task.id) + step; at >= 0 && at < ids.length; at += step) {
      const next = taskCache(client).get(ids[at] ?? '');
      const takes = next ? wholeTakesOf(next) : [];
      const take = takes.find(({ n }) => n === letter) ?? takes[0];
      if (next && take) return playTake(next, take);
    }
  };
}

import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';

import type { Task } from '#shared/task.ts';

import { putTasks, removeTask, taskCache } from '../../../sync/task-cache.ts';
import { playback } from '../../player/playback.ts';
import { useBoard } from '../board-context.ts';
import type { BoardHandle, TaskSlots } from '../task-slots.ts';
import { useSelected } from './selection-store.ts';

/** Hands what is picked to the bar that does things with it. */
export function SelectedTasks({ tasks, BulkBar }: { tasks: readonly Task[]; BulkBar: TaskSlots['BulkBar'] }) {
  const { api, toast, selection } = useBoard();
  const client = useQueryClient();
  const { ids, isOn } = useSelected(selection);
  const picked = useMemo(() => tasks.filter(({ id }) => ids.has(id)), [tasks, ids]);
  const board = useMemo<BoardHandle>(() => {
    const memory = taskCache(client);
    return {
      api,
      toast,
      put: (each) => putTasks(client, each),
      drop: (gone) => {
        for (const id of gone) {
          const task = memory.get(id);
          if (task && 'takes' in task) for (const take of task.takes) playback.stop(take.audio);
          removeTask(client, id);
        }
      },
      unforget: (back) => {
        for (const id of back) memory.unforget(id);
      },
    };
  }, [api, toast, client]);
  if (!isOn) return null;
  return (
    <BulkBar
      board={board}
      picked={picked}
      shown={tasks.length}
      onAll={() => selection.pickAll()}
      onEnd={() => selection.end()}
      onUnpick={(gone) => selection.drop(gone)}
    />
  );
}

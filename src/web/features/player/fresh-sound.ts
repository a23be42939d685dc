import { isLive, type Task } from '#shared/task.ts';

import { createStore } from '../../lib/create-store.ts';
import type { taskCache, TaskChange } from '../../sync/task-cache.ts';
import { noteUnplayed } from '../tasks/card/played-tasks.ts';
import { rowOf } from '../tasks/list/row-of.ts';

export interface FreshSound {
  task: Extract<Task, { state: 'ready' }>;
  /** Its row was in sight as it became ready. */
  wasSeen: boolean;
}

/** The newest sound that became ready while the page was open, until it is played or deleted. */
export const freshSound = createStore<FreshSound | null>(null);

export function watchFreshSounds(cache: ReturnType<typeof taskCache>): () => void {
  const stops = [
    cache.onChange(({ before, now }: TaskChange) => {
      const wasLive = before && isLive(before);
      if (before ? wasLive && now.state === 'ready' : isLive(now)) noteUnplayed(now.id);
      if (now.state !== 'ready' || !wasLive) return;
      const wasSeen = isInSight(now.id);
      // One that nobody saw arrive is not hidden by one that was seen.
      if (!wasSeen || freshSound.get()?.wasSeen !== false) freshSound.set({ task: now, wasSeen });
    }),
    cache.onListChange(() => {
      const fresh = freshSound.get();
      if (fresh && !cache.get(fresh.task.id)) freshSound.set(null);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

export function noteFreshPlayed(id: string): void {
  if (freshSound.get()?.task.id === id) freshSound.set(null);
}

function isInSight(id: string): boolean {
  const row = rowOf(id)?.getBoundingClientRect();
  return row !== undefined && row.bottom > 0 && row.top < window.innerHeight;
}

import type { Task } from '#shared/task.ts';

import { createStore } from '../../lib/create-store.ts';
import type { Opening } from './inspected-sound.ts';
import { soundsOf } from './take-sound.ts';

/** What the inspector holds; null while it is closed. */
export const inspectorOpening = createStore<Opening | null>(null);

export function inspectTake(task: Task, take: number): void {
  const sounds = soundsOf(task);
  const at = sounds.find(({ from }) => from?.take === take) ?? sounds[0];
  if (at) inspectorOpening.set({ sounds, at: at.id });
}

export const openEmptyInspector = (): void => inspectorOpening.set({ sounds: [], at: null });
export const closeInspector = (): void => inspectorOpening.set(null);

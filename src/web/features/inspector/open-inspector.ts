import type { Task } from '#shared/task.ts';

import { createStore } from '../../lib/create-store.ts';
import type { Opening } from './inspected-sound.ts';
import { soundsOf } from './take-sound.ts';
import { createVerdicts } from './take-verdicts.ts';

/** Null while it is closed. */
export const inspectorOpening = createStore<Opening | null>(null);

/** Fetched at first need. */
export const loadInspector = () => import('./inspector.tsx');

/** Should it not come, opening asks again and says so. */
export const prefetchInspector = (): void => void loadInspector().catch(() => undefined);

export function inspectTake(task: Task, take: number): void {
  const sounds = soundsOf(task);
  const at = sounds.find(({ from }) => from?.take === take) ?? sounds[0];
  if (at) inspectorOpening.set({ sounds, at: at.id });
}

export const openEmptyInspector = (): void => inspectorOpening.set({ sounds: [], at: null });
export const closeInspector = (): void => inspectorOpening.set(null);

/** What was measured of the takes that were played on this page. */
export const takeVerdicts = createVerdicts(async (sound) => (await loadInspector()).verdictOf(sound));

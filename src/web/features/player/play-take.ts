import { takesOf, type Take, type Task } from '#shared/task.ts';

import { createStore } from '../../lib/create-store.ts';
import { notePlayed } from '../tasks/card/played-tasks.ts';
import { soundName } from '../tasks/card/task-status.ts';
import { noteFreshPlayed } from './fresh-sound.ts';
import { playback } from './playback.ts';

/** Whether takes are played at the same loudness. */
export const matchesLevels = createStore(false);
/** Whether the row that the arrow keys reach is played. */
export const isAuditioning = createStore(false);
/** Once a sound was played, or a phone showed the tasks, the player stays. */
export const hasPlayed = createStore(false);

/** How much quieter this take is played, so that all of the task's are as loud as the quietest. */
function gainOf(task: Task, take: Take): number {
  const own = take.heard?.lufs ?? null;
  if (!matchesLevels.get() || own === null) return 1;
  const all = takesOf(task).map(({ heard }) => heard?.lufs ?? own);
  return 10 ** ((Math.min(...all) - own) / 20);
}

function prepare(task: Task, take: Take): [src: string, loop: boolean, title: string] {
  hasPlayed.set(true);
  notePlayed(task.id);
  noteFreshPlayed(task.id);
  playback.setGain(gainOf(task, take));
  return [take.audio, task.request.soundLoop === true, soundName(task)];
}

export function playTake(task: Task, take: Take, at = 0): void {
  const [src, loop, title] = prepare(task, take);
  playback.play(src, loop, title, at);
}

export function toggleTake(task: Task, take: Take): void {
  const [src, loop, title] = prepare(task, take);
  playback.toggle(src, loop, title);
}

export function seekTake(task: Task, take: Take, seconds: number): void {
  const [src, loop, title] = prepare(task, take);
  playback.seek(src, seconds, loop, title);
}

/** The take of a task that was played last; null for another task. */
export const currentTakeOf = (task: Task): Take | null =>
  takesOf(task).find(({ audio }) => audio === playback.state().src) ?? null;

export const lastTakeOf = (task: Task): number => (currentTakeOf(task) ?? takesOf(task)[0])?.n ?? 1;

/** Another take of the task that is current, from the same place on. */
export function switchTake(task: Task, n: number): void {
  const before = currentTakeOf(task);
  const take = takesOf(task).find((each) => each.n === n);
  if (!before || !take || before === take) return;
  const at = playback.timeOf(before.audio) % (take.durationS ?? Infinity);
  if (playback.isOn) playTake(task, take, at);
  else seekTake(task, take, at);
}

/** Levels are taken up at once. */
export function matchLevels(isOn: boolean, task: Task | null): void {
  matchesLevels.set(isOn);
  const take = task && currentTakeOf(task);
  if (task && take) playback.setGain(gainOf(task, take));
}

import { ownTitle, takesOf, type Take, type Task } from '#shared/task.ts';

import { serverNow } from '../../../lib/server-clock.ts';
import * as words from '../../../strings/task-strings.ts';

interface TaskStatus {
  /** Of icons.svg; empty for none. */
  icon: string;
  word: string;
  tone: 'calm' | 'warn' | 'danger';
}

const calm = 'calm';

/** A task's state in one picture, one word and one colour. */
export function statusOf(task: Task): TaskStatus {
  switch (task.state) {
    case 'held':
      return { icon: 'clock', word: words.states.held, tone: calm };
    case 'sending':
      return { icon: 'sending', word: words.states.sending, tone: calm };
    case 'rendering':
      return { icon: 'rendering', word: words.stages[task.stage], tone: calm };
    case 'ready':
      return { icon: '', word: words.states.ready, tone: calm };
    case 'refused':
      return { icon: 'failed', word: words.states.refused, tone: 'danger' };
    case 'failed':
      return { icon: 'failed', word: words.states.failed, tone: 'danger' };
    case 'unknown':
      return { icon: 'unknown', word: words.states.unknown, tone: 'warn' };
    case 'cancelled':
      return { icon: 'close', word: words.states.cancelled, tone: calm };
    case 'dismissed':
      return { icon: 'close', word: words.states.dismissed, tone: calm };
    default:
      return task satisfies never;
  }
}

/** What was asked for, or what a tracked task is called. */
export const taskName = (task: Task): string => task.request.prompt || task.title || words.untitled;

/** A title of the person's own; empty where only the vendor named it. */
export const ownTitleOf = (task: Task): string => ownTitle(task.title, takesOf(task));

/** How a sound is called in one line: its own title, else its prompt. */
export const soundName = (task: Task): string => ownTitleOf(task) || taskName(task);

/** Its link has ended, and no copy was kept. */
export const isTakeGone = ({ kept, expiresAt }: Take): boolean =>
  !kept && expiresAt !== null && Date.parse(expiresAt) <= serverNow();

/** All of it is there, not only the start of a stream, and can still be fetched. */
export const isWhole = (take: Take): boolean => (take.kept || take.durationS !== null) && !isTakeGone(take);

export const wholeTakesOf = (task: Task): Take[] => takesOf(task).filter(isWhole);

/** Nothing of it can be heard any more. */
export const isAudioGone = (task: Task): boolean =>
  task.state === 'ready' && task.takes.length > 0 && task.takes.every(isTakeGone);

/** Of none of its takes could a copy be made: whether one can be heard is the vendor's matter. */
export const isUnkept = (task: Task): boolean =>
  task.state === 'ready' && task.takes.length > 0 && task.takes.every(({ keepProblem }) => keepProblem);

import type { Task } from '#shared/task.ts';

import * as words from '../../../strings/task-strings.ts';
import type { IconName } from '../../../ui/icon.tsx';

export interface TaskStatus {
  icon: IconName;
  word: string;
  tone: string;
}

const calm = 'text-muted';

/** A task's state in one picture, one word and one colour. */
export function statusOf(task: Task): TaskStatus {
  switch (task.state) {
    case 'held':
      return { icon: 'clock', word: words.states.held, tone: calm };
    case 'sending':
      return { icon: 'send', word: words.states.sending, tone: calm };
    case 'rendering':
      return { icon: 'wave', word: words.stages[task.stage], tone: 'text-accent-ink' };
    case 'ready':
      return { icon: 'check', word: words.states.ready, tone: 'text-ok' };
    case 'refused':
      return { icon: 'stop', word: words.states.refused, tone: 'text-danger' };
    case 'failed':
      return { icon: 'alert', word: words.states.failed, tone: 'text-danger' };
    case 'unknown':
      return { icon: 'question', word: words.states.unknown, tone: 'text-warn' };
    case 'cancelled':
      return { icon: 'stop', word: words.states.cancelled, tone: calm };
    case 'dismissed':
      return { icon: 'stop', word: words.states.dismissed, tone: calm };
    default:
      return task satisfies never;
  }
}

/** How a card is called aloud: its title, or the prompt it came from. */
export const taskName = (task: Task): string => task.request.prompt || task.title || words.untitled;

/** A title of the person's own: the vendor names its takes too, which is not one. */
export function taskTitle(task: Task): string {
  const isVendors = 'takes' in task && task.takes.some(({ title }) => title === task.title);
  return isVendors || task.title === taskName(task) ? '' : task.title;
}

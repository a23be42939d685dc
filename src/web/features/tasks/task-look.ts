import type { Task } from '#contract/task.ts';

import type { IconName } from '../../ui/icon.tsx';

export interface TaskLook {
  icon: IconName;
  word: string;
  tone: string;
}

const calm = 'text-muted';

/** A task's state in one picture, one word and one colour. */
export function lookOf(task: Task): TaskLook {
  switch (task.state) {
    case 'held':
      return { icon: 'clock', word: 'Waiting', tone: calm };
    case 'sending':
      return { icon: 'send', word: 'Sending', tone: calm };
    case 'rendering':
      return { icon: 'wave', word: renderingWords[task.stage], tone: 'text-accent-ink' };
    case 'ready':
      return { icon: 'check', word: 'Ready', tone: 'text-ok' };
    case 'refused':
      return { icon: 'stop', word: 'Refused', tone: 'text-danger' };
    case 'failed':
      return { icon: 'alert', word: 'Failed', tone: 'text-danger' };
    case 'unknown':
      return { icon: 'question', word: 'Outcome unknown', tone: 'text-warn' };
    case 'cancelled':
      return { icon: 'stop', word: 'Cancelled', tone: calm };
    case 'dismissed':
      return { icon: 'stop', word: 'Dismissed', tone: calm };
    default:
      return task satisfies never;
  }
}

const renderingWords = {
  PENDING: 'Queued',
  TEXT_SUCCESS: 'Rendering',
  FIRST_SUCCESS: 'Rendering, take A is here',
} as const;

/** How a card is called aloud: its title, or the prompt it came from. */
export const nameOf = (task: Task): string => task.request.prompt || task.title || 'Untitled sound';

/** A title of the person's own: the vendor names its takes too, which is not one. */
export function titleOf(task: Task): string {
  const isVendors = 'takes' in task && task.takes.some(({ title }) => title === task.title);
  return isVendors || task.title === nameOf(task) ? '' : task.title;
}

import { createAnnouncer } from './announcements.ts';
import type { TaskChange } from './task-cache.ts';
import { createTitleNews } from './title-news.ts';

/** All that is said of a task that changes. */
export function createTaskNews(say: (text: string) => void, nameOf: (task: TaskChange['now']) => string) {
  const tellers = [createAnnouncer(say), createTitleNews(nameOf)];
  return (change: TaskChange): void => {
    for (const tell of tellers) tell(change);
  };
}

import * as words from '../strings/task-strings.ts';
import type { TaskChange } from './task-cache.ts';

/** What finishes while the tab is hidden stands in its title, until the tab is seen again. */
export function createTitleNews(nameOf: (task: TaskChange['now']) => string) {
  const usual = document.title;
  return ({ before, now }: TaskChange): void => {
    if (!document.hidden || !before || before.state === now.state || now.state !== 'ready') return;
    document.title = words.readyTitle(nameOf(now));
    const onSeen = () => {
      if (document.hidden) return;
      document.title = usual;
      document.removeEventListener('visibilitychange', onSeen);
    };
    document.addEventListener('visibilitychange', onSeen);
  };
}

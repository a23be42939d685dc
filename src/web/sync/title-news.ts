import * as words from '../strings/list-strings.ts';
import type { TaskChange } from './task-cache.ts';

/** What finishes while the tab is hidden stands in its title, with a dot on its icon, until the tab is seen again. */
export function createTitleNews(nameOf: (task: TaskChange['now']) => string) {
  const usual = document.title;
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const usualIcon = icon?.href ?? '';
  return ({ before, now }: TaskChange): void => {
    if (!document.hidden || !before || before.state === now.state || now.state !== 'ready') return;
    document.title = words.readyTitle(nameOf(now));
    if (icon) icon.href = usualIcon.replace('icon.svg', 'icon-ready.svg');
    const onSeen = () => {
      if (document.hidden) return;
      document.title = usual;
      if (icon) icon.href = usualIcon;
      document.removeEventListener('visibilitychange', onSeen);
    };
    document.addEventListener('visibilitychange', onSeen);
  };
}

import '../../testing/dom-environment.ts';
import { expect, it, vi } from 'vitest';

import { readyTask, renderingTask } from '../../testing/task-builders.ts';
import { createTitleNews } from './title-news.ts';

it('what finishes in a hidden tab stands in its title, with a dot on its icon, until it is seen', () => {
  const icon = document.createElement('link');
  icon.rel = 'icon';
  icon.href = 'http://localhost/icon.svg';
  document.head.append(icon);
  document.title = 'Cuesmith';
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(false);
  const tell = createTitleNews(({ request }) => request.prompt ?? '');
  tell({ before: renderingTask(), now: readyTask() });
  expect(document.title).toBe('Cuesmith');
  hidden.mockReturnValue(true);
  tell({ before: undefined, now: readyTask() });
  expect(document.title).toBe('Cuesmith');
  tell({ before: renderingTask(), now: readyTask() });
  expect(document.title).toBe('▶ Ready, soft rain');
  expect(icon.href).toBe('http://localhost/icon-ready.svg');
  hidden.mockReturnValue(false);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(document.title).toBe('Cuesmith');
  expect(icon.href).toBe('http://localhost/icon.svg');
});

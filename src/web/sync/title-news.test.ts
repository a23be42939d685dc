import '../../testing/dom-environment.ts';
import { expect, it, vi } from 'vitest';

import { readyTask, renderingTask } from '../../testing/task-builders.ts';
import { createTitleNews } from './title-news.ts';

it('what finishes in a hidden tab stands in its title until the tab is seen', () => {
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
  hidden.mockReturnValue(false);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(document.title).toBe('Cuesmith');
});

import '../dom-environment.ts';
import { cleanup, configure, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { onTestFinished } from 'vitest';

import type { SoundRequest } from '#shared/sound-request.ts';

import { createApi, type Send } from '../../web/api/api-client.ts';
import { TasksPanel } from '../../web/features/tasks/tasks-panel.tsx';
import { startApp, type TestAppOptions } from '../start-app.ts';
import { aRequest } from '../task-builders.ts';
import { renderInPage } from './render-page.tsx';

// Two busy cores render real takes meanwhile.
configure({ asyncUtilTimeout: 10_000 });

/** An app of its own, and a browser that has stored nothing yet to open its task list in. */
export async function startTaskList(options: TestAppOptions = {}) {
  localStorage.clear();
  history.replaceState(null, '', '/');
  const app = await startApp(options);
  return {
    app,
    made: (change: Partial<SoundRequest>) =>
      app.generate({ id: crypto.randomUUID(), request: aRequest(change) }),
    /** @param send what carries the page's calls, to watch or to break it */
    openPage: (send: Send = (path, init) => app.request(path, init)) => {
      renderInPage(createApi(send), <TasksPanel />);
      onTestFinished(cleanup);
      return userEvent.setup();
    },
  };
}

export const region = () => within(screen.getByRole('region', { name: 'Tasks' }));

export const card = (name: string) => region().findByRole('article', { name });

export const cards = () => region().queryAllByRole('article');

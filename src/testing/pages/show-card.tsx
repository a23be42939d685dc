import { act, cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, vi } from 'vitest';

import type { Connection } from '#shared/connection.ts';
import type { Task } from '#shared/task.ts';

import { createApi } from '../../web/api/api-client.ts';
import { TaskCard } from '../../web/features/tasks/card/task-card.tsx';
import { toasts } from '../../web/lib/toasts.ts';
import { startApp, type TestApp } from '../start-app.ts';
import { renderInPage } from './render-page.tsx';

let app: TestApp;

/** Before and after each test of a file: a server without tasks, and no card left of the one before. */
export function serveCards(): void {
  // They come with the first row that needs them.
  beforeAll(() =>
    Promise.all([
      import('../../web/features/tasks/trouble/trouble-body.tsx'),
      import('../../web/features/tasks/panel/row-panel.tsx'),
    ]),
  );
  beforeEach(async () => {
    toasts.set([]);
    app = await startApp();
  });
  afterEach(cleanup);
}

/**
 * A task's row on a page of its own, by a server that does not know the task.
 * @param connection what is other than usual of the only connection
 * @returns what is put back in the form, what is asked of the server besides reads, and a user
 */
export async function showCard(task: Task, connection: Partial<Connection> = {}) {
  const calls: string[] = [];
  const api = createApi(async (path, init) => {
    if (init.method !== 'GET') calls.push(`${init.method} ${path}`);
    const answer = await app.request(path, init);
    if (path !== '/api/connections') return answer;
    const [first] = (await answer.json()) as Connection[];
    return Response.json([{ ...first, ...connection }]);
  });
  const { edited } = renderInPage(api, <TaskCard task={task} />);
  await act(() => vi.dynamicImportSettled());
  return { edited, calls, user: userEvent.setup() };
}

export const card = (): HTMLElement => screen.getByRole('article');

/** Of all buttons of the page. */
export const buttonNames = (): string[] =>
  screen
    .getAllByRole('button')
    .map((button) => button.getAttribute('aria-label') ?? button.textContent.trim());

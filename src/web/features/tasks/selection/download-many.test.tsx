import '../../../../testing/dom-environment.ts';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';

import type { Task } from '#shared/task.ts';

import { renderInPage } from '../../../../testing/pages/render-page.tsx';
import { startApp } from '../../../../testing/start-app.ts';
import { aRequest, aTake, readyTask } from '../../../../testing/task-builders.ts';
import { uuid } from '../../../../testing/task-fixtures.ts';
import { createApi } from '../../../api/api-client.ts';
import { SelectionBar } from './selection-bar.tsx';

afterEach(cleanup);

const COUNT = 500;
const many: Task[] = Array.from({ length: COUNT }, (_, n) => {
  const takes = [1, 2].map((take) => aTake(uuid(n), take));
  return readyTask({ id: uuid(n), request: aRequest({ prompt: 'rain' }), takes });
});

async function openPanel(selected = many) {
  const app = await startApp();
  const sent: string[] = [];
  renderInPage(
    createApi((path, init) => {
      if (path !== '/api/downloads') return app.request(path, init);
      sent.push(init.body as string);
      return Promise.resolve(Response.json({ id: uuid(0), files: 2 * COUNT }));
    }),
    <SelectionBar selected={selected} shown={selected} />,
  );
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Download sounds…' }));
  return { user, sent };
}

it('500 selected sounds are counted, and one request asks for each of them once', async () => {
  const { user, sent } = await openPanel();
  expect(screen.getByText('500 selected')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Download 500 files as zip' })).toBeTruthy();
  await user.click(screen.getByRole('radio', { name: 'Both takes' }));
  await user.dblClick(screen.getByRole('button', { name: 'Download 1,000 files as zip' }));
  await waitFor(() => expect(screen.queryByRole('group', { name: 'Download sounds…' })).toBeNull());
  expect(sent).toHaveLength(1);
  const { ids } = JSON.parse(sent[0] ?? '{}') as { ids: string[] };
  expect(ids).toEqual(many.map(({ id }) => id));
});

it('takes whose link has ended without a copy are not counted, and alone they are nothing to load', async () => {
  const lost = { kept: false, expiresAt: '2020-01-01T00:00:00.000Z' };
  const takes = [1, 2].map((n) => ({ ...aTake(uuid(COUNT), n), ...lost }));
  const gone = readyTask({ id: uuid(COUNT), request: aRequest({ prompt: 'wind' }), takes });
  const { user } = await openPanel([gone, ...many.slice(0, 2)]);
  await user.click(screen.getByRole('radio', { name: 'Both takes' }));
  expect(screen.getByRole('button', { name: 'Download 4 files as zip' })).toBeTruthy();
  expect(screen.getByText('_A.mp3').parentElement?.textContent).toBe('rain_A.mp3');
  cleanup();
  await openPanel([gone]);
  expect(screen.getByText('None of them has a sound to download.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Download \d/ })).toBeNull();
});

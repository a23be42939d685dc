import '../../../../testing/dom-environment.ts';
import { cleanup, configure, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';

import { renderInPage } from '../../../../testing/pages/render-page.tsx';
import { startApp } from '../../../../testing/start-app.ts';
import { createApi } from '../../../api/api-client.ts';
import { formBeforeReload } from '../../../state/form-before-reload.ts';
import { freshStatus, syncStatus } from '../../../state/sync-status.ts';
import { Notices } from './notices.tsx';

configure({ asyncUtilTimeout: 10_000 });
afterEach(() => {
  cleanup();
  syncStatus.set(freshStatus);
});

/** The notices on a real app, whose answers are then changed. */
async function openPage(change: (answer: Response) => Response) {
  const app = await startApp();
  const api = createApi(async (path, init) => change(await app.request(path, init)));
  renderInPage(api, <Notices />);
  return api;
}

it('asks to log in again when the login has ended, and no longer once there is one (M18)', async () => {
  let isLoggedOut = true;
  const problem = { code: 'not-allowed', message: 'Log in.', charged: 'no' };
  const api = await openPage((answer) =>
    isLoggedOut ? Response.json({ problem }, { status: 401 }) : answer,
  );
  const link = await screen.findByRole('link', { name: 'Log in' });
  expect(link.getAttribute('target')).toBe('_blank');
  isLoggedOut = false;
  await api.tasks({});
  expect(screen.queryByRole('link', { name: 'Log in' })).toBeNull();
});

it('offers to reload once another build answers, and keeps the whole form over it', async () => {
  let build = 'one';
  const api = await openPage((answer) => {
    answer.headers.set('x-build', build);
    return answer;
  });
  await api.tasks({});
  expect(screen.queryByRole('button', { name: 'Reload' })).toBeNull();
  build = 'two';
  await api.tasks({});
  const reload = vi.spyOn(location, 'reload').mockImplementation(() => {});
  await userEvent.click(await screen.findByRole('button', { name: 'Reload' }));
  expect(reload).toHaveBeenCalled();
  expect(formBeforeReload()).toMatchObject({ prompt: expect.any(String) as string });
  expect(formBeforeReload()).toBeNull();
});

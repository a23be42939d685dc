import '../../../testing/dom-environment.ts';
import { useMutation } from '@tanstack/react-query';
import { cleanup, configure, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { SoundRequest } from '#shared/sound-request.ts';

import { MemoryStorage } from '../../../testing/memory-storage.ts';
import { renderInPage } from '../../../testing/pages/render-page.tsx';
import { startApp, type TestApp } from '../../../testing/start-app.ts';
import { aRequest } from '../../../testing/task-builders.ts';
import { createApi, type Api } from '../../api/api-client.ts';
import { outbox } from '../../state/outbox.ts';
import { submitSound } from '../../sync/submit-sound.ts';
import { TasksPanel } from './tasks-panel.tsx';

// Two busy cores render real takes meanwhile.
vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });

let app: TestApp;
beforeEach(async () => {
  localStorage.clear();
  history.replaceState(null, '', '/');
  app = await startApp();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Press({ api, request }: { api: Api; request: SoundRequest }) {
  const { mutate } = useMutation(submitSound(api));
  return (
    <button type="button" onClick={() => mutate({ request, count: 1 })}>
      Generate
    </button>
  );
}

/** The tasks on the real app in memory, beside a button that sends `request`. */
function openPage(request: SoundRequest = aRequest()) {
  const asked: string[] = [];
  const api = createApi((path, init) => {
    asked.push(path);
    return app.request(path, init);
  });
  const { edited } = renderInPage(
    api,
    <>
      <Press api={api} request={request} />
      <TasksPanel />
    </>,
  );
  return { edited, asked, user: userEvent.setup() };
}

const region = () => within(screen.getByRole('region', { name: 'Tasks' }));
const made = (prompt: string) => app.generate({ id: crypto.randomUUID(), request: aRequest({ prompt }) });

describe('the board', () => {
  it('teaches when it is empty: an example fills the form', async () => {
    const { user, edited } = openPage();
    await user.click(await region().findByRole('button', { name: /Dusty drum loop/ }));
    expect(edited).toMatchObject([{ soundTempo: 90, soundKey: 'Am', soundLoop: true }]);
  });

  it('follows a press from its row to its takes, and says so', async () => {
    const { user } = openPage(aRequest({ prompt: 'gentle rain' }));
    await region().findByRole('button', { name: /Dusty drum loop/ });
    await user.click(screen.getByRole('button', { name: 'Generate' }));
    await region().findByRole('article', { name: 'gentle rain' });
    await region().findByRole('button', { name: 'Play take B' });
    expect(region().getAllByRole('article')).toHaveLength(1);
    await waitFor(() => expect(document.body.textContent).toContain('Ready: gentle rain.'));
  });

  it('copies the taskIds of all that is shown, newest first', async () => {
    const [older, newer] = [await made('wind'), await made('waves')];
    const { user } = openPage();
    await user.click(await region().findByRole('button', { name: 'Copy all taskIds' }));
    await waitFor(async () =>
      expect(await navigator.clipboard.readText()).toBe(`${newer.taskId}\n${older.taskId}`),
    );
  });

  it('copies the taskIds of all that match, however many are loaded, and says how many have none', async () => {
    const all = Array.from({ length: 66 }, (_, index) => ({
      id: crypto.randomUUID(),
      request: aRequest({ prompt: index === 0 ? 'rain [429]' : `rain ${index}` }),
    }));
    app = await startApp({ env: { SOUNDS_PACE: '1000/1s' } });
    for (const item of all) await app.submit(item);
    const { user } = openPage();
    // The list draws what is seen of it, and reads fifty at first.
    await region().findByText('66');
    await user.click(await region().findByRole('button', { name: 'Copy all taskIds' }));
    await waitFor(() => expect(document.body.textContent).toContain('Copied 65 taskIds; 1 task has none'));
    const copied = (await navigator.clipboard.readText()).split('\n');
    const taskIds = all
      .slice(1)
      .map(({ id }) => app.tasks.get(id))
      .map((task) => 'taskId' in task && task.taskId);
    expect(new Set(copied)).toEqual(new Set(taskIds));
    expect(copied).toHaveLength(65);
  });

  it('says that a press could not be noted, and sends it all the same (M12)', async () => {
    const full = new MemoryStorage();
    full.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    vi.stubGlobal('localStorage', full);
    // Not the prompt of another test: pressed again at once, it would be the same press.
    const { user } = openPage(aRequest({ prompt: 'rain not noted' }));
    await user.click(screen.getByRole('button', { name: 'Generate' }));
    expect(await region().findByText(/This browser could not note what you pressed/)).toBeDefined();
    await region().findByRole('button', { name: 'Play take B' });
  });

  it('copies the newest taskId on C, but not while somebody types', async () => {
    const task = await made('wind');
    const { user } = openPage();
    await region().findByRole('article', { name: 'wind' });
    await navigator.clipboard.writeText('before');
    await user.type(region().getByRole('searchbox'), 'c');
    expect(await navigator.clipboard.readText()).toBe('before');
    await user.clear(region().getByRole('searchbox'));
    await region().findByRole('article', { name: 'wind' });
    await user.click(screen.getByRole('heading', { name: 'Tasks' }));
    await user.keyboard('c');
    await waitFor(async () => expect(await navigator.clipboard.readText()).toBe(task.taskId));
  });

  it('finds a task by its taskId', async () => {
    const task = await made('wind');
    await made('waves');
    const { user } = openPage();
    await region().findByRole('article', { name: 'waves' });
    await user.type(region().getByRole('searchbox'), task.taskId);
    await waitFor(() => expect(region().queryByRole('article', { name: 'waves' })).toBeNull());
    expect(region().getByRole('article', { name: 'wind' })).toBeTruthy();
  });

  it('shows the task that a link names, alone', async () => {
    const [wind] = [await made('wind'), await made('waves')];
    history.replaceState(null, '', `/?task=${wind.id}`);
    openPage();
    await region().findByRole('article', { name: 'wind' });
    await waitFor(() => expect(region().queryByRole('article', { name: 'waves' })).toBeNull());
  });

  it('shows the task that a link names by its taskId', async () => {
    const [wind] = [await made('wind'), await made('waves')];
    history.replaceState(null, '', `/?task=${wind.taskId}`);
    openPage();
    await region().findByRole('article', { name: 'wind' });
    await waitFor(() => expect(region().queryByRole('article', { name: 'waves' })).toBeNull());
    expect(screen.queryByText('There is no such task.')).toBeNull();
  });

  it('asks once for a task that a link names and that is not there, and says so', async () => {
    history.replaceState(null, '', '/?task=not-there');
    const { asked } = openPage();
    await screen.findByText('There is no such task.');
    expect(asked.filter((path) => path.includes('not-there'))).toEqual(['/api/tasks/not-there']);
    history.replaceState(null, '', '/');
  });

  it('deletes with undo', async () => {
    await made('wind');
    const { user } = openPage();
    await user.click(await region().findByRole('button', { name: 'Delete' }));
    expect(region().queryByRole('article', { name: 'wind' })).toBeNull();
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await region().findByRole('article', { name: 'wind' });
  });

  it('takes its Undo back once the task is restored from elsewhere', async () => {
    await made('wind');
    const { user } = openPage();
    await user.click(await region().findByRole('button', { name: 'Delete' }));
    const notice = within(await screen.findByRole('region', { name: 'Notices' }));
    await user.click(notice.getByRole('button', { name: 'Recently deleted' }));
    await user.click(await region().findByRole('button', { name: 'Restore' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
    expect(screen.queryByText('Task deleted.')).toBeNull();
  });

  it('offers Recently deleted at its foot while there is any, and the way back from there', async () => {
    app.tasks.remove((await made('rain')).id);
    await made('wind');
    const { user } = openPage();
    await user.click(await region().findByRole('heading', { name: 'Tasks' }));
    await user.click(await region().findByRole('button', { name: 'Recently deleted' }));
    await region().findByRole('article', { name: 'rain' });
    expect(region().getByRole('heading', { name: 'Recently deleted' })).toBeTruthy();
    expect(region().queryByRole('button', { name: 'Recently deleted' })).toBeNull();
    expect(region().queryByRole('button', { name: 'Clear filters' })).toBeNull();
    await user.click(await region().findByRole('button', { name: 'Show all tasks' }));
    await region().findByRole('article', { name: 'wind' });
  });

  it('has no Recently deleted where nothing was deleted', async () => {
    const { user } = openPage();
    await user.click(await region().findByText(/^Describe a sound and press Generate/));
    await vi.dynamicImportSettled();
    expect(region().queryByRole('button', { name: 'Recently deleted' })).toBeNull();
  });

  it('lists what was deleted, restores it, and deletes for good (M22)', async () => {
    const [rain, wind] = [await made('rain'), await made('wind')];
    for (const { id } of [rain, wind]) app.tasks.remove(id);
    const { user } = openPage();
    await user.click(await region().findByRole('button', { name: 'Recently deleted' }));
    const card = (name: string) => region().findByRole('article', { name });
    expect((await card('rain')).textContent).toContain('Deleted for good in 7 days');
    await user.click(within(await card('rain')).getByRole('button', { name: 'Restore' }));
    await waitFor(() => expect(region().queryByRole('article', { name: 'rain' })).toBeNull());
    expect(app.tasks.list({}).tasks.map(({ id }) => id)).toEqual([rain.id]);
    await user.click(within(await card('wind')).getByRole('button', { name: 'Delete for good' }));
    const sure = within(await card('wind')).getByRole('group', { name: 'Please confirm' });
    await user.click(within(sure).getByRole('button', { name: 'Delete for good' }));
    await region().findByText('Nothing was deleted in the last 7 days.');
    expect(app.tasks.list({ deleted: true }).total).toBe(0);
    await user.click(region().getByRole('button', { name: 'Show all tasks' }));
    await card('rain');
  });

  it('empties what was deleted, once that is confirmed (M22)', async () => {
    for (const prompt of ['rain', 'wind']) app.tasks.remove((await made(prompt)).id);
    const { user } = openPage();
    await user.click(await region().findByRole('button', { name: 'Recently deleted' }));
    await user.click(await region().findByRole('button', { name: 'Empty' }));
    expect(app.tasks.list({ deleted: true }).total).toBe(2);
    const sure = within(region().getByRole('group', { name: 'Please confirm' }));
    await user.click(sure.getByRole('button', { name: 'Delete for good' }));
    await waitFor(() => expect(app.tasks.list({ deleted: true }).total).toBe(0));
  });

  it('makes a new task on Retry and keeps the old one', async () => {
    await app.submit({ id: crypto.randomUUID(), request: aRequest({ prompt: 'rain [429]' }) });
    const { user } = openPage();
    await user.click(await region().findByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(region().getAllByRole('article')).toHaveLength(2));
    const [retried, first] = app.tasks.list({}).tasks;
    expect(retried?.resentFrom).toBe(first?.id);
  });

  it('saves the list as it is filtered as CSV', async () => {
    history.replaceState(null, '', '/?key=Am');
    const { user } = openPage();
    await user.click(await region().findByRole('button', { name: 'List actions' }));
    const link = await region().findByRole('link', { name: 'Save the list as CSV' });
    expect(link.getAttribute('href')).toBe('api/tasks.csv?key=Am');
    expect(link.hasAttribute('download')).toBe(true);
  });

  it('leads to the task of a taskId that the server knows, though the page has not loaded it', async () => {
    const { taskId } = await made('wind');
    history.replaceState(null, '', '/?q=rain');
    const { user } = openPage();
    await region().findByText(/No task has/);
    await user.click(await region().findByRole('button', { name: 'List actions' }));
    await user.click(await region().findByRole('button', { name: 'Track a taskId' }));
    await user.type(await region().findByRole('textbox', { name: /made elsewhere/ }), `${taskId}{Enter}`);
    const row = await region().findByRole('article', { name: 'wind' });
    await waitFor(() => expect(document.activeElement).toBe(row));
    expect(document.body.textContent).not.toContain('Tracking it.');
  });

  it('says that a taskId made elsewhere is not known', async () => {
    const { user } = openPage();
    await user.click(await region().findByRole('button', { name: 'List actions' }));
    await user.click(await region().findByRole('button', { name: 'Track a taskId' }));
    await user.type(await region().findByRole('textbox', { name: /made elsewhere/ }), 'no-such-task{Enter}');
    expect((await region().findByRole('alert')).textContent).toBe(
      'The vendor knows no task with that taskId.',
    );
  });

  it('shows a press that never arrived as not sent, with Send and Discard', async () => {
    const id = crypto.randomUUID();
    const request = aRequest({ prompt: 'lost rain' });
    outbox.setAll(outbox.add([{ id, at: Date.now(), request }]), 'checking');
    const { user } = openPage();
    await region().findByText('Not sent');
    expect(app.tasks.list({}).total).toBe(0);
    await user.click(region().getByRole('button', { name: 'Send' }));
    await region().findByText('Ready');
    expect(app.tasks.get(id).state).toBe('ready');
  });
});

import '../../../testing/dom-environment.ts';
import { act, cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';

import type { ReadyTask } from '#shared/task.ts';

import { renderInPage } from '../../../testing/pages/render-page.tsx';
import { aRequest, readyTask } from '../../../testing/task-builders.ts';
import { createApi } from '../../api/api-client.ts';
import { taskKeys } from '../../api/task-keys.ts';
import { putTask, taskCache } from '../../sync/task-cache.ts';
import { playTake } from './play-take.ts';
import { playback } from './playback.ts';
import { PlayerBar } from './player-bar.tsx';

afterEach(cleanup);

const named = (prompt: string, change: Partial<ReadyTask> = {}) =>
  readyTask({ request: aRequest({ prompt }), ...change });
const withoutAudio = (task: ReadyTask, expiresAt: string | null = '2026-11-22T11:00:00.000Z'): ReadyTask => ({
  ...task,
  takes: task.takes.map((take) => ({ ...take, kept: false, expiresAt })),
});

const fail = () =>
  act(() => playback.store.update((before) => ({ ...before, status: 'failed', failure: 'file' })));

function open(tasks: readonly ReadyTask[]) {
  const [first] = tasks;
  const api = createApi(() => Response.json({}));
  const { client } = renderInPage(api, <PlayerBar />);
  act(() => {
    const page = { tasks, next: null, total: tasks.length, eventId: 0 };
    client.setQueryData(taskKeys.list(''), { pages: [page], pageParams: [null] });
    for (const task of tasks) taskCache(client).newest(task);
    if (first?.takes[0]) playTake(first, first.takes[0]);
  });
  return Object.assign(userEvent.setup(), { client });
}

it('Next goes past a sound that cannot be heard any more', async () => {
  const user = open([named('first'), withoutAudio(named('gone')), named('third')]);
  expect(screen.getByRole('region', { name: 'Player' }).textContent).toContain('first');
  await user.click(screen.getByRole('button', { name: 'Next sound' }));
  expect(screen.getByRole('region', { name: 'Player' }).textContent).toContain('third');
  await user.click(screen.getByRole('button', { name: 'Previous sound' }));
  expect(screen.getByRole('region', { name: 'Player' }).textContent).toContain('first');
});

it('says in the bar why its own Play plays nothing', async () => {
  const task = named('rain');
  open([task]);
  fail();
  expect(screen.getByRole('alert').textContent).toContain('The audio of take A cannot be played.');
  cleanup();
  open([withoutAudio(named('snow'))]);
  expect(screen.getByRole('alert').textContent).toBe('Link expired, no copy kept');
});

it('why nothing is heard goes once a copy was kept', () => {
  const task = withoutAudio(named('rain'), null);
  const { client } = open([task]);
  fail();
  expect(screen.getByRole('alert')).toBeTruthy();
  const takes = task.takes.map((take) => ({ ...take, kept: true }));
  act(() => putTask(client, { ...task, rev: task.rev + 1, takes }));
  expect(screen.queryByRole('alert')).toBeNull();
});

it.each(['Close notice', 'Stop'])('why nothing is heard goes by %s', async (press) => {
  const user = open([named('rain')]);
  fail();
  await user.click(screen.getByRole('button', { name: press }));
  expect(screen.queryByRole('alert')).toBeNull();
  expect(document.activeElement?.tagName).toBe('BUTTON');
});

it('that a link has ended is closed, and said again by the next press of Play', async () => {
  const user = open([withoutAudio(named('snow'))]);
  await user.click(screen.getByRole('button', { name: 'Close notice' }));
  expect(screen.queryByRole('alert')).toBeNull();
  fail();
  expect(screen.getByRole('alert').textContent).toBe('Link expired, no copy kept');
});

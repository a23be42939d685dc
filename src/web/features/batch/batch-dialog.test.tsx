import '../../../testing/dom-environment.ts';
import { cleanup, configure, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { renderInPage } from '../../../testing/render-page.tsx';
import { startApp, type TestApp } from '../../../testing/start-app.ts';
import { aRequest } from '../../../testing/task-builders.ts';
import { createApi } from '../../api/api-client.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { TasksPanel } from '../tasks/tasks-panel.tsx';

// Two busy cores render real takes meanwhile.
vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });

let app: TestApp;
beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, '', '/');
});
afterEach(() => {
  cleanup();
  closeDialog();
});

async function openPage(env: Record<string, string> = {}, isStuck: (path: string) => boolean = () => false) {
  app = await startApp({ env });
  const api = createApi((path, init) =>
    isStuck(path) ? new Promise<Response>(() => {}) : app.request(path, init),
  );
  renderInPage(api, <TasksPanel />, aRequest({ prompt: 'of the form', soundKey: 'F' }));
  return userEvent.setup();
}

const region = () => within(screen.getByRole('region', { name: 'Tasks' }));
async function openDialog(user: ReturnType<typeof userEvent.setup>) {
  await user.click(region().getByRole('button', { name: 'Batch' }));
  return within(await screen.findByRole('dialog', { name: 'Batch' }));
}
const line = () => within(region().getByRole('list', { name: 'Batches' }));

describe('the grid', () => {
  it('begins with the form, counts exactly, tells wait and cost, and lists what it would send', async () => {
    const user = await openPage();
    const dialog = await openDialog(user);
    const prompts = dialog.getByRole('textbox', { name: 'Prompts, one per line' });
    expect(prompts).toHaveProperty('value', 'of the form');
    await user.clear(prompts);
    await user.type(prompts, 'rain{Enter}drum{Enter}bell{Enter}rain');
    for (const name of ['Am', 'C', 'G', 'Em']) await user.click(dialog.getByRole('checkbox', { name }));
    await user.type(dialog.getByRole('textbox', { name: 'Tempos' }), '90, 120');
    expect(await dialog.findByText('24 tasks.')).toBeTruthy();
    await dialog.findByText(
      /8 repetitions are left out\. All sent within 11 s, at 20 per 10 s\. 60 of 1,000 credits\./,
    );
    await user.click(dialog.getByRole('button', { name: 'Show all 24' }));
    expect(dialog.getAllByRole('row')).toHaveLength(25);
    expect(app.tasks.list({}).total).toBe(0);
  });

  it('says which tempo is none, and generates nothing meanwhile', async () => {
    const user = await openPage();
    const dialog = await openDialog(user);
    await user.type(dialog.getByRole('textbox', { name: 'Tempos' }), '90 fast');
    await dialog.findByText('Not a BPM from 1 to 300: “fast”.');
    await user.click(dialog.getByRole('button', { name: 'Generate' }));
    expect(app.tasks.list({}).total).toBe(0);
    expect(screen.getByRole('dialog', { name: 'Batch' })).toBeTruthy();
  });

  it('sends each once, as one batch, and follows it to its end in one line', async () => {
    const user = await openPage({ SOUNDS_PACE: '200/1s' });
    const dialog = await openDialog(user);
    await user.click(dialog.getByRole('checkbox', { name: 'Am' }));
    await user.click(dialog.getByRole('checkbox', { name: 'C' }));
    await user.click(await dialog.findByRole('button', { name: 'Generate 2 tasks' }));
    await waitFor(() => expect(app.tasks.list({}).total).toBe(2));
    await region().findByRole('list', { name: 'Batches' });
    await line().findByText('2 of 2 done');
    expect(line().getByText('2 ready')).toBeTruthy();
    await user.click(line().getByRole('button', { name: 'Compare' }));
    const compare = within(await screen.findByRole('dialog', { name: 'Compare: of the form' }));
    await waitFor(() => expect(compare.getAllByRole('button', { name: 'Play take A' })).toHaveLength(2));
    expect(compare.getAllByRole('columnheader').map((each) => each.textContent)).toEqual([
      'Prompt',
      'Am Auto · once',
      'C Auto · once',
    ]);
  });
});

describe('a batch under way', () => {
  it('is paused, resumed, and what is unsent cancelled, at no cost', async () => {
    const user = await openPage({ SOUNDS_PACE: '1/300s' });
    const dialog = await openDialog(user);
    for (const name of ['Am', 'C', 'G']) await user.click(dialog.getByRole('checkbox', { name }));
    await user.click(await dialog.findByRole('button', { name: 'Generate 3 tasks' }));
    await region().findByRole('list', { name: 'Batches' });
    await user.click(await line().findByRole('button', { name: 'Pause' }));
    await line().findByText(/^Paused · .*2 waiting/);
    await user.click(line().getByRole('button', { name: 'Resume' }));
    await line().findByRole('button', { name: 'Pause' });
    await user.click(line().getByRole('button', { name: 'Cancel the unsent' }));
    await line().findByText(/2 cancelled/);
    expect(app.tasks.list({ state: ['cancelled'] }).total).toBe(2);
  });
});

it('a batch of several parts is handed over whole, also while its line cannot be read', async () => {
  let isOver = false;
  const user = await openPage({ SOUNDS_PACE: '1/300s' }, (path) => isOver && path.startsWith('/api/batches'));
  const dialog = await openDialog(user);
  const prompts = dialog.getByRole('textbox', { name: 'Prompts, one per line' });
  await user.clear(prompts);
  await user.click(prompts);
  await user.paste(Array.from({ length: 101 }, (_, n) => `rain ${n}`).join('\n'));
  for (const name of ['Am', 'C', 'G']) await user.click(dialog.getByRole('checkbox', { name }));
  const generate = await dialog.findByRole('button', { name: 'Generate 303 tasks' });
  isOver = true;
  await user.click(generate);
  await waitFor(() => expect(app.tasks.list({}).total).toBe(303));
});

it('a table is read with its header; wrong rows are named and the others counted', async () => {
  const user = await openPage();
  const dialog = await openDialog(user);
  await user.click(dialog.getByRole('radio', { name: 'A table (CSV)' }));
  await user.click(dialog.getByRole('textbox', { name: 'Rows' }));
  await user.paste('Prompt,Key,BPM\nrain,Ebm,90\ndrum,H,90');
  await dialog.findByText('1 row is left out. Mend it, or generate the others.');
  expect(dialog.getByText('“H” is none of the 25 keys.', { exact: false })).toBeTruthy();
  await user.click(dialog.getByRole('button', { name: 'Generate 1 task' }));
  await waitFor(() =>
    expect(app.tasks.list({}).tasks.map(({ request }) => request.soundKey)).toEqual(['D#m']),
  );
});

import '../../../testing/dom-environment.ts';
import { cleanup, configure, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { renderInPage } from '../../../testing/pages/render-page.tsx';
import { startApp, type TestApp } from '../../../testing/start-app.ts';
import { aRequest } from '../../../testing/task-builders.ts';
import { createApi } from '../../api/api-client.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { TasksPanel } from '../tasks/tasks-panel.tsx';
import { batchDraft } from './batch-draft.ts';

// Two busy cores render real takes meanwhile.
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 10_000 });

let app: TestApp;
const emptyDraft = batchDraft.get();
beforeEach(() => {
  localStorage.clear();
  batchDraft.set(emptyDraft);
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
const counts = () =>
  region().getByRole('list', { name: 'Batches' }).querySelector('.batch-counts')?.textContent;

describe('the grid', () => {
  it('takes from the form what is asked for, counts exactly, tells wait and cost, and lists what it would send', async () => {
    const user = await openPage();
    const dialog = await openDialog(user);
    const prompts = dialog.getByRole('textbox', { name: 'Prompts, one per line' });
    expect(prompts).toHaveProperty('value', '');
    await user.click(dialog.getByRole('button', { name: 'From the form' }));
    expect(prompts).toHaveProperty('value', 'of the form');
    expect(await dialog.findByText('1 task, 2 takes')).toBeTruthy();
    expect(dialog.getByRole('listitem').textContent).toContain('AnyAuto');
    await user.click(dialog.getByRole('button', { name: 'From the form: F' }));
    expect(dialog.getByRole('checkbox', { name: 'F' })).toHaveProperty('checked', true);
    await user.click(dialog.getByRole('button', { name: 'Clear' }));
    await user.clear(prompts);
    await user.type(prompts, 'rain{Enter}drum{Enter}bell{Enter}rain');
    for (const name of ['Am', 'C', 'G', 'Em']) await user.click(dialog.getByRole('checkbox', { name }));
    await user.type(dialog.getByRole('textbox', { name: 'Tempos' }), '90, 120');
    expect(await dialog.findByText('24 tasks, 48 takes')).toBeTruthy();
    expect(dialog.getByText('from 4 prompts × 4 keys × 2 tempos')).toBeTruthy();
    expect(dialog.getByText('8 repetitions are left out.')).toBeTruthy();
    expect(
      dialog.getByText('Ready in about 30 s, the last one sent after 11 s. 60 of 1,000 practice credits.'),
    ).toBeTruthy();
    expect(dialog.getAllByRole('listitem')).toHaveLength(24);
    expect(app.tasks.list({}).total).toBe(0);
  });

  it('says which tempo is none, and generates nothing meanwhile', async () => {
    const user = await openPage();
    const dialog = await openDialog(user);
    await user.type(dialog.getByRole('textbox', { name: 'Prompts, one per line' }), 'rain');
    await user.type(dialog.getByRole('textbox', { name: 'Tempos' }), '90 fast');
    await dialog.findByText('Not a BPM from 1 to 300: “fast”.');
    expect(dialog.getByText('No tasks yet. Fix the field that is marked.')).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Generate' }));
    expect(app.tasks.list({}).total).toBe(0);
    expect(screen.getByRole('dialog', { name: 'Batch' })).toBeTruthy();
  });

  it('sends each once, as one batch, and follows it to its end in one line', async () => {
    const user = await openPage({ SOUNDS_PACE: '200/1s' });
    const dialog = await openDialog(user);
    await user.click(dialog.getByRole('button', { name: 'From the form' }));
    await user.click(dialog.getByRole('checkbox', { name: 'Am' }));
    await user.click(dialog.getByRole('checkbox', { name: 'C' }));
    await user.click(await dialog.findByRole('button', { name: 'Generate 2 tasks' }));
    await waitFor(() => expect(app.tasks.list({}).total).toBe(2));
    await region().findByRole('list', { name: 'Batches' });
    await waitFor(() => expect(counts()).toBe('2 of 2 ready'));
    await user.click(line().getByRole('button', { name: 'Compare' }));
    const compare = within(await screen.findByRole('dialog', { name: 'Compare: of the form' }));
    await waitFor(() => expect(compare.getAllByRole('button', { name: 'Play take A' })).toHaveLength(2));
    expect(compare.getAllByRole('columnheader').map((each) => each.textContent)).toEqual([
      'Prompt',
      'Am Auto · one-shot',
      'C Auto · one-shot',
    ]);
    await user.click(compare.getAllByRole('button', { name: 'Keep B' })[0]!);
    await waitFor(() =>
      expect(
        app.tasks
          .list({})
          .tasks.flatMap((task) => ('takes' in task ? task.takes.map(({ verdict }) => verdict) : [])),
      ).toContain('keep'),
    );
    await compare.findByRole('button', { name: 'Keep B', pressed: true });
  });
});

it('the entry stays after sending, and copies are tasks of their own', async () => {
  const user = await openPage({ SOUNDS_PACE: '200/1s' });
  const dialog = await openDialog(user);
  await user.type(dialog.getByRole('textbox', { name: 'Prompts, one per line' }), 'rain');
  await user.click(dialog.getByRole('radio', { name: '3' }));
  await user.click(await dialog.findByRole('button', { name: 'Generate 3 tasks' }));
  await waitFor(() => expect(app.tasks.list({}).total).toBe(3));
  const again = await openDialog(user);
  expect(again.getByRole('textbox', { name: 'Prompts, one per line' })).toHaveProperty('value', 'rain');
  expect(again.getByRole('radio', { name: '3' })).toHaveProperty('checked', true);
});

describe('a batch under way', () => {
  it('is paused, resumed, and what is unsent cancelled, at no cost', async () => {
    const user = await openPage({ SOUNDS_PACE: '1/300s' });
    const dialog = await openDialog(user);
    await user.click(dialog.getByRole('button', { name: 'From the form' }));
    for (const name of ['Am', 'C', 'G']) await user.click(dialog.getByRole('checkbox', { name }));
    await user.click(await dialog.findByRole('button', { name: 'Generate 3 tasks' }));
    await region().findByRole('list', { name: 'Batches' });
    await user.click(await line().findByRole('button', { name: 'Pause' }));
    await line().findByText('Paused, 2 waiting');
    await user.click(line().getByRole('button', { name: 'Resume' }));
    await line().findByRole('button', { name: 'Pause' });
    await user.click(line().getByLabelText('More about this batch'));
    await user.click(line().getByRole('button', { name: 'Cancel the rest' }));
    await waitFor(() => expect(counts()).toContain('2 cancelled'));
    // What was cancelled is not counted as ready.
    expect(counts()).toMatch(/^[01] of 3 ready/);
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
  // Each part is answered after 2 s, and its rows are drawn.
  await waitFor(() => expect(app.tasks.list({}).total).toBe(303), { timeout: 40_000 });
});

it('a table is read with its header; wrong rows are named and the others counted', async () => {
  const user = await openPage();
  const dialog = await openDialog(user);
  await user.click(dialog.getByRole('radio', { name: 'Table (CSV)' }));
  await user.click(dialog.getByRole('textbox', { name: 'Rows' }));
  await user.paste('Prompt,Key,BPM\nrain,Ebm,90\ndrum,H,90');
  await dialog.findByText('1 row is left out.');
  expect(dialog.getByText('1 of 2 rows, 2 takes')).toBeTruthy();
  expect(dialog.getByText('“H” is none of the 25 keys.', { exact: false })).toBeTruthy();
  await user.click(dialog.getByRole('button', { name: 'Generate 1 task' }));
  await waitFor(() =>
    expect(app.tasks.list({}).tasks.map(({ request }) => request.soundKey)).toEqual(['D#m']),
  );
});

it('cells that are pasted among the prompts can be read as a table', async () => {
  const user = await openPage();
  const dialog = await openDialog(user);
  const prompts = dialog.getByRole('textbox', { name: 'Prompts, one per line' });
  await user.click(prompts);
  await user.paste('soft rain\tAm\t90\ndeep drum\tC\tauto');
  await user.click(await dialog.findByRole('button', { name: 'Read as a table' }));
  expect(await dialog.findByText('2 tasks, 4 takes')).toBeTruthy();
  expect(dialog.getAllByRole('listitem').map((each) => each.textContent)).toEqual([
    '1soft rainAm90',
    '2deep drumCAuto',
  ]);
  await user.click(dialog.getByRole('radio', { name: 'Grid' }));
  expect(dialog.getByRole('textbox', { name: 'Prompts, one per line' })).toHaveProperty('value', '');
});

it('a file that is no text is named, and what was written stays', async () => {
  const user = await openPage();
  const dialog = await openDialog(user);
  await user.click(dialog.getByRole('radio', { name: 'Table (CSV)' }));
  const rows = dialog.getByRole('textbox', { name: 'Rows' });
  await user.type(rows, 'rain,Am');
  const picker = dialog.getByLabelText('Read from a file');
  await user.upload(picker, new File([new Uint8Array([80, 75, 3, 4, 0, 0, 8])], 'cues.csv'));
  expect((await dialog.findByRole('alert')).textContent).toBe(
    '“cues.csv” is no text. Save it as CSV, then read that file.',
  );
  expect(rows).toHaveProperty('value', 'rain,Am');
  await user.upload(picker, new File(['prompt,key\nwind,C'], 'cues.csv'));
  await waitFor(() => expect(rows).toHaveProperty('value', 'prompt,key\nwind,C'));
  expect(dialog.queryByRole('alert')).toBeNull();
});

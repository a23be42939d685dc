import '../../../../testing/dom-environment.ts';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { aRequest } from '../../../../testing/task-builders.ts';
import { card, cards, region, startTaskList } from '../../../../testing/task-list-page.tsx';

describe('selected tasks', () => {
  it('are deleted together and come back with Undo', async () => {
    const { app, made, openPage } = await startTaskList();
    for (const prompt of ['one', 'two', 'three', 'four']) await made({ prompt });
    const user = openPage();
    await card('one');
    await user.click(region().getByRole('button', { name: 'Select' }));
    await user.click(await region().findByRole('checkbox', { name: 'Select four' }));
    await user.keyboard('{Shift>}');
    await user.click(region().getByRole('checkbox', { name: 'Select two' }));
    await user.keyboard('{/Shift}');
    await region().findByText('3 selected');
    const bar = within(region().getByRole('region', { name: 'Selected tasks' }));
    await user.click(bar.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(app.tasks.list({}).total).toBe(1));
    await waitFor(() => expect(cards()).toHaveLength(1));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(cards()).toHaveLength(4));
    expect(app.tasks.list({}).total).toBe(4);
  });

  it('are selected by keyboard: X, Shift with arrows, all; Escape ends it', async () => {
    const { made, openPage } = await startTaskList();
    for (const prompt of ['one', 'two', 'three']) await made({ prompt });
    const user = openPage();
    (await card('three')).focus();
    await user.keyboard('x');
    await region().findByText('1 selected');
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
    await region().findByText('2 selected');
    await user.keyboard('{Control>}a{/Control}');
    await region().findByText('3 selected');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(region().queryByText('3 selected')).toBeNull());
  });

  it('are tagged together, copied, and sent again only where that is free', async () => {
    const { app, made, openPage } = await startTaskList();
    await made({ prompt: 'fine' });
    await app.submit({ id: crypto.randomUUID(), request: aRequest({ prompt: 'rain [429]' }) });
    const user = openPage();
    await card('rain [429]');
    await user.click(region().getByRole('button', { name: 'Select' }));
    await user.click(await region().findByRole('button', { name: 'Select all 2' }));
    const bar = within(region().getByRole('region', { name: 'Selected tasks' }));
    await user.click(bar.getByRole('button', { name: 'Copy taskIds' }));
    const [, fine] = app.tasks.list({}).tasks;
    expect(await navigator.clipboard.readText()).toBe(fine && 'taskId' in fine && fine.taskId);
    await user.click(bar.getByRole('button', { name: 'Tag' }));
    await user.type(bar.getByRole('textbox', { name: 'Tag to add' }), 'demo{Enter}');
    await waitFor(() =>
      expect(app.tasks.list({}).tasks.map(({ tags }) => tags)).toEqual([['demo'], ['demo']]),
    );
    await user.click(bar.getByRole('button', { name: 'Retry 1' }));
    await waitFor(() => expect(app.tasks.list({}).total).toBe(3));
  });
});

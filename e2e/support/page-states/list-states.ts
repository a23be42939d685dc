import { expect } from '@playwright/test';

import { listAction, MainPage } from '../main-page.ts';
import { cards, press, type Walk } from './page-state.ts';

export const theList: Walk = {
  name: 'the list',
  states: [
    {
      name: 'a wrong form, More, and tasks in every state',
      isLooked: true,
      async open(page) {
        const mainPage = new MainPage(page);
        await expect(cards(page).first()).toBeVisible();
        await mainPage.compose.getByText('More', { exact: true }).click();
        await page.getByLabel('Callback URL').fill('http://localhost/x');
        await page.getByText('Sample of what is posted', { exact: true }).click();
        await mainPage.loop.check();
        await mainPage.key.selectOption('Am');
        await mainPage.bpmValue.fill('120');
        await mainPage.prompt.fill('');
        await mainPage.generate.click();
        await expect(mainPage.prompt).toHaveAttribute('aria-invalid', 'true');
      },
    },
    {
      name: 'details of a problem',
      async open(page) {
        await cards(page)
          .filter({ hasText: 'wind [400]' })
          .first()
          .getByRole('button', { name: 'Details' })
          .click();
      },
    },
    {
      name: 'notes and tags',
      isLooked: true,
      async open(page) {
        await cards(page).first().getByRole('button', { name: 'Notes and tags' }).click();
        await expect(page.getByRole('textbox', { name: 'Title' })).toBeVisible();
      },
    },
    {
      name: 'some selected, Tag open',
      isLooked: true,
      async open(page) {
        await press(page, 'Select');
        await press(page, /^Select all/);
        await press(page, 'Tag');
      },
    },
  ],
};

export const lowRows: Walk = {
  name: 'low rows, a player, and what the list opens',
  states: [
    {
      name: 'low rows, one that was played',
      isLooked: true,
      async open(page) {
        await press(page, 'Compact rows');
        const row = cards(page).filter({ hasText: 'soft rain in Am' }).first();
        await row.getByRole('button', { name: 'Play take A' }).click();
        await row.getByRole('button', { name: 'Pause take A' }).click();
        await expect(row.getByRole('button', { name: 'Play take A' })).toBeVisible();
      },
    },
    {
      name: 'backup',
      async open(page) {
        await listAction(page, 'Backup');
        await expect(page.getByLabel('Restore from a file')).toBeVisible();
      },
    },
    {
      name: 'track a taskId',
      async open(page) {
        await listAction(page, 'Track a taskId');
        await expect(page.getByRole('textbox', { name: 'taskId of a task made elsewhere' })).toBeVisible();
      },
    },
    {
      name: 'recently deleted, and a toast',
      async open(page) {
        const card = await new MainPage(page).generateSound(`to be deleted [400] ${Date.now()}`);
        await expect(card).toContainText('Refused');
        await card.hover();
        await card.getByRole('button', { name: 'Delete' }).click();
        await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
        await listAction(page, 'Recently deleted');
        await expect(page.getByRole('button', { name: 'Restore' }).first()).toBeVisible();
      },
    },
  ],
};

export const theFilters: Walk = {
  name: 'the filters',
  query: '?state=ready&bpmMin=60&key=Am',
  states: [
    {
      name: 'State open, some set',
      isLooked: true,
      async open(page) {
        await new MainPage(page).tasks.getByRole('button', { name: /^State/ }).click();
        await expect(page.getByRole('checkbox', { name: /^Ready/ })).toBeChecked();
      },
    },
    {
      name: 'Key open',
      async open(page) {
        await new MainPage(page).tasks.getByRole('button', { name: /^Key/ }).click();
        await expect(page.getByRole('checkbox', { name: 'and compatible keys' })).toBeVisible();
      },
    },
    {
      name: 'more filters open',
      async open(page) {
        await new MainPage(page).tasks.getByRole('button', { name: 'More', exact: true }).click();
        await expect(page.getByRole('combobox', { name: 'Loop' })).toBeVisible();
      },
    },
    {
      name: 'nothing found',
      async open(page) {
        await page.getByRole('searchbox').fill('zzzz');
        await expect(page.getByText(/No task has/).first()).toBeVisible();
      },
    },
  ],
};

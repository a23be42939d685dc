import { expect } from '@playwright/test';

import { MainPage } from '../main-page.ts';
import { press, tool, type Walk } from './page-state.ts';

export const theForm: Walk = {
  name: 'the form and its tools',
  isEmpty: true,
  states: [
    {
      name: 'nothing made yet',
      isLooked: true,
      open: async (page) => await expect(page.getByRole('button', { name: /Dusty drum loop/ })).toBeVisible(),
    },
    {
      name: 'commands',
      isLooked: true,
      async open(page) {
        await page.keyboard.press('Control+k');
        await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeFocused();
        await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
      },
    },
    tool('Help', 'Help and keys'),
    tool('Ideas', 'Ideas for a prompt'),
    {
      name: 'a preset saved',
      async open(page) {
        await new MainPage(page).prompt.fill('soft rain');
        await press(page, 'Ideas');
        await page.getByRole('tab', { name: 'Presets' }).click();
        await page.getByLabel('Name of the preset').fill('Night rain');
        await press(page, 'Save preset');
        await expect(page.getByRole('button', { name: 'Remove Night rain' })).toBeVisible();
      },
    },
    tool('Vary', 'Vary this sound'),
    tool('Code', 'This request as code'),
    {
      name: 'a request pasted',
      async open(page) {
        await press(page, 'Code');
        await press(page, 'Paste a request');
        await page
          .getByLabel('JSON body or curl command')
          .fill('{"prompt": "rain", "soundTempo": 400, "x": 1}');
        await expect(page.getByText(/BPM was 400/)).toBeVisible();
      },
    },
  ],
};

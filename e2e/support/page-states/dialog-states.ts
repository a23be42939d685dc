import { expect } from '@playwright/test';

import { dialog, openInspector, press, tool, type Walk } from './page-state.ts';
import { ARABIC } from './seed-list.ts';

export const theInspector: Walk = {
  name: 'the inspector',
  states: [
    tool('Open a file', 'Inspector'),
    { name: 'a loop', open: openInspector },
    {
      name: 'its details',
      async open(page) {
        await openInspector(page);
        await press(dialog(page, 'Inspector'), 'Details');
      },
    },
    {
      name: 'slices',
      async open(page) {
        await openInspector(page);
        await press(dialog(page, 'Inspector'), 'Slice…');
        await expect(page.getByRole('list', { name: 'Slices' })).toBeVisible();
      },
    },
    {
      name: 'an edit, at the seam',
      isLooked: true,
      async open(page) {
        await openInspector(page);
        await dialog(page, 'Inspector').getByRole('checkbox', { name: 'Zoom to the seam' }).check();
        await press(dialog(page, 'Inspector'), 'Fade in');
        await expect(page.getByRole('radio', { name: 'Edited' })).toBeChecked();
      },
    },
  ],
};

export const theBatch: Walk = {
  name: 'a batch',
  states: [
    {
      name: 'a grid',
      isLooked: true,
      async open(page) {
        await press(page, 'Batch');
        const batch = dialog(page, 'Batch');
        await batch.getByRole('textbox', { name: /Prompts/ }).fill(`rain\n${ARABIC}`);
        for (const name of ['Am', 'C', 'F♯'])
          await batch.getByRole('checkbox', { name, exact: true }).check();
        await batch.getByRole('textbox', { name: 'Tempos' }).fill('90, 120');
        await expect(batch.getByRole('listitem')).toHaveCount(12);
      },
    },
    {
      name: 'a table',
      async open(page) {
        await press(page, 'Batch');
        const batch = dialog(page, 'Batch');
        await batch.getByRole('radio', { name: 'Table (CSV)' }).check();
        await batch.getByRole('textbox', { name: 'Rows' }).fill('prompt,key\nrain,H\nbell,C');
        await expect(batch.getByText(/1 row is left out/)).toBeVisible();
      },
    },
    {
      name: 'compared',
      async open(page) {
        await press(page, 'Batch');
        await press(page, 'Generate 1 task');
        const batches = page.getByRole('list', { name: 'Batches' });
        await expect(batches).toContainText('1 of 1 ready', { timeout: 60_000 });
        await batches.getByRole('button', { name: 'Compare' }).first().click();
        await expect(page.getByRole('button', { name: 'Play take B' }).last()).toBeVisible();
      },
    },
  ],
};

export const theConnections: Walk = {
  name: 'connections',
  states: [
    {
      name: 'the menu',
      async open(page) {
        await press(page, /^Connection:/);
        await expect(page.getByRole('menuitemradio').first()).toBeVisible();
      },
    },
    {
      name: 'the list of them',
      async open(page) {
        await press(page, /^Connection:/);
        await page.getByRole('menuitem', { name: 'Connections…' }).click();
        await expect(dialog(page, 'Connections')).toBeVisible();
      },
    },
    {
      name: 'a key being added',
      isLooked: true,
      async open(page) {
        await press(page, /^Connection:/);
        await page.getByRole('menuitem', { name: 'Add a key…' }).click();
        await expect(dialog(page, 'Add a key')).toBeVisible();
      },
    },
  ],
};

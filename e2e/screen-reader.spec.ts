import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { readAloud } from './support/screen-reader.ts';
import { expect, test } from './support/test.ts';

// The reader comes as a blob, which the page itself may not load.
test.use({ bypassCSP: true, reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } });

const TRANSCRIPTS = join(import.meta.dirname, 'transcripts');

/**
 * Compares what is heard with the transcript that was read and found good. After a change that is meant, write it anew by
 * `TRANSCRIBE=1 npm run e2e -- screen-reader`, and read it.
 */
async function expectTranscript(page: Page, part: string, selector: string): Promise<void> {
  const heard = `${(await readAloud(page, selector)).join('\n')}\n`;
  const path = join(TRANSCRIPTS, `${part}.txt`);
  if (process.env['TRANSCRIBE'] !== undefined) await writeFile(path, heard);
  expect(heard).toBe(await readFile(path, 'utf8'));
}

test('form, list, player and inspector read as their transcripts say', async ({ page, openOwn }) => {
  test.slow();
  const { mainPage } = await openOwn();
  await expect(mainPage.tasks.getByRole('button', { name: 'List actions' })).toBeVisible();
  await mainPage.key.selectOption('Am');
  await mainPage.bpmValue.fill('240');
  await mainPage.loop.check();
  const card = await mainPage.generateSound('soft drum loop');
  await expect(card).toHaveAttribute('data-state', 'ready');
  await expect(await mainPage.generateSound('soft rain [400]')).toContainText('Refused');
  // Measured in the background.
  await expect(card.getByRole('button', { name: /^240 BPM, / })).toBeVisible();
  await expect(card.getByRole('button', { name: /^Loop, / })).toBeVisible();
  await expectTranscript(page, 'form', '.compose');
  await expectTranscript(page, 'list', '#tasks');
  await card.getByRole('button', { name: 'Play take A' }).click();
  await card.getByRole('button', { name: 'Pause take A' }).click();
  await page.getByRole('region', { name: 'Player' }).getByRole('slider', { name: 'Position' }).press('Home');
  await expectTranscript(page, 'player', '.player');
  await card.getByRole('button', { name: 'Inspect' }).click();
  const inspector = page.getByRole('dialog', { name: 'Inspector' });
  const verdict = inspector.getByRole('list', { name: 'Check' }).getByText('240 BPM Match');
  await expect(verdict).toBeVisible();
  await inspector.getByRole('button', { name: 'Fade in' }).click();
  await expect(inspector.getByRole('radio', { name: 'Edited' })).toBeChecked();
  // Measured anew with the edit: its result has a loudness, which the sound before it does not show there.
  await expect(inspector.getByText(/^Result .*\sLUFS$/)).toBeVisible();
  await expect(verdict).toBeVisible();
  await expectTranscript(page, 'inspector', '.inspector');
});

test('batch and connections read as their transcripts say', async ({ page, openOwn }) => {
  test.slow();
  await openOwn();
  await page.getByRole('button', { name: 'Batch' }).click();
  const batch = page.getByRole('dialog', { name: 'Batch' });
  await batch.getByRole('textbox', { name: /Prompts/ }).fill('rain\nwind');
  await batch.getByRole('checkbox', { name: 'Am', exact: true }).check();
  await expect(batch.getByRole('listitem')).toHaveCount(2);
  await expectTranscript(page, 'batch', 'dialog[open]');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Connection:/ }).click();
  await expect(page.getByRole('menuitemradio').first()).toBeVisible();
  await expectTranscript(page, 'connection-menu', '.top');
  await page.getByRole('menuitem', { name: 'Connections…' }).click();
  await expect(page.getByRole('dialog', { name: 'Connections' })).toBeVisible();
  await expectTranscript(page, 'connections', 'dialog[open]');
  await page.getByRole('button', { name: 'Add a key…' }).first().click();
  await expect(page.getByRole('dialog', { name: 'Add a key' })).toBeVisible();
  await expectTranscript(page, 'add-a-key', 'dialog[open]');
});

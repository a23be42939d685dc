import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import {
  CHARGES,
  chargedTasks,
  cutRemovals,
  cutSentences,
  cutStates,
  listOnly,
  playableTasks,
} from './support/charge-sentences.ts';
import { MainPage } from './support/main-page.ts';
import { expect, test } from './support/test.ts';

// What a service worker asks for passes by `page.route`.
test.use({ serviceWorkers: 'block' });

const WIDTHS = [320, 390, 640, 820, 1440];

for (const [part, tasks] of chargedTasks().entries())
  test(`what a sound cost, or may have, is read to its end in every width and density, ${part + 1}`, async ({
    page,
  }) => {
    test.slow();
    await page.setViewportSize({ width: 1440, height: 900 });
    await listOnly(page, tasks);
    for (const density of ['Compact rows', 'Normal rows']) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.getByRole('button', { name: density }).click();
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await expect.poll(() => cutSentences(page), { message: `${density}, ${width} px` }).toEqual([]);
        await expect.poll(() => cutRemovals(page), { message: `${density}, ${width} px` }).toEqual([]);
      }
    }
  });

test('how far a sound is, and who makes it, is not cut within its words', async ({ page, complaints }) => {
  // Its takes are not there.
  complaints.allow(/404/);
  const [tasks = []] = chargedTasks();
  await listOnly(page, [...playableTasks(), ...tasks]);
  for (const density of ['Compact rows', 'Normal rows']) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('button', { name: density }).click();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(() => cutStates(page), { message: `${density}, ${width} px` }).toEqual([]);
    }
  }
});

test('what is asked before a press that may cost twice is read to its end', async ({ page }) => {
  const [, tasks = []] = chargedTasks();
  await page.setViewportSize({ width: 1440, height: 900 });
  await listOnly(page, tasks);
  const name = /^(Retry|Send again)$/;
  const rows = page
    .getByRole('article')
    .filter({ hasText: 'may have been charged', has: page.getByRole('button', { name }) });
  await expect(rows).not.toHaveCount(0);
  // The question has a button of that name, too.
  for (const row of (await rows.all()).slice(0, 3)) await row.getByRole('button', { name }).first().click();
  const questions = page.getByRole('alert').filter({ hasText: /charge it twice|charged too/ });
  await expect(questions).not.toHaveCount(0);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => cutSentences(page, CHARGES), { message: `${width} px` }).toEqual([]);
  }
});

test('the price of a press, and of a batch that credits do not cover, are read to their end', async ({
  page,
}) => {
  await page.goto('/');
  await new MainPage(page).prompt.fill('soft rain');
  await page.getByRole('combobox', { name: 'Variations' }).selectOption('8');
  await expect(page.locator('.generate-line')).toContainText('practice credits');
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => cutSentences(page, CHARGES), { message: `the form, ${width} px` }).toEqual([]);
  }
  await page.getByRole('button', { name: 'Batch' }).click();
  const dialog = page.getByRole('dialog', { name: 'Batch' });
  await dialog.getByRole('textbox', { name: /Prompts/ }).fill('rain\ndrum\nbell\nwind\nsea\nfire\nbird');
  await dialog.getByRole('textbox', { name: 'Tempos' }).fill('60-119');
  await expect(dialog.getByText('What they do not cover is refused, and not charged.')).toBeVisible();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => cutSentences(page, CHARGES), { message: `the batch, ${width} px` }).toEqual([]);
  }
});

test.describe('in German', () => {
  const ROOT = resolve(import.meta.dirname, '..');
  const BUILD_MS = 180_000;
  test.beforeAll(() => {
    test.setTimeout(BUILD_MS);
    const built = spawnSync(process.execPath, ['src/build/messages/build-languages.ts', 'de'], { cwd: ROOT });
    expect(built.status, String(built.stderr)).toBe(0);
  });

  test('what a sound cost, or may have, is read to its end', async ({ page }) => {
    test.slow();
    const german = readFileSync(resolve(ROOT, 'dist/de.html'), 'utf8');
    await page.route(
      (url) => url.pathname === '/',
      async (route) => route.fulfill({ response: await route.fetch(), body: german }),
    );
    await page.setViewportSize({ width: 1440, height: 900 });
    for (const tasks of chargedTasks()) {
      await listOnly(page, tasks);
      await expect(page.locator('html')).toHaveAttribute('lang', 'de');
      for (const density of ['Kompakte Zeilen', 'Normale Zeilen']) {
        await page.setViewportSize({ width: 1440, height: 900 });
        await page.getByRole('button', { name: density }).click();
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          await expect
            .poll(() => cutSentences(page, CHARGES), { message: `${density}, ${width} px` })
            .toEqual([]);
          await expect.poll(() => cutRemovals(page), { message: `${density}, ${width} px` }).toEqual([]);
        }
      }
      await page.unroute(/\/api\/tasks\?/);
    }
  });
});

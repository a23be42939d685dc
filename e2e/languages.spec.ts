import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { Page } from '@playwright/test';

import { expect, test } from './support/test.ts';

const ROOT = resolve(import.meta.dirname, '..');
const BUILD_MS = 180_000;
const htmlOf = (name: string): string => readFileSync(resolve(ROOT, `dist/${name}.html`), 'utf8');

/** The server's own answer, with another page in it: its policy allows what stands inline in each. */
async function serve(page: Page, html: string): Promise<void> {
  await page.route(
    (url) => url.pathname === '/',
    async (route) => route.fulfill({ response: await route.fetch(), body: html }),
  );
}

/** What a reader cannot read to its end. */
const clipped = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, a, label, legend, h2, h3, p, summary, output')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((element) => !element.closest('.sr-only, .skip, [aria-hidden="true"]'))
      .filter((element) => {
        const { right, left, width } = element.getBoundingClientRect();
        const isOut = width > 1 && (right > innerWidth + 1 || left < -1);
        const cuts = getComputedStyle(element).overflowX === 'hidden';
        return isOut || (cuts && element.scrollWidth > element.clientWidth + 1);
      })
      .map((element) => `${element.tagName} ${element.textContent.slice(0, 60)}`),
  );

test.describe('in a language of longer words', () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test.beforeAll(() => {
    test.setTimeout(BUILD_MS);
    const built = spawnSync(process.execPath, ['src/build/messages/build-languages.ts', 'en-XA'], {
      cwd: ROOT,
    });
    expect(built.status, String(built.stderr)).toBe(0);
  });

  test('nothing is clipped or wider than a phone', async ({ page }) => {
    await serve(page, htmlOf('en-XA'));
    await page.goto('/');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en-XA');
    // A field's error is the schema's, told in the page's language.
    await page.getByRole('button', { name: /Géñérâté|Géñéráté/ }).click();
    await expect(page.locator('#prompt-hint')).toContainText('[Déšçrîbé');
    await page.getByRole('textbox', { name: /Prömpt/ }).fill('Soft rain on a tin roof');
    await page.getByRole('button', { name: /Géñérâté|Géñéráté/ }).click();
    await expect(page.getByRole('listitem').filter({ hasText: 'Soft rain' }).first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await clipped(page)).toEqual([]);
  });
});

test('a page from right to left is laid out as its mirror', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await serve(page, htmlOf('index').replace('<html lang="en"', '<html lang="en" dir="rtl"'));
  await page.goto('/');
  const form = await page.getByRole('region', { name: 'Compose' }).boundingBox();
  const tasks = await page.getByRole('region', { name: 'Tasks', exact: true }).boundingBox();
  expect(form?.x).toBeGreaterThan(tasks?.x ?? Infinity);
  const name = await page.getByRole('heading', { level: 1 }).boundingBox();
  const help = await page.getByRole('button', { name: 'Help' }).boundingBox();
  expect(name?.x).toBeGreaterThan(help?.x ?? Infinity);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1440);
});

test('a choice of language is kept, and what was typed stays', async ({ page }) => {
  await page.goto('/?prompt=Soft+rain');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('Soft rain');
  const cookies = await page.context().cookies();
  expect(cookies.find(({ name }) => name === 'lang')?.value).toBe('de');
});

/** As Chrome does it: each text in two `font` elements, the first node of which React no longer sees. */
const translateAll = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      if (!text.data.trim() || text.parentElement?.closest('[translate="no"], script, style, svg, textarea'))
        continue;
      const outer = document.createElement('font');
      outer.append(document.createElement('font'));
      outer.firstChild?.appendChild(document.createTextNode(`«${text.data}»`));
      text.replaceWith(outer);
    }
  });

test('a browser that translates the page leaves alone what is live', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Rain');
  await expect(page.locator('#prompt-count')).toContainText('4 / 500');
  await translateAll(page);
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Rain at night');
  await expect(page.locator('#prompt-count')).toContainText('13 / 500');
  await page.locator('button.generate').click();
  const card = page.getByRole('listitem').filter({ hasText: 'Rain at night' });
  await expect(card.getByRole('button', { name: 'Play take A' })).toBeVisible();
  await expect(card).not.toContainText('Sending');
});

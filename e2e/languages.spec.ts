import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { Locator, Page } from '@playwright/test';

import { readMessages } from '../src/build/messages/compile-tables.ts';
import { pseudoMessages } from '../src/build/messages/pseudo-locale.ts';
import { listOf, makeSounds, postSounds } from './support/make-sounds.ts';
import { closeDialogs, findSideways, findSpoiltText } from './support/page-checks.ts';
import { expect, test } from './support/test.ts';

const ROOT = resolve(import.meta.dirname, '..');
const BUILD_MS = 180_000;
const htmlOf = (name: string): string => readFileSync(resolve(ROOT, `dist/${name}.html`), 'utf8');

/** `npm test` builds the page in English alone. */
function buildLanguage(locale: string): void {
  test.setTimeout(BUILD_MS);
  const script = 'src/build/messages/build-languages.ts';
  const built = spawnSync(process.execPath, [script, locale], { cwd: ROOT });
  expect(built.status, String(built.stderr)).toBe(0);
}

/** The server's own answer, with another page in it: its policy allows what stands inline in each. */
async function serve(page: Page, html: string): Promise<void> {
  await page.route(
    (url) => url.pathname === '/',
    async (route) => route.fulfill({ response: await route.fetch(), body: html }),
  );
}

/** What each button is called in the language of longer words. */
const pseudo = pseudoMessages(readMessages('en'));
function say(key: string): string {
  const said = pseudo[key];
  if (said === undefined) throw new Error(`There is no message ${key}.`);
  return said;
}
const PSEUDO_PROMPT = 'Soft rain on a tin roof [one-take]';

const press = (page: Page, key: string) =>
  page
    .getByRole('button', { name: say(key), exact: true })
    .filter({ visible: true })
    .first()
    .click();

async function inConnections(page: Page, key: string): Promise<void> {
  await page.locator('header [aria-haspopup=menu]').click();
  await page
    .getByRole('menuitem')
    .filter({ hasText: say(key) })
    .click();
}

/** What opens may have to come first: it is there before anything is said of it. */
const dialogBy = (open: (page: Page) => Promise<void>) => async (page: Page) => {
  await open(page);
  await expect(page.getByRole('dialog')).toBeVisible();
};

/** From the page with one sound; each open is closed before the next. */
const OPENED: readonly (readonly [name: string, open: (page: Page) => Promise<void>])[] = [
  ['the page', async (page) => await expect(page.getByRole('article')).toBeVisible()],
  ['ideas', dialogBy(async (page) => await press(page, 'compose.ideas'))],
  ['vary', dialogBy(async (page) => await press(page, 'compose.vary'))],
  ['code', dialogBy(async (page) => await press(page, 'compose.code'))],
  ['shortcuts', dialogBy(async (page) => await press(page, 'page.help'))],
  ['commands', dialogBy(async (page) => await page.keyboard.press('Control+k'))],
  ['connections', dialogBy(async (page) => await inConnections(page, 'connectionDialog.all'))],
  ['a key being added', dialogBy(async (page) => await inConnections(page, 'connectionDialog.addKey'))],
  ['the filters', dialogBy(async (page) => await page.locator('.filter-bar > .phone-only').click())],
  [
    'a batch',
    async (page) => {
      await press(page, 'task.batch');
      await page.getByRole('dialog').getByRole('textbox').first().fill('rain\nwind');
      await expect(page.getByRole('dialog').getByRole('button').last()).toContainText('2');
    },
  ],
  [
    'the inspector, an edit in it',
    async (page) => {
      await page.getByRole('article').press('Enter');
      const fade = page.getByRole('button', { name: say('inspector.words.fadeIn'), exact: true });
      await fade.click();
      await expect(
        page.getByRole('radio', { name: say('inspector.words.edited'), exact: true }),
      ).toBeChecked();
    },
  ],
  [
    'a download',
    async (page) => {
      await press(page, 'task.select');
      await page.getByRole('article').getByRole('checkbox').check();
      await press(page, 'library.words.download');
      await expect(page.getByRole('group', { name: say('library.words.download') })).toBeVisible();
    },
  ],
];

/** Pictures for a person: `SHOTS=<folder> npm run e2e -- languages`. */
async function expectNothingClipped(page: Page, kind: string): Promise<void> {
  for (const [name, open] of OPENED) {
    await closeDialogs(page);
    await open(page);
    const { SHOTS } = process.env;
    if (SHOTS !== undefined)
      await page.screenshot({ path: `${SHOTS}/${kind}-${name.replaceAll(/\W+/g, '-')}.png` });
    expect.soft(await findSideways(page), `${name}: sideways`).toEqual([]);
    expect.soft(await findSpoiltText(page), `${name}: text`).toEqual([]);
    expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), name).toBe(390);
  }
}

test.describe('in a language of longer words, on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test.beforeAll(() => buildLanguage('en-XA'));

  for (const direction of ['ltr', 'rtl'])
    test(`nothing is clipped or wider than it, ${direction}: page and dialogs`, async ({
      page,
      startOwn,
    }) => {
      test.setTimeout(BUILD_MS);
      const server = await startOwn();
      await serve(page, htmlOf('en-XA').replace('lang="en-XA"', `lang="en-XA" dir="${direction}"`));
      await page.goto(server.url);
      await expect(page.locator('html')).toHaveAttribute('lang', 'en-XA');
      // A field's error is the schema's, told in the page's language.
      const generate = page.locator('button.generate').filter({ visible: true });
      await generate.click();
      await expect(page.locator('#prompt-hint')).toContainText('[Déšçrîbé');
      await page.getByRole('textbox', { name: say('page.prompt') }).fill(PSEUDO_PROMPT);
      await generate.click();
      await expect(page.getByRole('article')).toHaveAttribute('data-state', 'ready', { timeout: 60_000 });
      await expectNothingClipped(page, direction);
      const href = await page.locator('link[rel=manifest]').getAttribute('href');
      const manifest = await page.request.get(new URL(href ?? '', server.url).href);
      expect(await manifest.json()).toMatchObject({ lang: 'en-XA', description: say('html.description') });
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

test.describe('in German', () => {
  test.beforeAll(() => buildLanguage('de'));

  test('the inspector beside the form has one line for its player, and for Download', async ({
    page,
    startOwn,
  }) => {
    const server = await startOwn();
    await makeSounds(server.url, [
      { prompt: 'drum loop', soundKey: 'C#m', soundTempo: 128, soundLoop: true },
    ]);
    const [task] = (await listOf(server.url)).tasks;
    await page.setViewportSize({ width: 1440, height: 900 });
    await serve(page, htmlOf('de'));
    await page.goto(`${server.url}/?task=${task?.id}&inspect=1`);
    const download = page.getByRole('link', { name: 'WAV herunterladen' });
    await expect(download).toBeVisible();
    await expect(page.getByRole('link', { name: 'Ziehen' })).toBeVisible();
    const heightOf = async (place: Locator) => (await place.boundingBox())?.height;
    await expect.poll(() => heightOf(download)).toBe(40);
    // With a longer BPM.
    await page.getByText(/^Klick bei/).evaluate((label) => label.append(',75'));
    await expect.poll(() => heightOf(page.locator('.i-transport'))).toBe(64);
  });
});

test.describe('in French', () => {
  test.beforeAll(() => buildLanguage('fr'));

  test('the filters stay one line beside the form', async ({ page, startOwn }) => {
    const server = await startOwn();
    await postSounds(server.url, [{ prompt: 'rain [400]' }]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await serve(page, htmlOf('fr'));
    await page.goto(server.url);
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
    await expect(page.getByRole('article')).toBeVisible();
    await expect.poll(async () => (await page.locator('.filter-bar').boundingBox())?.height).toBe(32);
  });
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

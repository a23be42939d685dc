import type { Page } from '@playwright/test';

import { bottomOf, boxOf } from './support/box-of.ts';
import { MainPage, taskIdOn } from './support/main-page.ts';
import { makeSounds, postSounds } from './support/make-sounds.ts';
import { expect, test } from './support/test.ts';

/** Touches the page for the first time, and waits until what comes with that (it keeps the focus) has run. */
async function withPressHandlers(page: Page, touch: () => Promise<void>): Promise<void> {
  const [handlers] = await Promise.all([page.waitForResponse(/press-handlers[^/]*\.js$/), touch()]);
  // Asked for again, a module answers once it has run.
  await page.evaluate((module) => import(module).then(() => null), handlers.url());
}

test('Ctrl Z takes back the last delete, O opens a file, and filters say what they hide of a press', async ({
  page,
  startOwn,
}) => {
  const server = await startOwn({ SOUNDS_PACE: '100/1s' });
  await page.goto(server.url);
  const mainPage = new MainPage(page);
  const card = await mainPage.generateSound('rain to take back');
  await expect(taskIdOn(card)).toBeVisible();
  await card.focus();
  await page.keyboard.press('Delete');
  await expect(card).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(card).toBeVisible();

  await page.goto(`${server.url}/?key=Cm`);
  await expect(mainPage.tasks.getByText('No task fits these filters.')).toBeVisible();
  await mainPage.generateSound('rain out of sight');
  await page.getByRole('button', { name: '1 new ↑' }).click();
  await expect(mainPage.card('rain out of sight')).toBeVisible();

  await card.focus();
  await page.keyboard.press('o');
  await expect(page.getByRole('dialog', { name: 'Inspector' })).toBeVisible();
});

test('Tab reaches Generate and the page stays; what came above is told right under the list’s head', async ({
  page,
  startOwn,
}) => {
  const server = await startOwn({ SOUNDS_PACE: '100/1s' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await makeSounds(server.url, [{ prompt: 'short drum hit' }]);
  const refused = Array.from({ length: 14 }, (_, n) => ({ prompt: `rain ${n} [429]` }));
  await postSounds(server.url, refused);
  await page.goto(server.url);
  const mainPage = new MainPage(page);
  await expect(mainPage.tasks.getByRole('article')).toHaveCount(15);
  await mainPage.compose.locator('summary').focus();
  await page.keyboard.press('Tab');
  await expect(mainPage.generate).toBeFocused();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);

  await page.evaluate(() => window.scrollTo({ top: document.body.scrollHeight }));
  await postSounds(server.url, [{ prompt: 'rain above [429]' }]);
  const news = page.getByRole('button', { name: '1 new ↑' });
  await expect(news).toBeVisible();
  const [told, head, play] = [
    await boxOf(news),
    await boxOf(page.locator('.list-head')),
    await boxOf(mainPage.tasks.getByRole('button', { name: 'Play take A' })),
  ];
  expect(told.y - head.y - head.height).toBeGreaterThanOrEqual(0);
  expect(told.y - head.y - head.height).toBeLessThan(16);
  expect(told.x + told.width).toBeLessThan(play.x);

  // On a phone the list's head scrolls away. The header stays, and is higher with larger letters.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '150%';
    window.scrollTo({ top: document.body.scrollHeight });
  });
  await expect(page.locator('.list-head')).not.toBeInViewport();
  const header = await bottomOf(page.getByRole('banner'));
  await expect.poll(async () => (await boxOf(news)).y - header).toBeCloseTo(8, 0);
});

test('a chip, a search and a saved view narrow the list; the keyboard stays in its place, another tab follows', async ({
  page,
  context,
  startOwn,
}) => {
  test.slow();
  const { url } = await startOwn({ SOUNDS_PACE: '100/1s' });
  await postSounds(url, [
    { prompt: 'slow rain', soundKey: 'D#m', soundTempo: 90 },
    { prompt: 'fast drums', soundKey: 'F#m', soundTempo: 174, soundLoop: true },
  ]);
  await page.goto(url);
  const mainPage = new MainPage(page);
  const rows = mainPage.tasks.getByRole('article');
  const fast = mainPage.card('fast drums');
  await withPressHandlers(page, () => fast.getByRole('button', { name: /^F♯m/ }).click());
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/\?key=F%23m$/);
  await mainPage.tasks.getByRole('button', { name: 'Clear filters' }).press('Enter');
  await expect(rows).toHaveCount(2);
  await expect(mainPage.tasks.getByRole('heading', { name: 'Tasks' })).toBeFocused();
  const taskId = (await taskIdOn(fast).textContent()) ?? '';
  const search = mainPage.tasks.getByRole('searchbox');
  for (const text of ['174', 'Gbm', 'loop', taskId]) {
    await search.fill(text);
    await expect(rows).toHaveCount(1);
    await expect(fast).toBeVisible();
    await search.fill('');
    await expect(rows).toHaveCount(2);
  }

  const saveView = async (tab: Page, name: string) => {
    const field = tab.getByRole('textbox', { name: 'Save these filters as' });
    await field.fill(name);
    await field.press('Enter');
    await expect(tab.getByRole('button', { name, exact: true })).toBeVisible();
  };
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto(`${url}/?bpmMin=170`);
    await new MainPage(tab).tasks.getByRole('button', { name: 'More', exact: true }).click();
  }
  await saveView(other, 'Fast there');
  await saveView(page, 'Fast here');
  await expect(page.getByRole('button', { name: 'Fast there', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Remove saved filter Fast here' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Fast there', exact: true })).toBeFocused();
  await other.goto(url);
  await new MainPage(other).tasks.getByRole('button', { name: 'More', exact: true }).click();
  await other.getByRole('button', { name: 'Fast there', exact: true }).click();
  await expect(other).toHaveURL(/\?bpmMin=170$/);
  await expect(new MainPage(other).tasks.getByRole('article')).toHaveCount(1);
});

test('Recently deleted restores and deletes for good, with the keyboard in its place; another tab follows', async ({
  page,
  context,
  startOwn,
  complaints,
}) => {
  test.slow();
  // A take that was being fetched when its task was deleted.
  complaints.allow(/410/);
  const { url } = await startOwn({ SOUNDS_PACE: '100/1s' });
  const prompts = ['rain one', 'rain two', 'rain three'];
  await postSounds(
    url,
    prompts.map((prompt) => ({ prompt })),
  );
  const other = await context.newPage();
  await other.goto(`${url}/?deleted=true`);
  await expect(new MainPage(other).tasks.getByText('Nothing was deleted in the last 7 days.')).toBeVisible();
  await withPressHandlers(other, () => other.keyboard.press('Tab'));
  await page.goto(`${url}/?q=rain`);
  const list = new MainPage(page);
  const bin = new MainPage(other);
  for (const prompt of prompts) {
    await list.card(prompt).focus();
    await page.keyboard.press('Delete');
    await expect(list.card(prompt)).toHaveCount(0);
  }
  await expect(bin.tasks.getByRole('article')).toHaveCount(3);
  await expect(bin.card('rain one')).toContainText('Deleted for good in 7 days');
  await bin.card('rain two').getByRole('button', { name: 'Restore' }).press('Enter');
  await expect(bin.tasks.getByRole('article')).toHaveCount(2);
  await expect(bin.card('rain one').or(bin.card('rain three')).and(other.locator(':focus'))).toBeVisible();
  await expect(list.card('rain two')).toBeVisible();

  const one = bin.card('rain one');
  const answers = one.getByRole('group');
  await one.getByRole('button', { name: 'Delete for good' }).press('Enter');
  await expect(answers.getByRole('button', { name: 'Keep as it is' })).toBeFocused();
  await other.keyboard.press('Escape');
  await expect(answers).toHaveCount(0);
  await expect(one).toBeFocused();
  await one.getByRole('button', { name: 'Delete for good' }).press('Enter');
  await answers.getByRole('button', { name: 'Delete for good' }).press('Enter');
  await expect(one).toHaveCount(0);
  await bin.tasks.getByRole('button', { name: 'Empty' }).press('Enter');
  await bin.tasks.getByRole('group').getByRole('button', { name: 'Delete for good' }).press('Enter');
  await expect(bin.tasks.getByText('Nothing was deleted in the last 7 days.')).toBeVisible();
  await expect(bin.tasks.getByRole('heading', { name: 'Recently deleted' })).toBeVisible();
  await expect(bin.tasks.getByRole('button', { name: 'Show all tasks' })).toBeFocused();
  await expect(list.tasks.getByRole('article')).toHaveCount(1);
});

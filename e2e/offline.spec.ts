import type { BrowserContext, Page } from '@playwright/test';

import { startFront } from './support/front.ts';
import { MainPage, taskIdOn } from './support/main-page.ts';
import { listIsKept, playAndKeep, workerIsReady } from './support/offline.ts';
import { expect, SERVER_AWAY, test } from './support/test.ts';

const TROUBLE = ['unsent-card', 'trouble-body', 'sound-resolver', 'show-kept'];

/** The pieces that are needed without a server are there. */
const troubleIsKept = (page: Page): Promise<void> =>
  expect
    .poll(async () => {
      const files = await page.evaluate(async () => {
        const shells = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
        const keys = await Promise.all(shells.map((shell) => shell.keys()));
        return keys.flat().map(({ url }) => url);
      });
      return TROUBLE.filter((piece) => !files.some((url) => url.includes(piece)));
    })
    .toEqual([]);

const workerOf = (context: BrowserContext) => context.serviceWorkers()[0]!;

test('offline, a reload shows the list and plays what was played; a sound waits for a press', async ({
  page,
  startOwn,
  complaints,
}) => {
  // Two servers and three loads of the page.
  test.slow();
  complaints.allow(SERVER_AWAY);
  // The page asks whether what was written offline arrived.
  complaints.allow(/404/);
  const first = await startOwn();
  await page.goto(first.url);
  await workerIsReady(page);
  await listIsKept(page, await playAndKeep(page, 'rain to keep [one-take]'));
  await troubleIsKept(page);
  await first.stop();

  await page.reload();
  const mainPage = new MainPage(page);
  const card = mainPage.card('rain to keep');
  await expect(card.getByRole('button', { name: 'Copy taskId' })).toBeVisible();
  await expect(page.getByText('No connection to Cuesmith')).toHaveCount(1);
  await card.getByRole('button', { name: 'Play take A' }).click();
  await expect(card.getByRole('slider', { name: 'Seek take A' })).toHaveAttribute(
    'aria-valuetext',
    /^[1-9]\d* of \d+ seconds$/,
  );

  const unsent = await mainPage.generateSound('written offline');
  await expect(unsent).toContainText('Nothing is sent');
  await page.reload();
  await expect(mainPage.card('written offline')).toContainText('Nothing is sent');

  const port = new URL(first.url).port;
  await startOwn({ PORT: port }, { dataDir: first.dataDir });
  await expect(mainPage.card('written offline')).toContainText('Not sent', { timeout: 60_000 });
  const known = async () =>
    ((await (await page.request.get(`${first.url}/api/tasks`)).json()) as { total: number }).total;
  expect(await known()).toBe(1);
  await mainPage.card('written offline').getByRole('button', { name: 'Send', exact: true }).click();
  await expect(mainPage.card('written offline').getByRole('button', { name: 'Copy taskId' })).toBeVisible();
  expect(await known()).toBe(2);
});

test('a new build is offered in every tab and forced in none; it comes by a press, and nothing is lost', async ({
  page,
  context,
  startOwn,
  complaints,
}) => {
  test.slow();
  // The other tab's stream, when the front goes.
  complaints.allow(SERVER_AWAY);
  const front = await startFront((await startOwn()).url);
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto(front.url);
    await tab.evaluate(() => document.documentElement.setAttribute('data-since', 'the old build'));
  }
  await workerIsReady(page);
  await expect.poll(() => page.evaluate(() => caches.keys())).toContainEqual(expect.stringMatching(/shell/));
  await new MainPage(other).prompt.fill('half a thought');
  front.setBuild('newer');

  // The old page goes on: what is made in it is sent, and both show it.
  await expect(taskIdOn(await new MainPage(page).generateSound('rain by the old page'))).toBeVisible();
  await expect(taskIdOn(new MainPage(other).card('rain by the old page'))).toBeVisible();
  await new MainPage(other).tasks.getByRole('searchbox').fill('rain');
  const offer = (tab: Page) => tab.getByRole('button', { name: 'Reload' });
  for (const tab of [page, other]) await expect(offer(tab)).toBeVisible();
  await new MainPage(page).prompt.fill('another thought');
  await new MainPage(page).key.selectOption('Am');

  await offer(page).click();
  await expect(page.locator('html')).not.toHaveAttribute('data-since');
  await expect(new MainPage(page).prompt).toHaveValue('another thought');
  await expect(new MainPage(page).key).toHaveValue('Am');
  await expect(taskIdOn(new MainPage(page).card('rain by the old page'))).toBeVisible();
  await expect(offer(page)).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => caches.keys())).toContainEqual(expect.stringMatching(/newer/));

  await expect(other.locator('html')).toHaveAttribute('data-since', 'the old build');
  await expect(new MainPage(other).prompt).toHaveValue('half a thought');
  await expect(taskIdOn(await new MainPage(other).generateSound('rain of the other tab'))).toBeVisible();
  await other.close();
  await page.close();
  await front.stop();
});

test('with a worker that hangs, a press of Generate reaches the server once', async ({
  page,
  context,
  openOwn,
}) => {
  const { server, mainPage } = await openOwn();
  await workerIsReady(page);
  await page.reload();
  // Its thread is busy for good: whatever asks it never gets an answer.
  void workerOf(context)
    .evaluate(() => {
      for (;;);
    })
    .catch(() => undefined);
  const card = await mainPage.generateSound('rain past the worker [one-take]');
  await expect(card).toContainText('Ready');
  const { total } = (await (await page.request.get(`${server.url}/api/tasks`)).json()) as { total: number };
  expect(total).toBe(1);
});

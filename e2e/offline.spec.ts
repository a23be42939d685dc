import type { BrowserContext, Page } from '@playwright/test';

import { startFront } from './support/front.ts';
import { MainPage, taskIdOn } from './support/main-page.ts';
import { kept, listIsKept, playAndKeep, workerIsReady } from './support/offline.ts';
import { startServer } from './support/server.ts';
import { expect, SERVER_AWAY, test } from './support/test.ts';

/** The pieces that are needed without a server are there. */
const troubleIsKept = (page: Page) =>
  page.waitForFunction(async () => {
    for (const name of await caches.keys()) {
      const keys = await (await caches.open(name)).keys();
      if (
        ['unsent-card', 'trouble-body', 'sound-resolver', 'show-kept'].every((piece) =>
          keys.some(({ url }) => url.includes(piece)),
        )
      )
        return true;
    }
    return false;
  });

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
  const second = await startServer({ dataDir: first.dataDir, env: { PORT: port } });
  await expect(mainPage.card('written offline')).toContainText('Not sent', { timeout: 30_000 });
  const known = async () =>
    ((await (await page.request.get(`${first.url}/api/tasks`)).json()) as { total: number }).total;
  expect(await known()).toBe(1);
  await mainPage.card('written offline').getByRole('button', { name: 'Send', exact: true }).click();
  await expect(mainPage.card('written offline').getByRole('button', { name: 'Copy taskId' })).toBeVisible();
  expect(await known()).toBe(2);
  await second.stop();
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

test('what another app shares becomes the prompt, and a file opens in the inspector', async ({ page }) => {
  await page.goto('/share?title=&text=dusty+piano+loop');
  const mainPage = new MainPage(page);
  await expect(mainPage.prompt).toHaveValue('dusty piano loop');
  await workerIsReady(page);
  // The system posts a form like this one.
  await page.evaluate(() => {
    const form = document.createElement('form');
    Object.assign(form, { method: 'post', action: 'share', enctype: 'multipart/form-data' });
    const input = document.createElement('input');
    Object.assign(input, { type: 'file', name: 'audio' });
    const rate = 8000;
    const wav = new DataView(new ArrayBuffer(44 + rate * 2));
    const text = (at: number, letters: string) =>
      Array.from(letters, (letter, n) => wav.setUint8(at + n, letter.charCodeAt(0)));
    text(0, 'RIFF');
    wav.setUint32(4, 36 + rate * 2, true);
    text(8, 'WAVEfmt ');
    wav.setUint32(16, 16, true);
    wav.setUint16(20, 1, true);
    wav.setUint16(22, 1, true);
    wav.setUint32(24, rate, true);
    wav.setUint32(28, rate * 2, true);
    wav.setUint16(32, 2, true);
    wav.setUint16(34, 16, true);
    text(36, 'data');
    wav.setUint32(40, rate * 2, true);
    for (let n = 0; n < rate; n++) wav.setInt16(44 + n * 2, Math.sin(n / 5) * 20_000, true);
    const files = new DataTransfer();
    files.items.add(new File([wav], 'from my phone_120bpm.wav', { type: 'audio/wav' }));
    input.files = files.files;
    form.append(input);
    document.body.append(form);
    form.submit();
  });
  await expect(page.getByRole('dialog', { name: /Inspector/ })).toContainText('from my phone_120bpm.wav');
  expect(await kept(page, 'cuesmith.shared')).toEqual([]);
  expect(new URL(page.url()).searchParams.has('shared')).toBe(false);
});

test('a file that did not arrive is said', async ({ page }) => {
  await page.goto('/?shared=');
  await expect(
    page.getByRole('region', { name: 'Notices' }).getByText('The shared file did not arrive.'),
  ).toBeVisible();
});

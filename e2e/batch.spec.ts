import type { Locator, Page } from '@playwright/test';

import { holdRequests } from './support/hold-requests.ts';
import { MainPage } from './support/main-page.ts';
import { expect, SERVER_AWAY, test } from './support/test.ts';

const PROMPTS = ['soft rain on tin', 'deep drum', 'bright bell'];
const KEYS = ['Am', 'C', 'Em', 'G'];

const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Batch' });
const batches = (page: Page): Locator => page.getByRole('list', { name: 'Batches' });

/** 3 prompts × 4 keys × 2 tempos. */
async function fillGrid(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Batch' }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole('textbox', { name: /Prompts/ }).fill(PROMPTS.join('\n'));
  for (const key of KEYS) await dialog.getByRole('checkbox', { name: key, exact: true }).check();
  await dialog.getByRole('textbox', { name: 'Tempos' }).fill('90, 120');
  return dialog;
}

interface Listed {
  tasks: { id: string; state: string; request: { prompt: string; soundKey: string; soundTempo: number } }[];
  total: number;
}
const listed = async (url: string): Promise<Listed> =>
  (await fetch(`${url}/api/tasks?limit=200`)).json() as Promise<Listed>;

test('3 prompts × 4 keys × 2 tempos are shown as 24, sent once each, also when the server dies in the middle', async ({
  page,
  startOwn,
  complaints,
}) => {
  complaints.allow(SERVER_AWAY);
  const server = await startOwn({ SOUNDS_PACE: '8/3s' });
  const port = new URL(server.url).port;
  await page.goto(server.url);
  const dialog = await fillGrid(page);
  await expect(dialog.getByText('24 tasks, 48 takes')).toBeVisible();
  await expect(
    dialog.getByText(/the last one sent after 7\ss\. 60 of 1,000 practice credits\./),
  ).toBeVisible();
  await expect(dialog.getByRole('listitem')).toHaveCount(24);
  expect((await listed(server.url)).total).toBe(0);

  await dialog.getByRole('button', { name: 'Generate 24 tasks' }).click();
  await expect(batches(page)).toContainText('of 24 ready');
  await expect.poll(async () => (await listed(server.url)).total).toBe(24);
  await server.stop('SIGKILL');
  const again = await startOwn({ PORT: port, SOUNDS_PACE: '8/3s' }, { dataDir: server.dataDir });
  await page.reload();
  await expect(batches(page)).toContainText('of 24 ready');
  await expect(batches(page)).not.toContainText('waiting');
  const { tasks, total } = await listed(again.url);
  expect(total).toBe(24);
  const sounds = new Set(
    tasks.map(({ request }) => `${request.prompt} ${request.soundKey} ${request.soundTempo}`),
  );
  expect(sounds.size).toBe(24);
  // The sandbox takes 2.5 for each it was ever asked for: what was on the wire at the kill may be unknown, but none went twice.
  const credit = (await (await fetch(`${again.url}/api/v1/generate/credit`)).json()) as { data: number };
  expect(credit.data).toBeGreaterThanOrEqual(1000 - 24 * 2.5);
});

test('a batch whose answer was lost with the page is neither lost nor sent twice', async ({
  page,
  openOwn,
  complaints,
}) => {
  complaints.allow(/ERR_FAILED|Failed to load resource/);
  const { server } = await openOwn({ SOUNDS_PACE: '100/1s' });
  const dialog = await fillGrid(page);
  // It arrives, its answer does not.
  await page.route('**/api/tasks', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await dialog.getByRole('button', { name: 'Generate 24 tasks' }).click();
  await expect.poll(async () => (await listed(server.url)).total).toBe(24);
  await page.unrouteAll({ behavior: 'wait' });
  await page.reload();
  await expect(page.getByRole('article').first()).toContainText(/bright bell/);
  expect((await listed(server.url)).total).toBe(24);
  await expect(page.getByText('not sent')).toHaveCount(0);
});

test('a batch that never arrived is offered again, with the same ids', async ({
  page,
  openOwn,
  complaints,
}) => {
  complaints.allow(/ERR_FAILED|Failed to load resource/);
  const { server } = await openOwn({ SOUNDS_PACE: '100/1s' });
  const dialog = await fillGrid(page);
  await page.route('**/api/tasks', (route) => route.abort());
  const lost = page.waitForEvent('requestfailed', (request) => request.method() === 'POST');
  await dialog.getByRole('button', { name: 'Generate 24 tasks' }).click();
  await lost;
  await page.unroute('**/api/tasks');
  await page.reload();
  await expect(batches(page)).toContainText('24 tasks of it were not sent. Nothing was charged for them.');
  expect((await listed(server.url)).total).toBe(0);
  await batches(page).getByRole('button', { name: 'Send 24' }).click();
  await expect(batches(page)).toContainText('of 24 ready');
  expect((await listed(server.url)).total).toBe(24);
});

test('a batch by keyboard alone, from opening to comparing', async ({ page, openOwn }) => {
  test.slow();
  await openOwn({ SOUNDS_PACE: '100/1s' });
  const button = page.getByRole('button', { name: 'Batch' });
  await button.focus();
  await page.keyboard.press('Enter');
  await dialogOf(page)
    .getByRole('textbox', { name: /Prompts/ })
    .focus();
  await page.keyboard.type('soft rain');
  await dialogOf(page).getByRole('checkbox', { name: 'Am', exact: true }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await dialogOf(page).getByRole('button', { name: 'Generate 2 tasks' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(button).toBeFocused();
  // Rendering takes its time on a busy machine.
  await expect(batches(page)).toContainText('2 of 2 ready', { timeout: 60_000 });
  await batches(page).getByRole('button', { name: 'Compare' }).focus();
  await page.keyboard.press('Enter');
  const compare = page.getByRole('dialog', { name: /^Compare/ });
  await compare.getByRole('button', { name: 'Play take A' }).first().focus();
  await page.keyboard.press('Enter');
  await expect(compare.getByRole('button', { name: 'Pause take A' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(compare).toHaveCount(0);

  // On a phone each result stands under what it was asked for, and nothing is to be looked for sideways.
  await page.setViewportSize({ width: 390, height: 844 });
  await batches(page).getByRole('button', { name: 'Compare' }).press('Enter');
  for (const asked of ['Am', 'G']) await expect(compare.getByText(`${asked} Auto`).last()).toBeInViewport();
  const table = compare.getByRole('region', { name: /^One row for each prompt/ });
  expect(await table.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
});

test('Escape takes back a dialog whose code is still on its way', async ({ page, openOwn }) => {
  await openOwn();
  const code = await holdRequests(page, '**/assets/batch-panel-*.js');
  const button = page.getByRole('button', { name: 'Batch' });
  const asked = page.waitForRequest('**/assets/batch-panel-*.js');
  await button.press('Enter');
  await asked;
  await expect(button).toHaveAttribute('data-on');
  await page.keyboard.press('Escape');
  await expect(button).not.toHaveAttribute('data-on');
  const came = page.waitForResponse('**/assets/batch-panel-*.js');
  code.letGo();
  await came;
  await button.press('Enter');
  await expect(dialogOf(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toHaveCount(0);
});

test('on a phone the batch fits, and its Generate is at the thumb', async ({ page, startOwn }) => {
  const server = await startOwn({ SOUNDS_PACE: '100/1s' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(server.url);
  const dialog = await fillGrid(page);
  const generate = dialog.getByRole('button', { name: 'Generate 24 tasks' });
  await expect(generate).toBeInViewport();
  const box = await generate.boundingBox();
  expect(box?.y).toBeGreaterThan(844 / 2);
  const widest = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(widest).toBeLessThanOrEqual(390);
  await generate.click();
  await expect(new MainPage(page).tasks.getByRole('article').first()).toBeVisible();
});

test('a batch that is being written outlives a reload', async ({ page, openOwn }) => {
  await openOwn({ SOUNDS_PACE: '100/1s' });
  await fillGrid(page);
  await page.reload();
  await page.getByRole('button', { name: 'Batch' }).click();
  await expect(dialogOf(page).getByText('24 tasks, 48 takes')).toBeVisible();
  await expect(dialogOf(page).getByRole('textbox', { name: /Prompts/ })).toHaveValue(PROMPTS.join('\n'));
});

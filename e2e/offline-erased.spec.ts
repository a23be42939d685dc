import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import type { Page } from '@playwright/test';

import { RESTORE_MS } from '../src/shared/limits.ts';
import { listAction, MainPage } from './support/main-page.ts';
import { kept, keptList, listIsKept, ONCE_AT_REST, playAndKeep, workerIsReady } from './support/offline.ts';
import { removeFolder } from './support/server.ts';
import { expect, SERVER_AWAY, test } from './support/test.ts';

const TOKEN = 'a-long-enough-token-for-tests';
/** What a browser logs of the question whether a kept take is still there. */
const ASKED_ABOUT_GONE = /404|410/;

test('nothing of a login stays in the browser: logged out, ended elsewhere, ended while no page was open', async ({
  page,
  context,
  startOwn,
  complaints,
}) => {
  test.slow();
  complaints.allow(/401|ERR_/);
  const server = await startOwn({ ACCESS_TOKEN: TOKEN });
  const logIn = async () => {
    await page.goto(server.url);
    await page.getByLabel('Access token').fill(TOKEN);
    await page.getByRole('button', { name: 'Log in' }).click();
    await expect(new MainPage(page).prompt).toBeVisible();
    await workerIsReady(page);
    await listIsKept(page, '"tasks"');
  };
  const all = async () => [...(await kept(page, 'cuesmith.takes')), ...(await kept(page, 'cuesmith.list'))];
  await logIn();
  await playAndKeep(page, 'secret rain [one-take]');
  await page.getByRole('button', { name: 'Log out', exact: true }).click();
  await expect(page.getByLabel('Access token')).toBeVisible();
  expect(await all()).toEqual([]);

  await logIn();
  // Not at once: an entry that is written anew is away for a moment.
  await expect.poll(all).toEqual(['/kept-list']);
  await page.request.post(`${server.url}/api/sessions/end`, {
    headers: { authorization: `Bearer ${TOKEN}` },
    data: {},
  });
  await expect(page.getByText('This login has ended.')).toBeVisible({ timeout: 60_000 });
  await expect.poll(all).toEqual([]);

  await logIn();
  const other = await context.newPage();
  await page.close();
  await other.request.post(`${server.url}/api/sessions/end`, {
    headers: { authorization: `Bearer ${TOKEN}` },
    data: {},
  });
  await other.goto(server.url);
  await expect(other.getByLabel('Access token')).toBeVisible();
  await expect.poll(() => kept(other, 'cuesmith.list')).toEqual([]);
});

/** Nothing of that prompt, nor any take, is kept. */
async function nothingIsKept(page: Page, prompt: string): Promise<void> {
  await expect.poll(() => kept(page, 'cuesmith.takes'), ONCE_AT_REST).toEqual([]);
  await expect.poll(() => keptList(page)).not.toContain(prompt);
}

const idOfKept = async (page: Page): Promise<string> =>
  /tasks\/([^/]+)\//.exec((await kept(page, 'cuesmith.takes'))[0] ?? '')?.[1] ?? '';

test('what is deleted for good is gone from the browser, too: here, elsewhere, while no page was open', async ({
  page,
  context,
  openOwn,
  complaints,
}) => {
  test.slow();
  complaints.allow(ASKED_ABOUT_GONE);
  const { server, mainPage } = await openOwn();
  const deleteElsewhere = async (id: string, from: Page) => {
    const gone = await from.request.delete(`${server.url}/api/tasks/${id}?forever=true`, {
      headers: { 'content-type': 'application/json' },
      data: {},
    });
    expect(gone.status()).toBe(204);
  };
  await workerIsReady(page);
  await listIsKept(page, await playAndKeep(page, 'rain to delete here [one-take]'));
  await mainPage.card('rain to delete here').getByRole('button', { name: 'Delete' }).click();
  await listAction(page, 'Recently deleted');
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await page.getByRole('group', { name: 'Confirm' }).getByRole('button', { name: 'Delete for good' }).click();
  await nothingIsKept(page, 'rain to delete here');
  await page.getByRole('button', { name: 'Show all tasks' }).click();

  await listIsKept(page, await playAndKeep(page, 'rain to delete elsewhere [one-take]'));
  await deleteElsewhere(await idOfKept(page), page);
  await nothingIsKept(page, 'rain to delete elsewhere');

  await listIsKept(page, await playAndKeep(page, 'rain of a closed page [one-take]'));
  const id = await idOfKept(page);
  const other = await context.newPage();
  await page.close();
  await deleteElsewhere(id, other);
  await other.goto(server.url);
  await workerIsReady(other);
  await nothingIsKept(other, 'rain of a closed page');
});

test('what was deleted and purged while the page slept is gone from the browser, too', async ({
  page,
  startOwn,
  complaints,
}) => {
  test.slow();
  complaints.allow(SERVER_AWAY);
  complaints.allow(ASKED_ABOUT_GONE);
  const first = await startOwn();
  await page.goto(first.url);
  await workerIsReady(page);
  await listIsKept(page, await playAndKeep(page, 'rain to be purged [one-take]'));
  const id = await idOfKept(page);
  await first.stop();
  await expect(page.getByText('No connection to Cuesmith')).toHaveCount(1);
  // As another device would have it deleted eight days ago; the events that tell of it are long gone.
  const database = new DatabaseSync(join(first.dataDir, 'cuesmith.db'));
  database.prepare('UPDATE tasks SET deleted_at = ? WHERE id = ?').run(Date.now() - RESTORE_MS - 1, id);
  database.close();

  await startOwn({ PORT: new URL(first.url).port }, { dataDir: first.dataDir });
  await nothingIsKept(page, 'rain to be purged');
  const gone = await page.request.get(`${first.url}/api/tasks/${id}`);
  expect(gone.status()).toBe(410);
});

test('what is in no list any more is gone from the browser, too, where no event tells of it', async ({
  page,
  startOwn,
  complaints,
}) => {
  test.slow();
  complaints.allow(SERVER_AWAY);
  complaints.allow(ASKED_ABOUT_GONE);
  const { url, dataDir, stop } = await startOwn();
  await page.goto(url);
  await workerIsReady(page);
  await listIsKept(page, await playAndKeep(page, 'rain of the newer folder [one-take]'));
  await stop();
  await expect(page.getByText('No connection to Cuesmith')).toHaveCount(1);
  // The data folder is put back to what it was before.
  removeFolder(dataDir);
  await startOwn({ PORT: new URL(url).port });
  await nothingIsKept(page, 'rain of the newer folder');
});

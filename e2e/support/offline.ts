import { expect, type Page } from '@playwright/test';

import { MainPage, taskIdOn } from './main-page.ts';

/** Where a press came before the page's second part listened, keeping begins at rest, 20 s later. */
export const ONCE_AT_REST = { timeout: 50_000 };

/** After the first press the worker is installed, and has the page. */
export async function workerIsReady(page: Page): Promise<void> {
  await page.mouse.click(2, 2);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

/** What is kept of that kind, as paths. */
export const kept = (page: Page, cacheName: string): Promise<string[]> =>
  page.evaluate(async (name) => {
    if (!(await caches.has(name))) return [];
    return (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
  }, cacheName);

/** @returns its taskId */
export async function playAndKeep(page: Page, prompt: string): Promise<string> {
  const card = await new MainPage(page).generateSound(prompt);
  await card.getByRole('button', { name: 'Play take A' }).click();
  await expect.poll(() => kept(page, 'cuesmith.takes')).toHaveLength(1);
  return taskIdOn(card).innerText();
}

/** The list with that text is kept as it is to be found: each of its tasks at its end. */
export const listIsKept = (page: Page, text: string): Promise<void> =>
  expect
    .poll(async () => {
      const list = await keptList(page);
      return list.includes(text) && !list.includes('"state":"rendering"');
    }, ONCE_AT_REST)
    .toBe(true);

/** As it stands in the browser; empty where none is kept. */
export const keptList = (page: Page): Promise<string> =>
  page.evaluate(async () => (await caches.match(new URL('./kept-list', location.href)))?.text() ?? '');

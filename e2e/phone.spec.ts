import { MainPage } from './support/main-page.ts';
import { expect, test } from './support/test.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('the bar counts a press at once, then says Ready in both faces and plays it', async ({
  page,
  openOwn,
}) => {
  test.slow();
  const { server, mainPage } = await openOwn({ SOUNDS_PACE: '100/1s' });
  const bar = page.locator('.generate-bar');
  await mainPage.prompt.fill('rain from afar');
  await page.route('**/api/tasks', async (route) => {
    if (route.request().method() === 'POST') await expect(bar.getByText('1 in progress')).toBeVisible();
    await route.continue();
  });
  await mainPage.generate.tap();
  const ready = page.getByRole('button', { name: 'Ready: rain from afar. Play take A' });
  await expect(ready).toBeVisible({ timeout: 90_000 });
  await ready.tap();
  const player = page.getByRole('region', { name: 'Player' });
  await expect(ready).toHaveCount(0);

  // Made elsewhere while the list is read: its row comes above what is seen.
  const make = async (prompts: readonly string[]) => {
    const rest = { model: 'V5', soundLoop: false, soundTempo: null, soundKey: 'Any', grabLyrics: false };
    const tasks = prompts.map((prompt) => ({ id: crypto.randomUUID(), request: { ...rest, prompt } }));
    expect((await page.request.post(`${server.url}/api/tasks`, { data: { tasks } })).status()).toBe(200);
  };
  await make(['rain one', 'rain two', 'rain three', 'rain four']);
  await expect(mainPage.tasks.getByRole('article')).toHaveCount(5);
  await page.evaluate(() => window.scrollTo({ top: document.body.scrollHeight }));
  await expect(player).toBeVisible();
  await make(['rain above']);
  const next = player.getByRole('button', { name: 'Ready: rain above. Play take A' });
  await expect(next).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole('button', { name: '1 new ↑' })).toBeVisible();
  await next.tap();
  await expect(player.getByText('rain above')).toBeVisible();
  await expect(next).toHaveCount(0);
});

test('nothing of the form moves while the page comes, nor when a key is chosen', async ({ page }) => {
  await page.goto('/');
  const mainPage = new MainPage(page);
  await expect(page.getByRole('radiogroup', { name: 'Spell keys with' })).toBeVisible();
  await expect(page.locator('.generate-line')).toContainText('practice credits');
  const moved = await page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        new PerformanceObserver((list) =>
          resolve(list.getEntries().map((entry) => JSON.stringify(entry))),
        ).observe({ type: 'layout-shift', buffered: true });
        // No entry is no call: two frames later there was none.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve([])));
      }),
  );
  expect(moved).toEqual([]);
  const before = await mainPage.bpm.boundingBox();
  await mainPage.key.selectOption('Am');
  await expect(page.locator('.goes-with').getByRole('button').first()).toBeVisible();
  expect(await mainPage.bpm.boundingBox()).toEqual(before);
});

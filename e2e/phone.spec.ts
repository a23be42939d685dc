import type { Locator } from '@playwright/test';

import { aTake, renderingTask } from '../src/testing/task-builders.ts';
import { bottomOf, boxOf } from './support/box-of.ts';
import { inspect } from './support/inspector.ts';
import { MainPage, stepsAreLeft } from './support/main-page.ts';
import { listOf, makeSounds, postSounds } from './support/make-sounds.ts';
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
  // Beside the form there is a way to stop it, and nothing else of the player.
  await player.getByRole('button', { name: 'Pause' }).tap();
  await expect(player.getByRole('button')).toHaveCount(0);

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
  const place = () =>
    page.locator('.player > .wave').evaluate((wave) => parseFloat(wave.style.getPropertyValue('--at')));
  await expect.poll(place).toBeGreaterThan(0);
  await expect(next).toHaveCount(0);
});

test('while the list is in view, the bar plays its first sound, though nothing was played yet', async ({
  page,
  startOwn,
}) => {
  const server = await startOwn({ SOUNDS_PACE: '100/1s' });
  await makeSounds(server.url, [{ prompt: 'short drum hit' }, { prompt: 'short bell' }]);
  await postSounds(server.url, [{ prompt: 'rain [429]' }]);
  await page.goto(server.url);
  const mainPage = new MainPage(page);
  await expect(mainPage.tasks.getByRole('article')).toHaveCount(3);
  await page.evaluate(() => window.scrollTo({ top: document.body.scrollHeight }));
  const player = page.getByRole('region', { name: 'Player' });
  await expect(player).toContainText('short bell');
  await expect(mainPage.generate).toHaveCount(0);
  await player.getByRole('button', { name: 'Play', exact: true }).tap();
  await expect(player.getByRole('button', { name: 'Pause' })).toBeVisible();
  await player.getByRole('button', { name: 'Write a new sound' }).tap();
  await expect(mainPage.prompt).toBeFocused();
  await expect(mainPage.generate).toBeVisible();
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

test('Back closes whatever lies over the page, and what was closed otherwise leaves no step', async ({
  page,
  openOwn,
}) => {
  const { mainPage } = await openOwn({ SOUNDS_PACE: '100/1s' });
  await mainPage.generateSound('rain from afar');
  const { tasks } = mainPage;
  await expect(tasks.getByRole('article')).toBeVisible();
  const select = tasks.getByRole('button', { name: 'Select', exact: true });
  const connection = page.getByRole('button', { name: /^Connection:/ });
  const selected = page.getByRole('region', { name: 'Selected tasks' });
  const covers: [opener: Locator, cover: Locator][] = [
    [tasks.getByRole('button', { name: 'List actions' }), tasks.getByRole('group', { name: 'List actions' })],
    [tasks.getByRole('button', { name: /^Filters/ }), page.getByRole('dialog', { name: 'Filters' })],
    [tasks.getByRole('button', { name: 'Batch' }), page.getByRole('dialog', { name: 'Batch' })],
    [connection, page.getByRole('menu', { name: 'Connections' })],
    [page.getByRole('button', { name: 'Commands' }), page.getByRole('dialog', { name: 'Commands' })],
    [select, selected],
  ];
  for (const [opener, cover] of covers) {
    await opener.tap();
    await expect(cover).toBeVisible();
    await page.goBack();
    await expect(cover).toHaveCount(0);
    await expect(mainPage.prompt).toHaveValue('rain from afar');
  }

  // One over another: each has its own.
  await select.tap();
  await tasks.getByRole('checkbox', { name: /^Select/ }).tap();
  // Five in one line, the rest behind the last of them.
  const actions = selected.getByRole('button').and(page.locator('[data-action]')).filter({ visible: true });
  await expect(actions).toHaveText(['Copy taskIds', 'Download sounds…', 'Tag', 'Delete', 'More']);
  const tops = await Promise.all((await actions.all()).map(async (action) => (await boxOf(action)).y));
  expect(new Set(tops).size).toBe(1);
  await selected.getByRole('button', { name: 'More' }).tap();
  await selected.getByRole('button', { name: 'Export' }).tap();
  const links = selected.getByRole('link');
  await expect(links).toHaveCount(3);
  await page.goBack();
  await expect(links).toHaveCount(0);
  await expect(selected.getByRole('button', { name: 'Favourite' })).toBeVisible();
  await page.goBack();
  await expect(actions).toHaveCount(5);
  const download = selected.getByRole('button', { name: /^Download/ });
  await download.tap();
  const panel = selected.getByRole('group', { name: /^Download/ });
  await expect(panel).toBeVisible();
  await page.goBack();
  await expect(panel).toHaveCount(0);
  await expect(selected).toContainText('1 selected');
  await connection.tap();
  await page.getByRole('menuitem', { name: 'Connections' }).tap();
  const connections = page.getByRole('dialog', { name: 'Connections' });
  await expect(connections).toBeVisible();
  await page.goBack();
  await expect(connections).toHaveCount(0);
  await expect(selected).toContainText('1 selected');

  // Closed by a press beside them, by Escape and by their own button.
  await download.tap();
  await expect(panel).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  // Turned to a window with room for all, nothing of More is left for Escape to close.
  await selected.getByRole('button', { name: 'More' }).tap();
  await expect(selected.getByRole('button', { name: 'Favourite' })).toBeVisible();
  await page.setViewportSize({ width: 844, height: 390 });
  await expect(selected.getByRole('button', { name: 'More' })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(selected).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await select.tap();
  await selected.getByRole('button', { name: 'Done' }).tap();
  await expect(selected).toHaveCount(0);
  const [[listActions, menu]] = covers as [[Locator, Locator]];
  await listActions.tap();
  await expect(menu).toBeVisible();
  await tasks.getByRole('heading', { name: 'Tasks' }).tap();
  await expect(menu).toHaveCount(0);
  await stepsAreLeft(page);
  await page.goBack();
  await expect(page).toHaveURL('about:blank');
});

test('a row stays as high when its age takes more words', async ({ page, startOwn }) => {
  const server = await startOwn();
  await makeSounds(server.url, [{ prompt: 'rain in Am' }]);
  const [task] = (await listOf(server.url)).tasks;
  const made = Date.parse(task?.createdAt ?? '');
  await page.clock.setFixedTime(made);
  await page.goto(server.url);
  const row = new MainPage(page).tasks.getByRole('article');
  const age = row.getByRole('time');
  const fromTaskId = async () => (await boxOf(age)).y - (await boxOf(row.getByRole('code'))).y;
  // By the server's clock, which has gone on meanwhile.
  await expect(age).toHaveText(/^(now|\d+\ss ago|\d\smin ago)$/);
  const before = await fromTaskId();
  await page.clock.setFixedTime(made + 20 * 60_000);
  await expect(age).toHaveText(/^2\d\smin ago$/);
  expect(await fromTaskId()).toBe(before);
});

test('what can be done with a row stands under its title, and compact rows are the same rows', async ({
  page,
  startOwn,
}) => {
  const server = await startOwn();
  const prompt = 'a door that creaks open in an old house, slowly, and then falls shut with a thud';
  await makeSounds(server.url, [{ prompt, soundKey: 'Am', soundTempo: 90 }]);
  await page.goto(server.url);
  const row = new MainPage(page).tasks.getByRole('article');
  await expect(row.getByRole('button', { name: 'Play take A' })).toBeVisible();
  const { height } = await boxOf(row);

  await row.getByRole('button', { name: 'More actions' }).tap();
  const PICTURE = 16;
  for (const name of ['Inspect', 'Notes and tags', 'Edit', 'Delete', 'Favourite']) {
    const fromTitle = async () => {
      const button = await boxOf(row.getByRole('button', { name, exact: true }));
      return button.y + (button.height - PICTURE) / 2 - (await bottomOf(row.getByRole('heading')));
    };
    await expect.poll(fromTitle).toBeGreaterThan(0);
  }
  await row.getByRole('button', { name: 'More actions' }).tap();
  await expect.poll(async () => (await boxOf(row)).height).toBe(height);

  await page.getByRole('button', { name: 'Filters' }).tap();
  await page.getByRole('checkbox', { name: 'Compact rows' }).check();
  await page.keyboard.press('Escape');
  await expect(row.getByRole('button', { name: '90 BPM' })).toBeVisible();
  await expect(row.getByRole('link', { name: 'Download take A' })).toBeVisible();
  await expect(row.getByRole('button', { name: 'More actions' })).toBeVisible();
  const [key, title] = [row.getByRole('button', { name: 'Am' }), row.getByRole('heading')];
  expect((await boxOf(key)).x).toBe((await boxOf(title)).x);
});

test('a finger has 40 px in rows in trouble and in Connections; days and the wave’s tools keep one line', async ({
  page,
  startOwn,
}) => {
  const server = await startOwn();
  await makeSounds(server.url, [{ prompt: 'short bell' }]);
  await postSounds(server.url, [{ prompt: 'rain [400]' }]);
  await page.goto(server.url);
  const mainPage = new MainPage(page);
  const FINGER = 40;
  const expectTall = async (controls: Locator) => {
    const boxes = await Promise.all((await controls.filter({ visible: true }).all()).map(boxOf));
    expect(boxes.length).toBeGreaterThan(1);
    expect(Math.min(...boxes.map(({ height }) => height))).toBeGreaterThanOrEqual(FINGER);
  };
  const expectOneLine = async (controls: readonly Locator[]) => {
    const middles = (await Promise.all(controls.map(boxOf))).map(({ y, height }) => y + height / 2);
    expect(Math.max(...middles) - Math.min(...middles)).toBeLessThanOrEqual(1);
  };
  const row = mainPage.card('rain [400]');
  await row.getByRole('button', { name: 'Details' }).tap();
  await expect(row.getByText('invalid-request')).toBeVisible();
  await expectTall(row.getByRole('button'));

  await page.getByRole('button', { name: /^Connection:/ }).tap();
  await page.getByRole('menuitem', { name: 'Connections…' }).tap();
  const connections = page.getByRole('dialog', { name: 'Connections' });
  await expectTall(connections.getByRole('button'));
  await connections.getByRole('button', { name: 'Close' }).tap();

  await page.getByRole('button', { name: /^Filters/ }).tap();
  const filters = page.getByRole('dialog', { name: 'Filters' });
  await expectOneLine([filters.getByLabel('Made from'), filters.getByLabel('Made until')]);
  await filters.getByRole('button', { name: 'Close' }).tap();

  await page.setViewportSize({ width: 320, height: 700 });
  const inspector = await inspect(page, mainPage.card('short bell'));
  const keep = inspector.getByRole('button', { name: 'Keep', exact: true });
  await expect(keep).toBeVisible();
  await expectOneLine(await keep.locator('..').getByRole('button').filter({ visible: true }).all());
});

test.describe('without a service worker, past which no request can be caught', () => {
  test.use({ serviceWorkers: 'block' });

  test('how far a sound is and what a batch is called are read whole; a notice has one line', async ({
    page,
    startOwn,
    complaints,
  }) => {
    // Its takes are not there.
    complaints.allow(/404/);
    const server = await startOwn();
    await postSounds(server.url, [{ prompt: 'rain [400]' }]);
    const taskId = '0123456789abcdef0123456789abcdef';
    const connection = { id: 'removed', name: 'Studio in the north wing' };
    const task = renderingTask({ taskId, stage: 'FIRST_SUCCESS', takes: [aTake('a', 1)], connection });
    await page.route(/\/api\/tasks\?/, async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as { tasks: object[] };
      await route.fulfill({ response, json: { ...answer, tasks: [task, ...answer.tasks], total: 2 } });
    });
    const counts = { held: 8, sending: 0, refused: 0, unknown: 0, rendering: 7, ready: 20, failed: 1 };
    const batch = {
      id: crypto.randomUUID(),
      name: 'Footstep on gravel and 3 more prompts',
      createdAt: new Date().toISOString(),
      paused: false,
      total: 36,
      counts: { ...counts, cancelled: 0, dismissed: 0 },
      lastSendAt: null,
    };
    await page.route(/\/api\/batches\?/, (route) =>
      route.fulfill({ json: { batches: [batch], next: null } }),
    );
    await page.goto(server.url);
    const isWhole = (words: Locator) =>
      words.evaluate((box) => box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight + 1);
    await expect.poll(() => isWhole(page.getByText('Rendering (A is playable)'))).toBe(true);
    await expect(page.getByText(`${connection.name}, removed`)).toBeVisible();
    expect(await isWhole(page.getByText(connection.name, { exact: true }))).toBe(true);
    await expect.poll(() => isWhole(page.getByText(batch.name))).toBe(true);

    const row = new MainPage(page).card('rain [400]');
    await row.getByRole('button', { name: 'More actions' }).tap();
    await row.getByRole('button', { name: 'Delete' }).tap();
    const topOf = async (name: string) => (await boxOf(page.getByRole('button', { name }))).y;
    // It slides in: both stand still only then.
    await expect.poll(async () => (await topOf('Close notice')) - (await topOf('Undo'))).toBe(0);
  });
});

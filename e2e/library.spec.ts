import { readFile } from 'node:fs/promises';

import type { Locator, Page } from '@playwright/test';

import { MainPage, clipboard, listAction } from './support/main-page.ts';
import { listOf, makeSounds } from './support/make-sounds.ts';
import { removeFolder } from './support/server.ts';
import { expect, SERVER_AWAY, test } from './support/test.ts';

const FEW = [
  { prompt: 'rain in Am', soundKey: 'Am', soundTempo: 90 },
  { prompt: 'drum in C', soundKey: 'C', soundTempo: 120 },
  { prompt: 'bell in F sharp', soundKey: 'F#', soundTempo: 150 },
] as const;
const shown = (page: Page) => new MainPage(page).tasks.getByRole('article');

test('export, wipe the data folder, import: the same list, audio included', async ({
  page,
  startOwn,
  complaints,
}) => {
  complaints.allow(SERVER_AWAY);
  // The page may store what it measured just when its task is no more.
  complaints.allow(/404/);
  const server = await startOwn({ SOUNDS_PACE: '100/1s' });
  await makeSounds(server.url, FEW);
  await page.goto(server.url);
  await expect(shown(page)).toHaveCount(3);
  await listAction(page, 'Backup');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Save with audio' }).click(),
  ]);
  const path = await download.path();
  expect(download.suggestedFilename()).toMatch(/^cuesmith-backup-.*\.zip$/);
  const card = new MainPage(page).card('rain in Am');
  const audio = (await card.getByRole('link', { name: 'Download take A' }).getAttribute('href')) ?? '';
  const before = Buffer.from(await (await fetch(server.url + audio)).arrayBuffer());
  const port = new URL(server.url).port;
  await server.stop();
  removeFolder(server.dataDir);

  const fresh = await startOwn({ PORT: port });
  await page.reload();
  await listAction(page, 'Backup');
  await page
    .getByLabel('Restore from a file')
    .setInputFiles({ name: 'backup.zip', mimeType: 'application/zip', buffer: await readFile(path) });
  await expect(page.getByText('3 new, will be added')).toBeVisible();
  await expect(page.getByText(/6 audio files/)).toBeVisible();
  await expect(shown(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Restore 3 tasks' }).click();
  await expect(shown(page)).toHaveCount(3);
  const backup = page.getByRole('region', { name: 'Backup' });
  await expect(backup.getByText('Restored. 3 tasks added.')).toBeVisible();
  const damaged = JSON.parse(await (await fetch(`${fresh.url}/api/export`)).text()) as { tasks: object[] };
  damaged.tasks[1] = { ...damaged.tasks[1], state: 'done' };
  await page.getByLabel('Restore from a file').setInputFiles({
    name: 'damaged.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(damaged)),
  });
  await page.getByText('1 row is damaged or incomplete').click();
  await expect(page.getByText('tasks.1.state')).toBeVisible();
  const after = Buffer.from(await (await fetch(fresh.url + audio)).arrayBuffer());
  expect(Buffer.compare(before, after)).toBe(0);
});

test('filters narrow the list, are a link, and the list saved as CSV is the list shown', async ({
  page,
  startOwn,
}) => {
  test.slow();
  const server = await startOwn({ SOUNDS_PACE: '100/1s' });
  await makeSounds(server.url, FEW);
  await page.goto(server.url);
  const { tasks } = new MainPage(page);
  const stateButton = tasks.getByRole('button', { name: 'State', exact: true });
  await stateButton.click();
  const states = await tasks.getByRole('group', { name: 'State' }).first().boundingBox();
  expect(states?.x).toBeLessThanOrEqual(((await stateButton.boundingBox())?.x ?? 0) + 4);
  await tasks.getByRole('button', { name: 'Key', exact: true }).click();
  await tasks
    .getByRole('group', { name: 'Key' })
    .first()
    .getByRole('button', { name: 'Am', exact: true })
    .click();
  await expect(shown(page)).toHaveCount(1);
  await page.getByRole('checkbox', { name: 'and compatible keys' }).check();
  await expect(shown(page)).toHaveCount(2);
  await tasks.getByRole('button', { name: 'BPM', exact: true }).click();
  await page.getByRole('spinbutton', { name: 'BPM to' }).fill('100');
  await expect(shown(page)).toHaveCount(1);
  await expect(page).toHaveURL(/key=Am.*bpmMax=100/);
  await page.reload();
  await expect(shown(page)).toHaveCount(1);
  await expect(new MainPage(page).card('rain in Am')).toBeVisible();
  await listAction(page, 'Backup');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Save 1 task as CSV' }).click(),
  ]);
  await page.getByRole('button', { name: 'List actions' }).click();
  const [fromMenu] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Save the list as CSV' }).click(),
  ]);
  const csv = await readFile(await download.path(), 'utf8');
  expect(await readFile(await fromMenu.path(), 'utf8')).toBe(csv);
  expect(csv).toContain('rain in Am');
  expect(csv).not.toContain('drum in C');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(shown(page)).toHaveCount(3);
});

test('by keyboard alone: pick, extend, copy, delete, undo; name and tag a task', async ({
  page,
  startOwn,
  complaints,
}) => {
  // A waveform may be asked for in the moment its task is deleted.
  complaints.allow(/410/);
  const server = await startOwn({ SOUNDS_PACE: '100/1s' });
  await makeSounds(server.url, FEW);
  await page.goto(server.url);
  await expect(shown(page)).toHaveCount(3);
  await shown(page).first().focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowDown');
  const bar = page.getByRole('region', { name: 'Selected tasks' });
  await expect(bar).toContainText('2 selected');
  const key = new MainPage(page).tasks.getByRole('button', { name: 'Key', exact: true });
  await key.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(key).toHaveAttribute('aria-expanded', 'false');
  await expect(bar).toContainText('2 selected');
  await bar.getByRole('button', { name: 'Copy taskIds' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => clipboard(page)).toMatch(/^[0-9a-f]{32}\n[0-9a-f]{32}$/);
  for (const [opener, opened] of [
    [bar.getByRole('button', { name: 'Tag', exact: true }), bar.getByLabel('Tag to add')],
    [bar.getByRole('button', { name: 'Export', exact: true }), bar.getByRole('link', { name: 'As JSON' })],
    [
      shown(page).first().getByRole('button', { name: 'Notes and tags' }),
      page.getByRole('textbox', { name: 'Title' }),
    ],
  ] as const) {
    await opener.focus();
    await page.keyboard.press('Enter');
    await expect(opened).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(opened).toHaveCount(0);
    await expect(opener).toBeFocused();
    await expect(bar).toContainText('2 selected');
  }
  await bar.getByRole('button', { name: 'Delete' }).focus();
  await page.keyboard.press('Enter');
  await expect(shown(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await expect(shown(page)).toHaveCount(3);
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);

  const notes = shown(page).first().getByRole('button', { name: 'Notes and tags' });
  await notes.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Intro bed');
  await page.keyboard.press('Tab');
  await page.keyboard.type('scene 4, wet');
  await page.keyboard.press('Enter');
  await expect(shown(page).first()).toContainText('Intro bed');
  await expect(notes).toBeFocused();
  await page.reload();
  await expect(shown(page).first()).toContainText('Intro bed');
  await expect(shown(page).first().getByRole('button', { name: 'scene 4' })).toBeVisible();
});

test('what is selected takes the place of the title, and nothing moves', async ({ page, startOwn }) => {
  const server = await startOwn({ SOUNDS_PACE: '100/1s' });
  await makeSounds(server.url, FEW);
  await page.goto(server.url);
  await expect(shown(page)).toHaveCount(3);
  const bar = page.getByRole('region', { name: 'Selected tasks' });
  const topOf = async (place: Locator) => (await place.boundingBox())?.y;
  const search = page.getByRole('searchbox');
  for (const width of [820, 1024, 1280, 1366, 1760]) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(() => scrollTo(0, 0));
    const before = [await topOf(search), await topOf(shown(page).first())];
    await shown(page).first().getByRole('checkbox').check();
    const box = await bar.boundingBox();
    expect(box?.height, `${width}: the bar`).toBe(52);
    for (const button of await bar.getByRole('button').all()) {
      const { x = 0, y = 0, width: wide = 0, height = 0 } = (await button.boundingBox()) ?? {};
      expect(x + wide).toBeLessThanOrEqual((box?.x ?? 0) + (box?.width ?? 0) + 1);
      expect(y + height).toBeLessThanOrEqual((box?.y ?? 0) + 52);
    }
    expect([await topOf(search), await topOf(shown(page).first())], `${width}: the list`).toEqual(before);
    // A picture, or its words whole: never a blank between the two.
    const drawn = bar.locator('[data-action]').filter({ visible: true });
    const spare = drawn.evaluateAll((buttons) =>
      buttons.map((button) => {
        const words = button.lastElementChild;
        return words === null || words.clientWidth <= 1
          ? button.clientWidth - 32
          : button.clientWidth - words.clientWidth - 16 - 16 - 8;
      }),
    );
    for (const px of await spare) expect(Math.abs(px), `${width}: blank in a button`).toBeLessThanOrEqual(1);
    await bar.getByRole('button', { name: 'Done' }).click();
    await expect(bar).toHaveCount(0);
  }
});

test('on a phone, picking is at the thumb and nothing scrolls sideways', async ({
  page,
  startOwn,
  complaints,
}) => {
  // A take may be measured in the moment its task is deleted.
  complaints.allow(/410/);
  const server = await startOwn({ SOUNDS_PACE: '100/1s' });
  await makeSounds(server.url, FEW);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Filters' }).click();
  const sheet = page.getByRole('dialog', { name: 'Filters' });
  await expect(sheet.getByRole('combobox', { name: 'Order' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await sheet.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Select' }).click();
  await page
    .getByRole('checkbox', { name: /^Select / })
    .first()
    .check();
  const selected = page.getByRole('region', { name: 'Selected tasks' });
  const remove = selected.getByRole('button', { name: 'Delete' });
  const box = await remove.boundingBox();
  for (const name of ['Copy taskIds', 'Download sounds…', 'Delete'])
    expect((await selected.getByRole('button', { name }).boundingBox())?.height).toBeGreaterThanOrEqual(44);
  expect(box?.y).toBeGreaterThan(740 / 2);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await remove.click();
  await expect(shown(page)).toHaveCount(2);
});

/** One sound of which all was asked, and what was heard of it. */
async function measuredSound(page: Page, url: string, heard: object, grabLyrics = false): Promise<Locator> {
  await makeSounds(url, [
    {
      prompt: 'warm pad [one-take]',
      soundKey: 'F#m',
      soundTempo: 174,
      soundLoop: true,
      grabLyrics,
    },
  ]);
  const [task] = (await listOf(url)).tasks;
  await page.request.put(`${url}/api/tasks/${task?.id}/takes/1/heard`, {
    data: { heard: { lufs: -14, dbtp: -1, events: 9, version: 1_000_000, loop: 'clean', ...heard } },
    headers: { origin: url },
  });
  await page.goto(url);
  return page.getByRole('list', { name: 'Check' });
}

/** How many chips are not wholly seen, or lie over the one before. */
const cutChips = (chips: Locator) =>
  chips.evaluate((list) => {
    const { right, bottom } = list.getBoundingClientRect();
    const shown = [...list.children].filter((chip) => chip.checkVisibility());
    return shown.filter((chip, index) => {
      const box = chip.getBoundingClientRect();
      const before = shown[index - 1]?.getBoundingClientRect();
      const face = chip.firstElementChild;
      return (
        box.right > right ||
        box.bottom > bottom ||
        (face && face.scrollWidth > face.clientWidth) ||
        (before && before.top === box.top && before.right > box.left)
      );
    }).length;
  });

const WIDTHS = [1440, 1180, 1100, 1040, 768, 640];

test('key, BPM and loop are whole beside the taskId in a narrow list', async ({ page, startOwn }) => {
  const server = await startOwn();
  const asAsked = { bpm: [{ bpm: 174, confidence: 1 }], key: { key: 'F#m', confidence: 1 } };
  const chips = await measuredSound(page, server.url, asAsked);
  await expect(chips).toHaveText(/F♯m.*174 BPM.*Loop/);
  const taskId = page.getByRole('article').locator('code');
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => cutChips(chips), { message: `${width} px` }).toBe(0);
    await expect(taskId).toBeInViewport({ ratio: 1 });
  }
  // In low rows it is whole where the window is as wide as most are.
  await page.setViewportSize({ width: 1440, height: 800 });
  await page.getByRole('button', { name: 'Compact rows' }).click();
  let minutes = 0;
  await expect(async () => {
    // The page sets its clock by each answer of the server: one that comes now takes the minutes back.
    minutes += 20;
    await page.clock.setFixedTime(Date.now() + minutes * 60_000);
    await expect(page.getByRole('time')).toHaveText(/^\d\d\smin ago$/, { timeout: 15_000 });
  }).toPass();
  await expect.poll(() => taskId.evaluate((code) => code.scrollWidth - code.clientWidth)).toBe(0);
});

test('where nothing was made as asked, no chip is cut, however narrow the list', async ({
  page,
  startOwn,
}) => {
  const server = await startOwn();
  test.slow();
  const chips = await measuredSound(
    page,
    server.url,
    {
      bpm: [{ bpm: 131.5, confidence: 1 }],
      key: { key: 'C#m', confidence: 1 },
      loop: 'click',
      dbtp: 1,
    },
    true,
  );
  await expect(chips).toHaveText(/F♯m →C♯m.*174 →131\.5.*clicks.*Lyrics.*clips/);
  for (const density of ['Normal', 'Compact'])
    for (const width of [...WIDTHS, 390]) {
      await page.setViewportSize({ width, height: 800 });
      if (width === 1440) await page.getByRole('button', { name: `${density} rows` }).click();
      await expect.poll(() => cutChips(chips), { message: `${density}, ${width} px` }).toBe(0);
    }
});

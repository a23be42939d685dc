import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';

import type { Page } from '@playwright/test';

import { emptySound } from '../src/shared/empty-sound.ts';
import { holdRequests } from './support/hold-requests.ts';
import { MainPage, clipboard, stepsAreLeft, taskIdOn } from './support/main-page.ts';
import { expect, test } from './support/test.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

/** The tools have come: what helps with the form is there. */
async function open(page: Page, address = '/') {
  await page.goto(address);
  await expect(button(page, 'Ideas')).toBeVisible();
  return new MainPage(page);
}

test('a key typed while its list is open is that key, whole', async ({ page }) => {
  const mainPage = await open(page);
  await mainPage.key.click();
  await page.keyboard.type('F#m');
  await expect(mainPage.key).toHaveValue('F#m');
  await page.keyboard.press('Enter');
  await expect(mainPage.key).toHaveValue('F#m');
  await expect(button(page, /^Generate.*F♯m/)).toBeVisible();
});

test('by keyboard alone: type a key, find commands, take an idea, vary it, generate', async ({ page }) => {
  const mainPage = await open(page);
  await mainPage.key.focus();
  await page.keyboard.type('e flat minor');
  await expect(mainPage.key).toHaveValue('D#m');

  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeFocused();
  await page.keyboard.type('ideas');
  await page.keyboard.press('Enter');
  const ideas = dialog(page, 'Ideas for a prompt');
  await ideas.getByRole('tab', { name: 'By use' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(ideas).toBeHidden();
  await expect(mainPage.prompt).toHaveValue(/^Coin pickup/);

  await button(page, 'Vary').focus();
  await page.keyboard.press('Enter');
  await dialog(page, 'Vary this sound')
    .getByRole('button', { name: /^Darker/ })
    .focus();
  await page.keyboard.press('Enter');
  await expect(mainPage.prompt).toHaveValue(/dark/);

  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(mainPage.tasks.getByRole('article', { name: /^Coin pickup.*dark/ }).first()).toContainText(
    'Ready',
  );

  await mainPage.loop.focus();
  await page.keyboard.press('?');
  await expect(dialog(page, 'Help and keys')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog(page, 'Help and keys')).toBeHidden();
  await expect(mainPage.loop).toBeFocused();
});

test('single letters are off while typing, and can be switched off for good', async ({ page }) => {
  const mainPage = await open(page);
  await mainPage.generateSound('rain for the letters');
  const card = mainPage.card('rain for the letters');
  await expect(card).toContainText('Ready');
  await mainPage.prompt.fill('');
  await mainPage.prompt.pressSequentially('t/x?c');
  await expect(mainPage.prompt).toHaveValue('t/x?c');
  await mainPage.loop.focus();
  await page.keyboard.press('/');
  await expect(mainPage.tasks.getByRole('searchbox')).toBeFocused();
  await mainPage.loop.focus();
  await page.keyboard.press('?');
  await page.getByRole('switch', { name: 'Single letters' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await stepsAreLeft(page);
  await page.reload();
  await expect(button(page, 'Ideas')).toBeVisible();
  await card.focus();
  for (const key of ['x', '/', '?', 'c']) await page.keyboard.press(key);
  await expect(card).toBeFocused();
  // Something that takes as long to show as they would have.
  await page.keyboard.press('ControlOrMeta+k');
  await expect(dialog(page, 'Commands')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText(/^Copied taskId/)).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Selected tasks' })).toHaveCount(0);
  await expect(dialog(page, 'Help and keys')).toHaveCount(0);
});

test('a click at the BPM and the key are heard before anything is sent, and stop for good', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const starts: { at: number; hz: number }[] = [];
    class HeardOscillator extends OscillatorNode {
      override start(at = 0) {
        starts.push({ at, hz: this.frequency.value });
        super.start(at);
      }
    }
    Object.assign(window, { starts, OscillatorNode: HeardOscillator });
  });
  const asked: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && asked.push(request.url()));
  const mainPage = await open(page, '/?soundKey=Am&soundTempo=240');
  await expect(mainPage.key).toHaveValue('Am');
  await button(page, /^Hear it/).click();
  const stop = button(page, /^Stop/);
  await expect(stop).toBeVisible();
  const clicks = () =>
    page.evaluate(() => {
      const { starts } = window as unknown as { starts: { at: number; hz: number }[] };
      return starts
        .filter(({ hz }) => Math.round(hz) === 1175 || Math.round(hz) === 1760)
        .map(({ at }) => at);
    });
  await expect.poll(async () => (await clicks()).length).toBeGreaterThan(6);
  await stop.click();
  await expect(button(page, /^Hear it/)).toBeVisible();
  const times = await clicks();
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  // Beats can be dropped on a busy machine, never moved.
  for (const gap of gaps) expect(Math.abs(gap - Math.round(gap * 4) / 4)).toBeLessThan(0.001);
  expect(asked).toEqual([]);
});

test('a link fills the form before its script comes, and what is sent then is all of it', async ({
  page,
  complaints,
}) => {
  complaints.allow(/ERR_FAILED/);
  await page.route('**/assets/tools-*.js', (route) => route.abort());
  const script = await holdRequests(page, '**/assets/index-*.js');
  await page.goto('/?prompt=linked+rain&soundKey=D%23m&soundTempo=90&soundLoop=true', {
    waitUntil: 'commit',
  });
  const mainPage = new MainPage(page);
  await expect(mainPage.prompt).toHaveValue('linked rain');
  await mainPage.generate.click();
  script.letGo();
  const card = mainPage.card('linked rain');
  await expect(card).toContainText('90 BPM');
  await expect(card).toContainText('D♯m');
  await expect(card).toContainText('Loop');
});

test('nothing moves when a link fills the form and the tools come', async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { moved: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
        (window as unknown as { moved: number }).moved += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const prompt = `techno at 120 bpm in C minor, ${'with a long tail of rain '.repeat(15)}`.trim();
  const mainPage = await open(
    page,
    `/?${new URLSearchParams({ prompt, soundKey: 'Ebm', soundTempo: '90' })}`,
  );
  await expect(mainPage.prompt).toHaveValue(prompt);
  await expect(mainPage.key).toHaveValue('D#m');
  await expect(page.getByText('Text: 120, BPM: 90.')).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { moved: number }).moved)).toBeLessThan(0.001);
});

test('Generate stays in its place when there is no connection', async ({ page, complaints }) => {
  complaints.allow(/Failed to load resource|ERR_FAILED/);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/');
  const mainPage = new MainPage(page);
  await mainPage.prompt.fill('rain on a tent');
  await expect(page.locator('.generate-line')).toContainText('practice credits');
  const before = await mainPage.generate.boundingBox();
  await page.route('**/api/**', (route) => route.abort());
  await mainPage.generate.click();
  await expect(mainPage.compose.getByRole('alert')).toContainText('No connection');
  expect(await mainPage.generate.boundingBox()).toEqual(before);
});

test('the address follows the form; the copied link brings it back', async ({ page }) => {
  await page.clock.install();
  const mainPage = await open(page);
  await mainPage.prompt.fill('rain & wind #1');
  await mainPage.key.selectOption('F#m');
  await mainPage.loop.check();
  // It is said for 1.2 s, so the clock stands meanwhile.
  await page.clock.pauseAt(Date.now() + 60_000);
  await button(page, 'Copy link').click();
  await expect(button(page, 'Copied')).toBeVisible();
  await page.clock.resume();
  await expect(button(page, 'Copy link')).toBeVisible();
  const link = await clipboard(page);
  await expect(page).toHaveURL(link);
  await page.goto('/');
  await expect(mainPage.prompt).toHaveValue('');
  await page.goto(link);
  await expect(mainPage.prompt).toHaveValue('rain & wind #1');
  await expect(mainPage.key).toHaveValue('F#m');
  await expect(mainPage.loop).toBeChecked();
});

test('the code of a form runs as it stands, and its task is on the board', async ({ page }) => {
  const mainPage = await open(page, '/?prompt=rain%27s+%22end%22+in+code&soundTempo=90');
  await button(page, 'Code').click();
  const sheet = dialog(page, 'This request as code');
  await sheet.getByText('fetch', { exact: true }).click();
  const code = await sheet.getByRole('textbox', { name: 'fetch, This Cuesmith' }).inputValue();
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(stdout.trim()).toMatch(/^[0-9a-f]{32}$/);
  await page.keyboard.press('Escape');
  await expect(taskIdOn(mainPage.card('rain\'s "end" in code'))).toHaveText(stdout.trim());
});

test('a curl command pasted into the prompt becomes the form, after showing what changes', async ({
  page,
}) => {
  const mainPage = await open(page);
  await mainPage.prompt.fill(
    `curl https://h/x -H "Authorization: Bearer $KEY" -d '{"prompt":"rain","soundTempo":90,"soundKey":"Ebm"}'`,
  );
  await button(page, 'Fill the form').click();
  const sheet = dialog(page, 'Fill the form from a request');
  await expect(sheet.getByRole('list', { name: 'What changes' })).toContainText('90');
  await sheet.getByRole('button', { name: 'Fill the form' }).click();
  await expect(mainPage.prompt).toHaveValue('rain');
  await expect(mainPage.key).toHaveValue('D#m');
  await expect(mainPage.bpmValue).toHaveValue('90');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('every tool is large enough for a thumb, and nothing scrolls sideways', async ({ page }) => {
    await open(page, '/?prompt=techno+at+120+bpm&soundKey=Am&soundTempo=90');
    const tools = page.getByRole('region', { name: 'Compose' }).getByRole('button').filter({ visible: true });
    for (const tool of await tools.all()) {
      const { width = 0, height = 0 } = (await tool.boundingBox()) ?? {};
      expect([await tool.textContent(), Math.min(width, height) >= 24]).toEqual([
        await tool.textContent(),
        true,
      ]);
    }
    await page.getByRole('button', { name: 'C, relative, the same notes' }).tap();
    await expect(page.getByRole('combobox', { name: 'Key' })).toHaveValue('C');
    await button(page, 'Set 120').tap();
    await expect(page.getByRole('spinbutton', { name: 'BPM value' })).toHaveValue('120');
    await button(page, 'Ideas').tap();
    await expect(dialog(page, 'Ideas for a prompt')).toBeVisible();
    const [content, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(content).toBeLessThanOrEqual(width ?? 0);
  });

  test('every command is a tap away: palette, shortcuts, and what stands over the list', async ({ page }) => {
    const mainPage = await open(page);
    const commands = button(page, 'Commands').filter({ visible: true });
    const box = await commands.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(40);
    await commands.tap();
    const palette = dialog(page, 'Commands');
    const first = await palette.getByRole('option').first().boundingBox();
    expect(first?.y).toBeGreaterThan(844 / 3);
    await palette.getByRole('combobox').fill('help');
    await palette.getByRole('option', { name: /^Help and keys/ }).tap();
    await expect(dialog(page, 'Help and keys')).toBeVisible();
    await dialog(page, 'Help and keys').getByRole('button', { name: 'Close' }).tap();
    await commands.tap();
    await palette.getByRole('combobox').fill('track');
    await palette.getByRole('option', { name: 'Track a taskId' }).tap();
    await expect(mainPage.tasks.getByLabel('taskId of a task made elsewhere')).toBeFocused();
  });

  test('at 320 px no state of the form is wider than the screen', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 720 });
    const mainPage = await open(page, '/?prompt=techno+at+120+bpm+in+C+minor&soundKey=D%23m&soundTempo=90');
    await expect(button(page, 'Set 120')).toBeVisible();
    // What failed gives the list's head one more button.
    const tasks = ['[400]', '[401]'].map((prompt) => ({
      id: randomUUID(),
      request: { ...emptySound, prompt },
    }));
    await page.request.post(new URL('/api/tasks', page.url()).href, { data: { tasks } });
    await expect(button(page, /^Retry all/)).toBeVisible();
    const sideways = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await sideways()).toBe(0);
    await button(page, 'List actions').tap();
    await button(page, 'Backup').tap();
    await expect(page.getByLabel('Restore from a file')).toBeVisible();
    expect(await sideways()).toBe(0);
    await page.keyboard.press('Escape');
    await button(page, 'Batch').tap();
    const batch = dialog(page, 'Batch');
    await batch.getByRole('button', { name: 'From the form', exact: true }).tap();
    await batch.getByRole('textbox', { name: 'Tempos' }).fill('90, 120');
    await batch.getByRole('button', { name: 'Show all 2' }).tap();
    const field = await batch.getByRole('textbox', { name: /Prompts/ }).boundingBox();
    expect((field?.x ?? 0) + (field?.width ?? 999)).toBeLessThanOrEqual(320);
    await expect(batch.getByRole('listitem').nth(1)).toBeInViewport();
    await page.keyboard.press('Escape');
    await expect(mainPage.prompt).toBeVisible();
  });
});

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import type { APIRequestContext } from '@playwright/test';

import { BY_ITSELF, WORKERS_BY_ITSELF } from '../src/build/by-itself.ts';
import { emptySound } from '../src/shared/empty-sound.ts';
import type { Task } from '../src/shared/task.ts';
import { MainPage, clipboard, listAction, taskIdOn } from './support/main-page.ts';
import { expect, test } from './support/test.ts';

test('by keyboard alone: describe, set key, tempo and loop, generate, copy the taskId, hear it', async ({
  page,
}) => {
  await page.goto('/');
  const mainPage = new MainPage(page);
  await mainPage.prompt.focus();
  await page.keyboard.type('soft rain with distant thunder');
  await mainPage.key.focus();
  await page.keyboard.type('Am');
  await mainPage.bpm.focus();
  await page.keyboard.press('ArrowRight');
  await mainPage.loop.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ControlOrMeta+Enter');

  const card = mainPage.card('soft rain with distant thunder');
  await expect(card.getByRole('button', { name: 'Copy taskId' })).toBeVisible();
  await expect(card).toContainText('Ready');
  await expect(mainPage.prompt).toHaveValue('soft rain with distant thunder');

  await card.getByRole('button', { name: 'Copy taskId' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => clipboard(page)).toMatch(/^[0-9a-f]{32}$/);

  await card.getByRole('button', { name: 'Play take A' }).focus();
  await page.keyboard.press('Enter');
  await expect(card.getByRole('button', { name: 'Pause take A' })).toBeVisible();
  await expect(card.getByRole('slider', { name: 'Seek take A' })).toHaveAttribute(
    'aria-valuetext',
    /^[1-9]\d* of \d+ seconds$/,
  );
});

test('the same sound twice gives the same bytes; the download is a whole MP3 with a telling name', async ({
  page,
  request,
  baseURL,
}) => {
  await page.goto('/');
  const mainPage = new MainPage(page);
  await mainPage.key.selectOption('D#m');
  await mainPage.bpmValue.fill('128');
  await mainPage.loop.check();
  const card = await mainPage.generateSound('dark techno loop');
  await expect(card).toContainText('Ready');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    card.getByRole('link', { name: 'Download take A' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^dark-techno-loop_128bpm_D#m_loop_A_[0-9a-f]{6}\.mp3$/);
  const bytes = await readFile(await download.path());
  const href = (await card.getByRole('link', { name: 'Download take A' }).getAttribute('href')) ?? '';
  const answer = await request.get(new URL(href, baseURL).href);
  expect(answer.headers()['content-type']).toBe('audio/mpeg');
  expect(Buffer.compare(bytes, await answer.body())).toBe(0);
  const seconds = await page.evaluate(async (path) => {
    const data = await (await fetch(path)).arrayBuffer();
    const decoded = await new OfflineAudioContext(2, 1, 44_100).decodeAudioData(data);
    return decoded.length / decoded.sampleRate;
  }, href);
  // Whole bars at 128 BPM: 1, 2, 4 or 8 of them, to the sample.
  const bars = seconds / ((4 * 60) / 128);
  expect(Math.abs(bars - Math.round(bars)) * 82_688).toBeLessThan(1);
});

test('two presses on one wish are one task; two wishes are two tasks at once', async ({ page }) => {
  await page.goto('/');
  const mainPage = new MainPage(page);
  await mainPage.prompt.fill('double click rain');
  await mainPage.generate.dblclick();
  await mainPage.generateSound('another wish');
  await expect(mainPage.card('another wish')).toContainText('Ready');
  await expect(mainPage.card('double click rain')).toContainText('Ready');
  await expect(mainPage.tasks.getByRole('article', { name: 'double click rain' })).toHaveCount(1);
});

test('a reload in the middle of a render loses nothing', async ({ page }) => {
  await page.goto('/');
  const mainPage = new MainPage(page);
  const card = await mainPage.generateSound('reload rain [late-second-take]');
  await expect(card.getByRole('button', { name: 'Copy taskId' })).toBeVisible();
  const taskId = await taskIdOn(card).textContent();
  await page.reload();
  await expect(taskIdOn(mainPage.card('reload rain'))).toHaveText(taskId ?? '');
  await expect(mainPage.card('reload rain')).toContainText('Ready', { timeout: 45_000 });
});

test('all shown taskIds are copied at once, and C copies the newest', async ({ page, openOwn }) => {
  const { mainPage } = await openOwn();
  for (const prompt of ['first sound', 'second sound']) {
    await mainPage.generateSound(prompt);
    await expect(mainPage.card(prompt)).toContainText('Ready');
  }
  await page.getByRole('button', { name: 'Copy all taskIds' }).click();
  const newest = await taskIdOn(mainPage.card('second sound')).textContent();
  const oldest = await taskIdOn(mainPage.card('first sound')).textContent();
  await expect.poll(() => clipboard(page)).toBe(`${newest}\n${oldest}`);
  // It is said for 6 s, so it is looked for from before the press.
  const said = page.getByRole('status').filter({ hasText: newest ?? '' });
  await Promise.all([said.first().waitFor({ state: 'attached' }), page.locator('body').press('c')]);
  await expect.poll(() => clipboard(page)).toBe(newest);
});

test('a taskId made elsewhere is tracked, found again, deleted and brought back', async ({
  page,
  request,
  baseURL,
  complaints,
}) => {
  // A waveform may be asked for in the moment its task is deleted.
  complaints.allow(/410/);
  const made = await request.post(`${baseURL}/sandbox/api/v1/generate/sounds`, {
    headers: { authorization: 'Bearer someone-else' },
    data: { prompt: 'made elsewhere', model: 'V5' },
  });
  const { data } = (await made.json()) as { data: { taskId: string } };
  await page.goto('/');
  const mainPage = new MainPage(page);
  await listAction(page, 'Track a taskId');
  await page.getByRole('textbox', { name: /taskId of a task/ }).fill(data.taskId);
  await page.getByRole('button', { name: 'Track', exact: true }).click();
  const card = mainPage.card('made elsewhere');
  await expect(card).toContainText('Ready');
  await page.getByRole('searchbox', { name: /Find/ }).fill(data.taskId.slice(4, 16));
  await expect(mainPage.tasks.getByRole('article')).toHaveCount(1);
  await card.getByRole('button', { name: 'Delete' }).click();
  await expect(card).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(card).toContainText(data.taskId);
});

test('a taskId that is in the list already leads to its row, also where a filter hides it', async ({
  page,
  openOwn,
}) => {
  const { mainPage } = await openOwn();
  const card = await mainPage.generateSound('known rain');
  const taskId = await taskIdOn(card).textContent();
  const track = async () => {
    await listAction(page, 'Track a taskId');
    await page.getByRole('textbox', { name: /taskId of a task/ }).fill(taskId ?? '');
    await page.getByRole('button', { name: 'Track', exact: true }).click();
  };
  await track();
  await expect(card).toBeFocused();
  await page.getByRole('searchbox', { name: /Find/ }).fill('nothing like it');
  await expect(card).toHaveCount(0);
  await track();
  await expect(card).toBeFocused();
  await expect(page.getByText('in the list already')).toHaveCount(0);
});

test('a taskId that another browser has just tracked leads to its row, too', async ({ page, openOwn }) => {
  const { mainPage, server } = await openOwn();
  await mainPage.generateSound('a sound that is found');
  await expect(mainPage.card('a sound that is found')).toContainText('Ready');
  // A page that has read nothing but this list, and hears of what is new too late.
  await page.route('**/api/tasks/events*', () => undefined);
  await page.goto(`${server.url}/?q=that+is+found`);
  await expect(mainPage.card('a sound that is found')).toBeVisible();
  const { request } = page;
  const made = await request.post(`${server.url}/sandbox/api/v1/generate/sounds`, {
    headers: { authorization: 'Bearer someone-else' },
    data: { prompt: 'tracked elsewhere', model: 'V5' },
  });
  const { data } = (await made.json()) as { data: { taskId: string } };
  await listAction(page, 'Track a taskId');
  await page.getByRole('textbox', { name: /taskId of a task/ }).fill(data.taskId);
  await request.post(`${server.url}/api/tasks/track`, { data: { taskId: data.taskId } });
  await page.getByRole('button', { name: 'Track', exact: true }).click();
  await expect(mainPage.card('tracked elsewhere')).toBeFocused();
  await expect(page.getByText('Tracking it.')).toHaveCount(0);
});

test('quoted words with Lyrics on come back as words of the take', async ({ page }) => {
  await page.goto('/');
  const mainPage = new MainPage(page);
  await mainPage.lyrics.check();
  const card = await mainPage.generateSound('choir singing "over the hill we go"');
  await expect(card).toContainText('Ready');
  await card.getByRole('button', { name: 'Notes and tags' }).click();
  await expect(card).toContainText('over the hill we go');
});

test('an example fills the form', async ({ page, openOwn }) => {
  const { mainPage } = await openOwn();
  await page.getByRole('button', { name: /Dusty drum loop/ }).click();
  await expect(mainPage.prompt).toHaveValue(/Dusty drum loop/);
  await expect(mainPage.key).toHaveValue('Am');
  await expect(mainPage.bpmValue).toHaveValue('90');
});

test('a wrong form says what is wrong, keeps what was typed and sends nothing', async ({ page, openOwn }) => {
  const { server, mainPage } = await openOwn();
  await mainPage.generate.click();
  await expect(mainPage.prompt).toBeFocused();
  await expect(mainPage.prompt).toHaveAttribute('aria-invalid', 'true');
  await mainPage.prompt.fill('a'.repeat(501));
  await mainPage.generate.click();
  await expect(mainPage.compose).toContainText('longer than 500 characters');
  await expect(mainPage.prompt).toHaveValue('a'.repeat(501));
  const { total } = (await (await page.request.get(`${server.url}/api/tasks`)).json()) as { total: number };
  expect(total).toBe(0);
});

test('an untouched page fetches what its budget counts, and no more', async ({ page, request, startOwn }) => {
  const { url } = await startOwn();
  await addMeasuredTask(request, url, 'rain on a tent');
  const fetched = new Set<string>();
  page.on('request', (asked) => {
    const [, name, kind] = /\/assets\/(.+)-[\w-]{8}\.(js|css|svg)$/.exec(asked.url()) ?? [];
    if (name !== undefined) fetched.add(`${name}.${kind}`);
  });
  await page.clock.install();
  await page.goto(url);
  await expect(new MainPage(page).card('rain on a tent')).toBeVisible();
  const scripts = [...BY_ITSELF, ...WORKERS_BY_ITSELF].map((name) => `${name}.js`);
  const counted = [...scripts, 'second-stage.css'];
  await expect.poll(() => counted.filter((name) => !fetched.has(name))).toEqual([]);
  // What waits for some seconds or an idle moment does so now.
  await page.clock.runFor(1000);
  await page.evaluate(async () => void (await fetch('./api/tasks?limit=1')));
  expect([...fetched].sort()).toEqual(counted.sort());
});

/** Nothing is left to be done with it: a change, and a take that no page has measured, are work of their own. */
async function addMeasuredTask(request: APIRequestContext, url: string, prompt: string): Promise<void> {
  const id = randomUUID();
  const address = `${url}/api/tasks/${id}`;
  await request.post(`${url}/api/tasks`, { data: { tasks: [{ id, request: { ...emptySound, prompt } }] } });
  const takes = async () => {
    const task = (await (await request.get(address)).json()) as Task;
    return task.state === 'ready' ? task.takes.map(({ kept }) => kept) : [];
  };
  await expect.poll(takes, { timeout: 60_000 }).toEqual([true, true]);
  const heard = { bpm: [], key: null, loop: null, lufs: -20, dbtp: -3, events: 0, version: 1_000_000 };
  for (const n of [1, 2])
    await expect(await request.put(`${address}/takes/${n}/heard`, { data: { heard } })).toBeOK();
}

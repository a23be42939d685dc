import { readFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { readWav } from '../src/audio/files/read-wav.ts';
import { inspectorOf } from './support/inspector.ts';
import { MainPage } from './support/main-page.ts';
import { expect, test } from './support/test.ts';

/** Generates them, and opens the panel of Download with both selected. */
async function selectTwo(page: Page, prompts: readonly [string, string]) {
  await page.goto('/');
  const mainPage = new MainPage(page);
  for (const prompt of prompts) {
    const card = await mainPage.generateSound(prompt);
    await expect(card.getByRole('link', { name: 'Download take A' })).toBeAttached({ timeout: 45_000 });
  }
  await mainPage.tasks.getByRole('button', { name: 'Select', exact: true }).click();
  for (const prompt of prompts)
    await mainPage
      .card(prompt)
      .getByRole('checkbox', { name: new RegExp(`^Select .*${prompt}`) })
      .check();
  await mainPage.tasks.getByRole('button', { name: 'Download sounds…' }).click();
  return mainPage.tasks.getByRole('group', { name: 'Download sounds…' });
}

async function zipOf(page: Page, press: () => Promise<void>): Promise<{ name: string; zip: Buffer }> {
  const download = page.waitForEvent('download');
  await press();
  const file = await download;
  return { name: file.suggestedFilename(), zip: await readFile(await file.path()) };
}

// What a service worker asks for passes by `page.route`.
test.use({ serviceWorkers: 'block' });

test('what is selected comes as one zip of FLAC by the names asked for, with a list', async ({ page }) => {
  test.slow();
  const panel = await selectTwo(page, ['flac rain', 'flac wind']);
  await panel.getByRole('radio', { name: 'Both takes' }).check();
  await panel.getByRole('radio', { name: 'FLAC' }).check();
  await panel.getByRole('textbox', { name: 'Name' }).fill('{title}-{take}');
  await expect(panel).toContainText(/flac-(rain|wind)-A\.flac/);
  await expect(panel).toContainText(/4 files, about [\d.]+ MB/);
  // It is said for 6 s, so it is looked for from before the press.
  const said = page.getByRole('region', { name: 'Notices' }).getByText('4 files packed.');
  const [{ name, zip }] = await Promise.all([
    zipOf(page, () => panel.getByRole('button', { name: /^Download 4 files/ }).click()),
    said.waitFor(),
  ]);
  expect(name).toBe('cuesmith-4-sounds.zip');
  for (const file of ['flac-rain-A.flac', 'flac-rain-B.flac', 'flac-wind-A.flac', 'flac-wind-B.flac'])
    expect(zip.includes(file)).toBe(true);
  expect(zip.includes('fLaC')).toBe(true);
  expect(zip.includes('manifest.csv')).toBe(true);
});

test('a take that cannot be read is named, and the others come; what is in that format comes as it is', async ({
  page,
  complaints,
}) => {
  test.slow();
  complaints.allow(/ERR_FAILED|Failed to load resource/);
  const panel = await selectTwo(page, ['mp3 rain', 'mp3 wind']);
  const link = new MainPage(page).card('mp3 rain').getByRole('link', { name: 'Download take A' });
  const href = (await link.getAttribute('href')) ?? '';
  const stored = await page.evaluate(async (path) => {
    const bytes = new Uint8Array(await (await fetch(path)).arrayBuffer());
    return [...bytes];
  }, href);
  const isMp3 = stored[0] === 0xff || String.fromCharCode(...stored.slice(0, 3)) === 'ID3';
  expect(isMp3).toBe(true);
  const broken =
    (await new MainPage(page)
      .card('mp3 wind')
      .getByRole('link', { name: 'Download take A' })
      .getAttribute('href')) ?? '';
  await page.route(`**/${broken.replace(/^\.?\//, '').split('?')[0]}*`, (route) => route.abort());

  await panel.getByRole('radio', { name: 'MP3' }).check();
  const { zip } = await zipOf(page, () => panel.getByRole('button', { name: /^Download 2 files/ }).click());
  expect(zip.includes(Buffer.from(stored))).toBe(true);
  await expect(panel.getByRole('alert')).toContainText(
    '1 file could not be read and is not in the zip: mp3-wind_A',
  );
});

test('converting can be cancelled, and a press beside the panel does not end it', async ({ page }) => {
  test.slow();
  const panel = await selectTwo(page, ['slow rain', 'slow wind']);
  await page.route('**/audio*', () => undefined);
  await panel.getByRole('radio', { name: 'WAV 24' }).check();
  await panel.getByRole('button', { name: /^Download 2 files/ }).click();
  await expect(panel.getByRole('button', { name: 'Packing 0 of 2' })).toBeVisible();
  await page.getByText('2 selected').click();
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await expect(panel.getByRole('button', { name: /^Download 2 files/ })).toBeVisible();
  await expect(panel.getByRole('alert')).toHaveCount(0);
});

/** The samples of the only WAV in that zip. */
function wavIn(zip: Buffer): Float32Array {
  const start = zip.indexOf('RIFF');
  const bytes = new Uint8Array(zip.subarray(start, start + 8 + zip.readUInt32LE(start + 4)));
  return readWav(bytes).pcm.channels[0] ?? new Float32Array();
}
/** By how much the two differ at most, from one sample to another. */
const differenceOf = (before: Float32Array, after: Float32Array, from: number, to: number): number =>
  before
    .subarray(from, to)
    .reduce((most, sample, at) => Math.max(most, Math.abs(sample - (after[from + at] ?? 0))), 0);
const FADE_SAMPLES = 882;

test('a take that was fixed in the inspector comes as it was fixed, under its own name', async ({ page }) => {
  test.slow();
  await page.goto('/');
  const mainPage = new MainPage(page);
  const card = await mainPage.generateSound('fixed drum loop');
  await expect(card.getByRole('link', { name: 'Download take A' })).toBeAttached({ timeout: 45_000 });
  await mainPage.tasks.getByRole('button', { name: 'Select', exact: true }).click();
  await card.getByRole('checkbox', { name: /^Select .*fixed drum loop/ }).check();
  const panel = mainPage.tasks.getByRole('group', { name: 'Download sounds…' });
  const load = async () => {
    await mainPage.tasks.getByRole('button', { name: 'Download sounds…' }).click();
    await panel.getByRole('radio', { name: 'WAV 16' }).check();
    return (await zipOf(page, () => panel.getByRole('button', { name: /^Download 1 file/ }).click())).zip;
  };
  const before = await load();
  expect(before.includes('fixed-drum-loop_A.wav')).toBe(true);

  await card.getByRole('button', { name: 'Inspect' }).click();
  const inspector = inspectorOf(page);
  const saved = page.waitForResponse((response) => response.url().endsWith('/edits') && response.ok());
  await inspector.getByRole('button', { name: 'Fade in' }).click();
  await saved;
  await expect(inspector.getByRole('radio', { name: 'Edited' })).toBeChecked();
  await page.goBack();
  await expect(inspector).toBeHidden();

  const after = await load();
  expect(after.includes('fixed-drum-loop_A_v2.wav')).toBe(true);
  expect(after.includes('fixed-drum-loop_A.wav')).toBe(false);
  const [original, edited] = [wavIn(before), wavIn(after)];
  expect(edited.length).toBe(original.length);
  expect(differenceOf(original, edited, 0, FADE_SAMPLES)).toBeGreaterThan(0.01);
  expect(differenceOf(original, edited, FADE_SAMPLES, original.length)).toBeLessThan(0.001);
});

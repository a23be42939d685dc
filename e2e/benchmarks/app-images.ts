import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { expect } from '@playwright/test';
import { chromium, type Browser, type Page } from 'playwright';

import { CHROMIUM_FLAGS, ensureBrowser } from '../support/browser.ts';
import { MainPage } from '../support/main-page.ts';
import { removeFolder, startServer } from '../support/server.ts';

/** `node e2e/benchmarks/app-images.ts`, after a build: draws what the manifest and the README show from `icon.svg` and from the page. */
const PUBLIC = resolve(import.meta.dirname, '../../public');
/** From the oldest to the newest. */
const SOUNDS = [
  { prompt: 'Heavy rain on a tin roof, distant thunder' },
  { prompt: 'Warm pad chords with a harp, slow swell, room far away', soundKey: 'Gm' },
  { prompt: 'Dark techno loop, 909 kick, acid bass', soundKey: 'Cm', soundTempo: 132, soundLoop: true },
  { prompt: 'Rising whoosh into a bright plucked arpeggio', soundKey: 'D', soundTempo: 128 },
  { prompt: 'Single footstep in a shallow puddle, close, wet leather' },
  { prompt: 'Dusty drum loop with a round bass line', soundKey: 'Am', soundTempo: 90, soundLoop: true },
  { prompt: 'Fast drum and bass break, rolling sub bass', soundKey: 'F#m', soundTempo: 174, soundLoop: true },
  { prompt: 'Glass marimba ostinato, dry, close mic', soundKey: 'G#m', soundTempo: 128, soundLoop: true },
  { prompt: 'A whispered chant, close to the ear', soundKey: 'Em', soundTempo: 70, grabLyrics: true },
];
const PLAYING = 'Fast drum and bass break, rolling sub bass';
/** What lies over the foot of the list. */
const BAR_PX = 80;
const MADE_MS = 120_000;
const MANIFEST = [
  { name: 'screenshot-narrow', viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
  { name: 'screenshot-wide', viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 },
] as const;
const README = ['light', 'dark'] as const;

const svg = readFileSync(`${PUBLIC}/icon.svg`, 'utf8');
/** A system cuts its own shape out of it: no corners, and the picture within the middle four fifths. */
const maskable = svg
  .replace('viewBox="0 0 64 64"', 'viewBox="-5 -5 74 74"')
  .replace(/<rect [^>]*\/>/, '<rect x="-5" y="-5" width="74" height="74" fill="#171b22"/>');

async function drawIcon(browser: Browser, name: string, picture: string, px: number): Promise<void> {
  const page = await browser.newPage({ viewport: { width: px, height: px } });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${px}px}</style>${picture}`);
  writeFileSync(`${PUBLIC}/${name}.png`, await page.screenshot({ omitBackground: true }));
  await page.close();
}

async function generateAll(url: string): Promise<void> {
  for (const sound of SOUNDS) {
    const sent = await fetch(`${url}/api/v1/generate/sounds`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'V5', ...sound }),
    });
    if (!sent.ok) throw new Error(`${sound.prompt}: ${sent.status}`);
    // The list is by time.
    await setTimeout(20);
  }
}

/** Once all is made and measured, and what is in sight of it drawn. */
async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  const { tasks } = new MainPage(page);
  await tasks.evaluate((list) => list.scrollIntoView());
  await expect(page.getByRole('button', { name: 'Play take B' })).not.toHaveCount(0, { timeout: MADE_MS });
  await expect(page.getByText(/^Rendering/)).toHaveCount(0, { timeout: MADE_MS });
  await expect(page.locator('.chips .of-bpm:not([data-grade])')).toHaveCount(0, { timeout: MADE_MS });
  const undrawn = () =>
    tasks
      .locator('.wave > svg:not([data-known])')
      .evaluateAll(
        (all, bar) => all.filter((wave) => wave.getBoundingClientRect().top < innerHeight - bar).length,
        BAR_PX,
      );
  await expect.poll(undrawn, { timeout: MADE_MS }).toBe(0);
}

async function drawManifest(browser: Browser, url: string): Promise<void> {
  for (const { name, ...look } of MANIFEST) {
    const page = await browser.newPage({ ...look, colorScheme: 'dark' });
    await open(page, url);
    writeFileSync(`${PUBLIC}/${name}.png`, await page.screenshot());
    await page.close();
  }
}

/** One plays, and the form has what it was asked with. */
async function drawReadme(browser: Browser, url: string): Promise<void> {
  for (const colorScheme of README) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme });
    await open(page, url);
    const playing = new MainPage(page).card(PLAYING);
    await playing.hover();
    await playing.getByRole('button', { name: 'Edit' }).click();
    await playing.getByRole('button', { name: 'Play take A' }).click();
    const seek = playing.getByRole('slider', { name: 'Seek take A' });
    await expect
      .poll(async () => Number(await seek.inputValue()), { intervals: [50], timeout: MADE_MS })
      .toBeGreaterThan(1.9);
    writeFileSync(`${PUBLIC}/screenshot-${colorScheme}.png`, await page.screenshot());
    await page.close();
  }
}

mkdirSync(PUBLIC, { recursive: true });
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: CHROMIUM_FLAGS });
for (const px of [192, 512]) {
  await drawIcon(browser, `icon-${px}`, svg, px);
  await drawIcon(browser, `icon-maskable-${px}`, maskable, px);
}
const server = await startServer({ env: { SOUNDS_PACE: '200/1s' } });
await generateAll(server.url);
await drawReadme(browser, server.url);
await drawManifest(browser, server.url);
await browser.close();
await server.stop();
removeFolder(server.dataDir);

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { chromium, type Browser } from 'playwright';

import { CHROMIUM_FLAGS, ensureBrowser } from '../support/browser.ts';
import { MainPage } from '../support/main-page.ts';
import { removeFolder, startServer } from '../support/server.ts';

/** `node e2e/benchmarks/app-images.ts`, after a build: draws what the manifest shows from `icon.svg` and from the page. */
const PUBLIC = resolve(import.meta.dirname, '../../public');
const SOUNDS = ['Warm Rhodes chords, slow swing', 'Heavy rain on a tin roof', 'Dark techno loop, 909 kick'];
const SCREENSHOTS = [
  { name: 'screenshot-narrow', viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
  { name: 'screenshot-wide', viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 },
] as const;

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

async function drawPage(browser: Browser, url: string): Promise<void> {
  for (const { name, ...look } of SCREENSHOTS) {
    const page = await browser.newPage({ ...look, colorScheme: 'dark' });
    await page.goto(url);
    await page.getByRole('article').first().waitFor();
    await page.getByRole('button', { name: 'Copy taskId' }).first().waitFor();
    await page.waitForLoadState('networkidle');
    writeFileSync(`${PUBLIC}/${name}.png`, await page.screenshot());
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
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.goto(server.url);
for (const sound of SOUNDS) {
  const card = await new MainPage(page).generateSound(sound);
  await card.getByRole('button', { name: 'Play take B' }).waitFor();
}
await drawPage(browser, server.url);
await browser.close();
await server.stop();
removeFolder(server.dataDir);

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { CDPSession, Locator, Page } from 'playwright';

import { writeWav } from '../../src/audio/encode/encode-wav.ts';
import { drums } from '../../src/testing/test-music.ts';
import { normalise, stereo } from '../../src/testing/test-sounds.ts';
import { removeFolder } from '../support/server.ts';
import { amount, type Figure } from './figure.ts';
import type { OpenPage, Stage } from './stage.ts';

/** No frame may take longer, and a minute of sound is judged within so long. */
const FRAME_MS = 50;
const VERDICT_MS = 1500;
const LONG_MS = 150_000;
const HELD_MB = 30;
const BPM = 120;

/** Two-four bars of drums, again and again. */
function fileOf(seconds: number, rate: number): Buffer {
  const bar = normalise(drums({ groove: 'rock', bpm: BPM, bars: 4, rate }), 0.6);
  const track = new Float32Array(seconds * rate);
  for (let at = 0; at < track.length; at += bar.length)
    track.set(bar.subarray(0, Math.min(bar.length, track.length - at)), at);
  return Buffer.from(writeWav(stereo(track, rate), { bits: 24 }));
}

declare global {
  interface Window {
    frameGaps: number[];
    verdictMs: number;
  }
}

/** The gap between any two frames, from now on. */
const watchGaps = (page: Page): Promise<void> =>
  page.evaluate(() => {
    let last = performance.now();
    window.frameGaps = [];
    requestAnimationFrame(function next(now) {
      window.frameGaps.push(now - last);
      last = now;
      requestAnimationFrame(next);
    });
  });

const longestGap = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const longest = Math.max(0, ...window.frameGaps);
    window.frameGaps.length = 0;
    return longest;
  });

async function metric(cdp: CDPSession, name: string): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find((each) => each.name === name)?.value ?? NaN;
}

async function openEmpty({ page, cdp }: OpenPage, url: string): Promise<Locator> {
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(url);
  await page.getByRole('button', { name: 'Open a file' }).click();
  const inspector = page.getByRole('dialog', { name: 'Inspector' });
  await inspector.getByLabel('Choose a file').waitFor({ state: 'attached' });
  return inspector;
}

const verdict = (inspector: Locator): Promise<void> =>
  inspector.getByRole('list', { name: 'Check' }).getByText('LUFS').waitFor({ timeout: LONG_MS });

/** Runs in the page: asked from here every 500 ms, the verdict would be up to that much late. */
function timeVerdict(): void {
  addEventListener(
    'change',
    () => {
      const from = performance.now();
      const seen = new MutationObserver(() => {
        if (!document.querySelector('[aria-label="Check"]')?.textContent.includes('LUFS')) return;
        window.verdictMs = performance.now() - from;
        seen.disconnect();
      });
      seen.observe(document.body, { subtree: true, childList: true, characterData: true });
    },
    { capture: true, once: true },
  );
}

async function measureMinute(stage: Stage, url: string, path: string): Promise<Figure[]> {
  const open = await stage.open({ cpu: 1 });
  const inspector = await openEmpty(open, url);
  const { page, cdp } = open;
  await page.waitForTimeout(1000);
  const busy = await metric(cdp, 'TaskDuration');
  await page.evaluate(timeVerdict);
  await inspector.getByLabel('Choose a file').setInputFiles(path);
  await verdict(inspector);
  const tookMs = await page.evaluate(() => window.verdictMs);
  const busyMs = ((await metric(cdp, 'TaskDuration')) - busy) * 1000;
  await open.close();
  return [
    amount('B10', 'a minute of sound: file to verdict', tookMs, 'ms', VERDICT_MS),
    amount('-', "… of it on the page's own thread", busyMs, 'ms'),
  ];
}

async function measureLong(stage: Stage, url: string, path: string): Promise<Figure[]> {
  const open = await stage.open({ cpu: 1 });
  const inspector = await openEmpty(open, url);
  const { page, cdp } = open;
  const heldMb = async () => {
    await cdp.send('HeapProfiler.collectGarbage');
    const {
      usedSize,
      embedderHeapUsedSize = 0,
      backingStorageSize = 0,
    } = (await cdp.send('Runtime.getHeapUsage')) as {
      usedSize: number;
      embedderHeapUsedSize?: number;
      backingStorageSize?: number;
    };
    return (usedSize + embedderHeapUsedSize + backingStorageSize) / 2 ** 20;
  };
  await page.waitForTimeout(1000);
  const before = await heldMb();
  const figures: Figure[] = [];
  await watchGaps(page);
  const step = async (name: string, work: () => Promise<unknown>) => {
    await longestGap(page);
    const from = performance.now();
    await work();
    const took = ((performance.now() - from) / 1000).toFixed(1);
    figures.push(
      amount(
        'B10',
        `10 min at 96 kHz, ${name} (${took} s): longest frame`,
        await longestGap(page),
        'ms',
        FRAME_MS,
      ),
    );
  };
  const press = (name: string) => inspector.getByRole('button', { name, exact: true }).click();
  const download = async (name: string) => {
    await inspector.getByRole('radio', { name, exact: true }).check();
    const file = page.waitForEvent('download', { timeout: LONG_MS });
    await inspector.getByRole('link', { name: /^Download/ }).click();
    await (await file).path();
  };
  await step('read and drawn', async () => {
    await inspector.getByLabel('Choose a file').setInputFiles(path);
    await inspector.getByRole('slider', { name: 'Position' }).waitFor({ timeout: LONG_MS });
  });
  await step('measured', () => verdict(inspector));
  await step('played', async () => {
    await press('Play');
    await page.waitForTimeout(2000);
    await inspector.getByRole('slider', { name: 'Position' }).click();
    await page.waitForTimeout(1000);
    await press('Pause');
  });
  await step('zoomed', async () => {
    for (let n = 0; n < 6; n++) await press('Zoom in');
    for (let n = 0; n < 6; n++) await press('Zoom out');
  });
  await step('edited', async () => {
    await press('Fade in');
    await inspector.getByRole('radio', { name: 'Edited' }).waitFor({ timeout: LONG_MS });
    await inspector.getByText('working').waitFor({ state: 'hidden', timeout: LONG_MS });
  });
  await step('written as WAV', () => download('WAV 24-bit'));
  await step('written as FLAC', () => download('FLAC'));
  await step('closed', async () => {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(500);
  });
  // What was being measured is measured to its end.
  const from = performance.now();
  let held = (await heldMb()) - before;
  while (held > HELD_MB && performance.now() - from < LONG_MS) {
    await page.waitForTimeout(1000);
    held = (await heldMb()) - before;
  }
  const after = ((performance.now() - from) / 1000).toFixed(0);
  figures.push(amount('B10', `… memory held more ${after} s after it is closed`, held, 'MB', HELD_MB));
  await open.close();
  return figures;
}

/** B10: what a sound costs the page that it is opened in. */
export async function measureInspector(stage: Stage): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cuesmith-sounds-'));
  const minute = join(folder, `minute ${BPM}bpm loop.wav`);
  const long = join(folder, `long ${BPM}bpm.wav`);
  writeFileSync(minute, fileOf(60, 44_100));
  writeFileSync(long, fileOf(600, 96_000));
  try {
    const { url } = await stage.server(0);
    return [...(await measureMinute(stage, url, minute)), ...(await measureLong(stage, url, long))];
  } finally {
    removeFolder(folder);
  }
}

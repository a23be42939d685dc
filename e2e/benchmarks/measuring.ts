import type { Page } from 'playwright';

import { amount, type Figure } from './figure.ts';
import { FRAME_MS, watchFrames } from './long-frames.ts';
import type { Stage } from './stage.ts';

const TASKS = 10_000;
/** Takes as long as a vendor's, and more than are waited for. */
const AUDIO = { tasks: 10, seconds: 30, rate: 44_100, channels: 2 };
const MEASURED = 12;
const STEP_MS = 100;

/** Resolves when so many takes were measured and kept. */
function takesMeasured(page: Page, count: number): Promise<void> {
  let kept = 0;
  return new Promise((resolve) => {
    page.on('response', (response) => {
      if (!response.url().endsWith('/heard') || !response.ok()) return;
      kept += 1;
      if (kept === count) resolve();
    });
  });
}

interface Watched {
  longestMs: number;
  long: number;
}

const longFrames = async (page: Page): Promise<Watched> =>
  page.evaluate(() => ({ longestMs: Math.max(0, ...window.longFrames), long: window.longFrames.length }));

/** B6: takes are measured in the background, and no frame is late for it; beside it the same page when all is measured. */
export async function measureMeasuring(stage: Stage): Promise<Figure[]> {
  const { url } = await stage.server(TASKS, AUDIO);
  const { page, close } = await stage.open();
  await page.addInitScript(watchFrames);
  const [first, all] = [takesMeasured(page, 1), takesMeasured(page, MEASURED)];
  await page.goto(url);
  // The page's own start is not what is asked about.
  await first;
  await page.evaluate(() => void (window.longFrames.length = 0));
  const from = performance.now();
  await all;
  const tookMs = performance.now() - from;
  const measuring = await longFrames(page);
  await page.evaluate(() => void (window.longFrames.length = 0));
  await page.route('**/audio*', (route) => route.abort());
  const until = performance.now() + tookMs;
  while (performance.now() < until) await page.waitForTimeout(STEP_MS);
  const resting = await longFrames(page);
  await close();
  const against = { name: 'the same page, measuring nothing', value: resting.longestMs };
  return [
    {
      ...amount(
        'B6',
        `longest frame while ${MEASURED - 1} takes are measured`,
        measuring.longestMs,
        'ms',
        FRAME_MS,
      ),
      against,
    },
    {
      ...amount('B6', 'frames over 50 ms meanwhile', measuring.long, ''),
      against: { ...against, value: resting.long },
    },
    amount('-', 'time for one take of 30 s', tookMs / (MEASURED - 1), 'ms'),
  ];
}

import type { CDPSession, Page } from 'playwright';

import { MainPage } from '../support/main-page.ts';
import { amount, compared, type Figure, median } from './figure.ts';
import { FRAME_MS, watchFrames } from './long-frames.ts';
import { servePlainForms } from './plain-form.ts';
import type { Stage } from './stage.ts';

const ROUNDS = 3;
const KEYS = 30;
const MOVES = 50;
/** What a key or a move may cost, against plain DOM. */
const COST_MAX = 2;
/** The whole page has come, and is at rest; its event stream keeps the network from ever being idle. */
const SETTLE_MS = 2500;
const TEXT = 'soft rain on a tin roof with thunder far ';

interface Cost {
  keyMs: number;
  dragMs: number;
  /** Of the frames over 50 ms, which are all a browser tells of; 0 is none. */
  longestMs: number;
}

async function taskMs(cdp: CDPSession, steps: number, work: () => Promise<void>): Promise<number> {
  const read = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
  };
  const before = await read();
  await work();
  return ((await read()) - before) / steps;
}

async function type(page: Page, keys: number): Promise<void> {
  for (let i = 0; i < keys; i++) {
    await page.keyboard.press(TEXT[i % TEXT.length] === ' ' ? 'Space' : (TEXT[i % TEXT.length] ?? 'a'));
    await page.waitForTimeout(30);
  }
}

async function costOnce(stage: Stage, url: string): Promise<Cost> {
  const { page, cdp, close } = await stage.open();
  await page.addInitScript(watchFrames);
  await page.goto(url);
  await page.waitForTimeout(SETTLE_MS);
  await cdp.send('Performance.enable');
  await page.locator('#prompt').focus();
  await type(page, 6);
  await page.waitForTimeout(300);
  await page.evaluate(() => void (window.longFrames.length = 0));
  const keyMs = await taskMs(cdp, KEYS, async () => {
    await type(page, KEYS);
    await page.waitForTimeout(250);
  });
  const box = await page.locator('#bpm').boundingBox();
  if (!box) throw new Error(`${url} has no slider.`);
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.4, y);
  await page.mouse.down();
  const dragMs = await taskMs(cdp, MOVES, async () => {
    for (let i = 0; i < MOVES; i++) {
      await page.mouse.move(box.x + box.width * (0.4 + 0.55 * Math.abs(Math.sin(i / 12))), y);
      await page.waitForTimeout(12);
    }
    await page.waitForTimeout(250);
  });
  await page.mouse.up();
  const longestMs = await page.evaluate(() => Math.max(0, ...window.longFrames));
  await close();
  return { keyMs, dragMs, longestMs };
}

/** Frames drawn between the press of Generate and the card's own. */
async function framesToCard(stage: Stage, url: string, round: number): Promise<number> {
  const { page, close } = await stage.open();
  await page.goto(url);
  await page.waitForTimeout(SETTLE_MS);
  const prompt = `bench ${round} ${Date.now()}`;
  const mainPage = new MainPage(page);
  await mainPage.prompt.fill(prompt);
  await page.waitForTimeout(500);
  await page.evaluate((text) => {
    window.longFrames = [];
    document.addEventListener(
      'submit',
      () => {
        let frames = 0;
        const count = () => {
          frames++;
          const isThere = [...document.querySelectorAll('#tasks article')].some((card) =>
            card.textContent.includes(text),
          );
          if (isThere) window.longFrames.push(frames);
          else requestAnimationFrame(count);
        };
        requestAnimationFrame(count);
      },
      { capture: true, once: true },
    );
  }, prompt);
  await mainPage.generate.click();
  await page.waitForFunction(() => window.longFrames.length > 0);
  const frames = await page.evaluate(() => window.longFrames[0] ?? NaN);
  await close();
  return frames;
}

/** B6: what a key and a move of the slider cost the main thread, ours and plain forms in turn. */
export async function measureForm(stage: Stage): Promise<Figure[]> {
  const plain = await servePlainForms();
  const sites: [string, string][] = [
    ['bare', plain.bare],
    ['dressed', plain.dressed],
    ['100', (await stage.server(100)).url],
    ['10,000', (await stage.server(10_000)).url],
    ['50,000', (await stage.server(50_000)).url],
  ];
  const costs = new Map<string, Cost[]>(sites.map(([name]) => [name, []]));
  const frames: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, url] of round % 2 ? sites.toReversed() : sites)
      costs.get(name)?.push(await costOnce(stage, url));
    frames.push(await framesToCard(stage, (await stage.server(10_000)).url, round));
  }
  plain.close();
  const all = (name: string, what: keyof Cost) => (costs.get(name) ?? []).map((cost) => cost[what]);
  const of = (name: string, what: keyof Cost) => median(all(name, what));
  const slowest = (name: string): number => Math.max(...all(name, 'longestMs'));
  const longest = (name: string): Figure => ({
    ...amount('B6', `longest frame while typing and dragging, ${name} tasks`, slowest(name), 'ms', FRAME_MS),
    // A busy machine shows there too.
    against: { name: 'the same form in plain DOM', value: slowest('dressed') },
  });
  const against = [
    ['the same form in plain DOM', 'dressed', COST_MAX],
    ['a bare textarea and slider', 'bare', COST_MAX],
    ['ours with 100', '100', 1.25],
  ] as const;
  const lines = (what: 'keyMs' | 'dragMs', word: string): Figure[] =>
    against.map(([name, site, max]) =>
      compared('B6', `${word}, 10,000 tasks`, of('10,000', what), 'ms', { name, value: of(site, what) }, max),
    );
  return [
    ...lines('keyMs', 'main thread per key'),
    ...lines('dragMs', 'main thread per drag move'),
    longest('10,000'),
    longest('50,000'),
    amount('B6', 'frames from Generate to the card', median(frames), '', 2),
  ];
}

import { amount, compared, type Figure, median } from './figure.ts';
import type { Stage } from './stage.ts';

const ROUNDS = 3;
const SCREENS = 60;
const NODES_MAX = 1000;

interface Mount {
  /** From the list's answer to the paint of its cards. */
  paintMs: number;
  nodes: number;
  /** The same, after scrolling down many screens. */
  nodesDeep: number;
  rowsDeep: number;
}

declare global {
  interface Window {
    cardsPaintedAt: Promise<number>;
  }
}

function watchCards(): void {
  window.cardsPaintedAt = new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      if (!document.querySelector('#tasks article')) return;
      watch.disconnect();
      requestAnimationFrame(() => {
        const painted = new MessageChannel();
        painted.port1.addEventListener('message', () => resolve(performance.now()));
        painted.port1.start();
        painted.port2.postMessage(0);
      });
    });
    watch.observe(document, { childList: true, subtree: true });
  });
}

async function mountOnce(stage: Stage, url: string): Promise<Mount> {
  const { page, cdp, close } = await stage.open();
  await page.addInitScript(watchCards);
  await page.goto(url);
  const paintMs = await page.evaluate(async () => {
    const paintedAt = await window.cardsPaintedAt;
    const answer = performance
      .getEntriesByType('resource')
      .find(({ name }) => /\/api\/tasks(\?|$)/.test(name)) as PerformanceResourceTiming | undefined;
    return paintedAt - (answer?.responseEnd ?? NaN);
  });
  const count = () => page.locator('#tasks').evaluate((tasks) => tasks.querySelectorAll('*').length);
  await page.waitForTimeout(500);
  const nodes = await count();
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  for (let screen = 0; screen < SCREENS; screen++) {
    await page.evaluate(() => scrollBy(0, innerHeight));
    await page.waitForTimeout(30);
  }
  const nodesDeep = await count();
  const rowsDeep = await page
    .locator('#tasks [data-index]')
    .last()
    .evaluate((row) => Number(row.getAttribute('data-index')) + 1);
  await close();
  return { paintMs, nodes, nodesDeep, rowsDeep };
}

/** B5: what many tasks cost the list. */
export async function measureList(stage: Stage): Promise<Figure[]> {
  const sizes = [100, 10_000, 50_000];
  const mounts = new Map<number, Mount[]>(sizes.map((size) => [size, []]));
  for (let round = 0; round < ROUNDS; round++)
    for (const size of round % 2 ? sizes.toReversed() : sizes)
      mounts.get(size)?.push(await mountOnce(stage, (await stage.server(size)).url));
  const of = (size: number, what: keyof Mount) =>
    median((mounts.get(size) ?? []).map((mount) => mount[what]));
  const own = { name: 'with 100', value: of(100, 'paintMs') };
  return [
    compared('B5', 'list mount to paint, 10,000', of(10_000, 'paintMs'), 'ms', own, 1.3),
    compared('B5', 'list mount to paint, 50,000', of(50_000, 'paintMs'), 'ms', own, 2),
    ...sizes.flatMap((size) => [
      amount('B5', `list DOM nodes, ${size.toLocaleString('en')}`, of(size, 'nodes'), '', NODES_MAX),
      amount('B5', `… after ${of(size, 'rowsDeep')} rows`, of(size, 'nodesDeep'), '', NODES_MAX),
    ]),
  ];
}

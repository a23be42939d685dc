import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';

import { amount, compared, type Figure, median } from './figure.ts';
import type { Stage } from './stage.ts';

const ROUNDS = 5;
const DIST = new URL('../../dist/index.html', import.meta.url);
/** So long without a byte or a long task, and the page is taken to be at rest. */
const QUIET_MS = 1500;
const LONG_TASK_MS = 50;
const BLOCKING_MS: Record<string, number> = { empty: 50, '10,000 tasks': 100 };

interface Load {
  fcp: number;
  lcp: number;
  cls: number;
  tbt: number;
  foreign: number;
}

/** Kept by the page itself, from before its first script. */
declare global {
  interface Window {
    load: Omit<Load, 'foreign'>;
  }
}

function watchLoad(longTaskMs: number): void {
  const load = { fcp: 0, lcp: 0, cls: 0, tbt: 0 };
  window.load = load;
  const watch = (type: string, take: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') load.fcp = startTime;
  });
  watch('largest-contentful-paint', ({ startTime }) => (load.lcp = startTime));
  watch('layout-shift', (entry) => (load.cls += (entry as PerformanceEntry & { value: number }).value));
  watch('longtask', ({ duration }) => (load.tbt += Math.max(0, duration - longTaskMs)));
}

/** The very same page, without its scripts. */
async function serveStatic(): Promise<{ url: string; close: () => void }> {
  const html = readFileSync(DIST, 'utf8')
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/<link rel="modulepreload"[^>]*>/g, '');
  const body = brotliCompressSync(html);
  const server = createServer((request, response) => {
    if (request.url !== '/') return response.writeHead(404).end();
    return response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-encoding': 'br',
        'content-length': body.length,
      })
      .end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

async function loadOnce(stage: Stage, url: string): Promise<Load> {
  const { page, close } = await stage.open({ network: true });
  let lastAt = Date.now();
  let foreign = 0;
  page.on('request', (request) => {
    lastAt = Date.now();
    if (new URL(request.url()).origin !== new URL(url).origin) foreign++;
  });
  page.on('requestfinished', () => (lastAt = Date.now()));
  await page.addInitScript(watchLoad, LONG_TASK_MS);
  await page.goto(url, { waitUntil: 'load' });
  while (Date.now() - lastAt < QUIET_MS) await page.waitForTimeout(100);
  const load = await page.evaluate(() => window.load);
  await close();
  return { ...load, foreign };
}

/** B3: the page against itself as static HTML, interleaved, on a slow network and a slow processor. */
export async function measurePageLoad(stage: Stage): Promise<Figure[]> {
  const floor = await serveStatic();
  const sites = [
    { name: 'floor', url: floor.url },
    { name: 'empty', url: (await stage.server(0)).url },
    { name: '10,000 tasks', url: (await stage.server(10_000)).url },
  ];
  const loads = new Map<string, Load[]>(sites.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++)
    for (const { name, url } of round % 2 ? sites.toReversed() : sites)
      loads.get(name)?.push(await loadOnce(stage, url));
  floor.close();
  const of = (name: string, what: keyof Load) => median((loads.get(name) ?? []).map((load) => load[what]));
  return ['empty', '10,000 tasks'].flatMap((name) => [
    compared(
      'B3',
      `first paint, ${name}`,
      of(name, 'fcp'),
      'ms',
      { name: 'static', value: of('floor', 'fcp') },
      1.1,
    ),
    compared(
      'B3',
      `largest paint, ${name}`,
      of(name, 'lcp'),
      'ms',
      { name: 'static', value: of('floor', 'lcp') },
      1.1,
    ),
    amount('B3', `layout shift, ${name}`, of(name, 'cls'), '', 0),
    {
      ...amount('B3', `blocking time, ${name}`, of(name, 'tbt'), 'ms', BLOCKING_MS[name]),
      against: { name: 'static', value: of('floor', 'tbt') },
    },
    amount('B3', `requests to other hosts, ${name}`, of(name, 'foreign'), '', 0),
  ]);
}

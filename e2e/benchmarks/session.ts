// node e2e/benchmarks/session.ts [--minutes 20] [--json]: a long working day, without its pauses: submits, plays, filters, deletes.
import { parseArgs } from 'node:util';

import { MainPage } from '../support/main-page.ts';
import { removeFolder, startServer } from '../support/server.ts';
import { INSPECTED, openMemory } from './resident.ts';
import { openStage } from './stage.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '20' }, json: { type: 'boolean', default: false } },
});
const wholeMs = Number(values.minutes) * 60_000;
/** The first round fills caches and loads the pieces that come at first use. */
const SAMPLES = 5;
const WORDS = ['rain', 'thunder', 'piano', 'drums', 'wind', 'choir'];

const stage = openStage();
const server = await startServer({ env: { ...INSPECTED, SOUNDS_PACE: '200/1s' } });
const memory = await openMemory(server);
const { page, cdp, close } = await stage.open({ cpu: 1 });
const mainPage = new MainPage(page);
const complaints: string[] = [];
page.on('pageerror', (error) => complaints.push(String(error)));
await cdp.send('Performance.enable');
await page.goto(server.url);

interface Sample {
  minute: number;
  rounds: number;
  heapMb: number;
  listeners: number;
  /** One more with every prompt: Chromium's own undo history of a text area, on any page. */
  nodes: number;
  serverMb: number;
}

/** After a collection, so that what is counted is what is held. */
async function sample(minute: number, rounds: number): Promise<Sample> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const read = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return {
    minute: Math.round(minute * 10) / 10,
    rounds,
    heapMb: Math.round(read('JSHeapUsedSize') / 1e5) / 10,
    listeners: read('JSEventListeners'),
    nodes: read('Nodes'),
    serverMb: Math.round((await memory.held()).rssMb),
  };
}

async function round(n: number): Promise<void> {
  const word = WORDS[n % WORDS.length] ?? 'rain';
  const card = await mainPage.generateSound(`${word} number ${n}`);
  const play = card.getByRole('button', { name: /^Play/ }).first();
  await play.click({ timeout: 60_000 });
  await page.waitForTimeout(300);
  await page.keyboard.press('Escape');
  const find = mainPage.tasks.getByRole('searchbox', { name: /^Find/ });
  await find.fill(word);
  await page.waitForTimeout(400);
  await find.fill('');
  await page.waitForTimeout(200);
  await card
    .getByRole('button', { name: /^Delete/ })
    .first()
    .click();
  await card.waitFor({ state: 'detached' });
}

const started = Date.now();
const samples: Sample[] = [];
let rounds = 0;
while (Date.now() - started < wholeMs) {
  await round(rounds++);
  const done = (Date.now() - started) / wholeMs;
  // The pages of the first tenth are still being warmed.
  if (done >= 0.1 + (samples.length * 0.9) / SAMPLES) {
    samples.push(await sample((Date.now() - started) / 60_000, rounds));
    if (!values.json) console.log(JSON.stringify(samples.at(-1)));
  }
}
samples.push(await sample((Date.now() - started) / 60_000, rounds));
memory.close();
await close();
await stage.close();
await server.stop();
removeFolder(server.dataDir);
if (values.json) console.log(JSON.stringify({ samples, complaints }));
else console.table(samples);
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;

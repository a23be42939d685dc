import { parseArgs } from 'node:util';

import { BREAKS, planted, type Break } from './breaks.ts';
import type { Engine } from './driver.ts';
import { firefox } from './firefox.ts';
import { JOURNEY } from './journey.ts';
import { startOwnServer } from './own-server.ts';
import { Page } from './page.ts';
import { webkit } from './webkit.ts';

/**
 * `npm run engines [-- --only WebKit] [--break row-height]`: the main job in Firefox and in WebKit, over their own
 * automation (Chromium has the specs). An engine that is not installed is skipped and said to be; with ENGINES=required it
 * is a failure. With a fault planted, a journey that does not stop at it is one.
 */
const { values } = parseArgs({ options: { only: { type: 'string' }, break: { type: 'string' } } });
const engines = [firefox, webkit].filter(({ name }) => values.only === undefined || name === values.only);
const fault = values.break === undefined ? undefined : BREAKS[values.break];
if (values.break !== undefined && !fault) throw new Error(`--break takes ${Object.keys(BREAKS).join(', ')}.`);

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Goes as far as the first step that fails, which has to be the fault's own. */
async function isCaught(engine: Engine, planting: Break): Promise<boolean> {
  const server = await startOwnServer();
  const driver = await engine.open(planting.isSilent);
  try {
    const page = new Page(planted(driver, planting));
    const steps = JOURNEY.filter(
      ([what], at) => at === 0 || planting.isAlone !== true || what === planting.caughtBy,
    );
    for (const [what, step] of steps) {
      const failure = await step(page, server).then(() => null, sentenceOf);
      if (failure === null) continue;
      console.log(`  ${what}: ${failure}`);
      return what === planting.caughtBy;
    }
    return false;
  } finally {
    await driver.close();
    await server.close();
  }
}

async function runIn(engine: Engine): Promise<number> {
  const server = await startOwnServer();
  let failed = 0;
  const driver = await engine.open();
  try {
    const page = new Page(driver);
    for (const [what, step] of JOURNEY) {
      const started = Date.now();
      try {
        await step(page, server);
        console.log(`  ✓ ${what} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
      } catch (error) {
        failed++;
        console.log(`  ✘ ${what}: ${sentenceOf(error)}`);
      }
    }
  } finally {
    await driver.close();
    await server.close();
  }
  return failed;
}

let failures = 0;
for (const engine of engines) {
  const missing = engine.missing();
  if (missing !== null) {
    console.log(`${engine.name}: skipped, ${missing}.`);
    if (process.env['ENGINES'] === 'required') failures++;
    continue;
  }
  const started = Date.now();
  console.log(engine.name);
  if (fault) {
    const caught = await isCaught(engine, fault);
    if (!caught) failures++;
    console.log(`${engine.name}: ${values.break} is ${caught ? 'caught' : 'not caught'}`);
    continue;
  }
  let failed = await runIn(engine);
  // CI's machine is shared: one more try there, as the specs have.
  if (failed > 0 && process.env['CI'] !== undefined) {
    console.log(`${engine.name}: ${failed} failed; once more`);
    failed = await runIn(engine);
  }
  failures += failed;
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  console.log(`${engine.name}: ${JOURNEY.length - failed} of ${JOURNEY.length} steps, ${seconds} s`);
}
process.exitCode = failures > 0 ? 1 : 0;

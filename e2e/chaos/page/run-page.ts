import { existsSync } from 'node:fs';

import { chromium, errors, type Browser } from 'playwright';

import { CHROMIUM_FLAGS, ensureBrowser } from '../../support/browser.ts';
import { findPageViolations } from './page-checks.ts';
import { drawPageScenario } from './page-scenario.ts';
import { Person } from './person.ts';
import { openWorld, type Planted } from './world.ts';

/** One browser for all runs; each run has a context, a server and a vendor of its own. */
export async function openChaosBrowser(): Promise<Browser> {
  if (!existsSync('dist/index.html')) throw new Error('There is no built page. Run npm run build first.');
  return chromium.launch({ executablePath: ensureBrowser(), args: CHROMIUM_FLAGS });
}

interface PageRun {
  violations: string[];
  /** What the person did, in order. */
  log: string[];
}

export async function runPage(
  browser: Browser,
  seed: number,
  n: number,
  planted: Planted | null,
): Promise<PageRun> {
  const scenario = drawPageScenario(seed, n);
  const world = await openWorld(browser, scenario, planted);
  try {
    const person = new Person(world);
    for (const action of scenario.actions) await person.act(action);
    return { violations: await findPageViolations(world, person.said), log: person.said.log };
  } catch (error) {
    // A page that cannot be used is a finding, not the end of all runs.
    if (!(error instanceof errors.TimeoutError)) throw error;
    return { violations: [`the page could not be used: ${error.message.split('\n')[0] ?? ''}`], log: [] };
  } finally {
    await world.close();
  }
}

import type { Page } from '@playwright/test';

import { AXE_SOURCE, findViolations } from './support/axe.ts';
import {
  findColouredWaves,
  findControlsWithoutEdge,
  findFadedChoices,
  findLostIcons,
  findSilentChoices,
  findWordsUnderButtons,
  forceColours,
} from './support/forced-colours.ts';
import { findHeardTwice } from './support/heard-twice.ts';
import {
  closeDialogs,
  findSideways,
  findSpoiltText,
  pinnedShare,
  spaceText,
  unspaceText,
  walkByTab,
} from './support/page-checks.ts';
import { WALKS } from './support/page-states/walks.ts';
import { expect, test } from './support/seeded.ts';

test.use({ actionTimeout: 15_000 });

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
/** A window of 1280 × 1024 at 400 %. */
const ZOOMED = { width: 320, height: 256 };
const WALK_MS = 300_000;
const TAB_STOPS = 70;
/** Of the window at 400 % zoom. */
const PINNED_MAX = 0.3;
const soft = expect.configure({ soft: true });

/** Pictures of every state, for a person: `SHOTS=<folder> npm run e2e -- access`. */
async function take(page: Page, state: string, kind: string): Promise<void> {
  const { SHOTS } = process.env;
  if (SHOTS === undefined) return;
  await page.screenshot({ path: `${SHOTS}/${state.replaceAll(/\W+/g, '-')}-${kind}.png` });
}

async function checkThemes(page: Page, state: string): Promise<void> {
  await take(page, state, 'light');
  soft(await page.evaluate(findViolations, null), `${state}: axe, light`).toEqual([]);
  soft(await findHeardTwice(page), `${state}: heard twice`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await take(page, state, 'dark');
  soft(await page.evaluate(findViolations, null), `${state}: axe, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
}

async function checkForcedColours(page: Page, state: string): Promise<void> {
  await forceColours(page);
  await take(page, state, 'forced');
  soft(await findControlsWithoutEdge(page), `${state}: forced colours, no edge`).toEqual([]);
  soft(await findSilentChoices(page), `${state}: forced colours, chosen looks as not chosen`).toEqual([]);
  soft(await findLostIcons(page), `${state}: forced colours, no picture`).toEqual([]);
  soft(await findFadedChoices(page), `${state}: forced colours, faded words`).toEqual([]);
  soft(await findWordsUnderButtons(page), `${state}: forced colours, words under buttons`).toEqual([]);
  soft(await findColouredWaves(page), `${state}: forced colours, waves`).toEqual([]);
  await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
}

/** WCAG 1.4.12 and 1.4.10. */
async function checkReflow(page: Page, state: string, desktop: typeof DESKTOP): Promise<void> {
  await spaceText(page);
  for (const viewport of [desktop, PHONE]) {
    await page.setViewportSize(viewport);
    await take(page, state, `spaced-${viewport.width}`);
    soft(await findSpoiltText(page), `${state}: spaced text at ${viewport.width}`).toEqual([]);
    soft(await findSideways(page), `${state}: spaced text at ${viewport.width}, sideways`).toEqual([]);
  }
  await unspaceText(page);
  await page.setViewportSize(ZOOMED);
  await take(page, state, '320');
  soft(await findSpoiltText(page), `${state}: 320 × 256`).toEqual([]);
  soft(await findSideways(page), `${state}: 320 × 256, sideways`).toEqual([]);
  soft(await pinnedShare(page), `${state}: 320 × 256, pinned`).toBeLessThan(PINNED_MAX);
  soft(await walkByTab(page, TAB_STOPS), `${state}: 320 × 256, by Tab`).toEqual([]);
  await page.setViewportSize(desktop);
}

for (const { name, states, isEmpty, query = '', viewport = DESKTOP, complains = [] } of WALKS)
  test(`${name}: ${states.map((state) => state.name).join('; ')}`, async ({
    page,
    seeded,
    startOwn,
    complaints,
  }) => {
    test.setTimeout(WALK_MS);
    for (const pattern of complains) complaints.allow(pattern);
    const { url } = isEmpty ? await startOwn() : seeded;
    await page.setViewportSize(viewport);
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
    await page.goto(url + query);
    await expect(page.getByRole('button', { name: 'List actions' })).toBeVisible();
    await page.evaluate(AXE_SOURCE);
    for (const { name: state, open, isLooked } of states) {
      await closeDialogs(page);
      await open(page);
      // Nothing lies under the list's head.
      await page.evaluate(() => scrollTo(0, 0));
      await checkThemes(page, state);
      if (!isLooked) continue;
      await checkForcedColours(page, state);
      await checkReflow(page, state, viewport);
    }
  });

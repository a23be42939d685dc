import type { Locator, Page } from '@playwright/test';

import { clipboard } from './support/main-page.ts';
import { expect, test } from './support/test.ts';

/** Three prompts for three auditions. */
const PROMPTS = ['short drum hit', 'soft bell', 'deep bass note'];

const downloadOf = async (page: Page, press: () => Promise<void>): Promise<string> => {
  const download = page.waitForEvent('download');
  await press();
  return (await download).suggestedFilename();
};

test('by keyboard alone: three generated and auditioned, one kept, one exported, one taskId copied', async ({
  page,
  openOwn,
}) => {
  test.slow();
  const { mainPage } = await openOwn({ SOUNDS_PACE: '100/1s' });
  const player = page.getByRole('region', { name: 'Player' });
  let presses = 0;
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
    presses += keys.length;
  };
  await expect(mainPage.prompt).toBeFocused();
  for (const [at, prompt] of PROMPTS.entries()) {
    if (at > 0) await press('ControlOrMeta+a');
    await page.keyboard.type(prompt);
    await press('ControlOrMeta+Enter');
    await expect(mainPage.card(prompt)).toContainText('Ready', { timeout: 90_000 });
  }
  const composed = presses;

  await press('Escape');
  await expect(mainPage.card('deep bass note')).toBeFocused();
  await press('Space');
  await expect(player.getByRole('button', { name: 'Pause' })).toBeVisible();
  for (const prompt of ['soft bell', 'short drum hit']) {
    await press('j');
    await expect(player).toContainText(prompt);
  }
  await press('c');
  await expect.poll(() => clipboard(page)).toMatch(/^[0-9a-f]{32}$/);
  const auditioned = presses;

  await press('Enter');
  const inspector = page.getByRole('dialog', { name: 'Inspector' });
  await expect(inspector.getByRole('button', { name: 'Keep', exact: true })).toBeVisible({ timeout: 60_000 });
  await press('y');
  await expect(inspector.getByRole('button', { name: 'Keep', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  const name = await downloadOf(page, () => press('ControlOrMeta+s'));
  expect(name).toMatch(/\.wav$/);
  await press('Escape');
  await expect(mainPage.card('short drum hit')).toBeFocused();
  console.log(
    `By keyboard: ${presses} key presses beside the words typed: ${composed} to generate three, ${auditioned - composed} to hear them and copy a taskId, ${presses - auditioned} to keep one, export it and be back`,
  );
  expect(presses).toBeLessThanOrEqual(14);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('by thumb alone: three generated and auditioned, one kept, one exported, one taskId copied', async ({
    page,
    openOwn,
  }) => {
    test.slow();
    const { mainPage } = await openOwn({ SOUNDS_PACE: '100/1s' });
    let taps = 0;
    const tap = async (what: Locator) => {
      await what.tap();
      taps++;
    };
    for (const [at, prompt] of PROMPTS.entries()) {
      await tap(at === 0 ? mainPage.prompt : mainPage.compose.getByRole('button', { name: 'Clear' }));
      await expect(mainPage.prompt).toBeFocused();
      await page.keyboard.type(prompt);
      await tap(mainPage.generate);
      const ready = page.getByRole('button', { name: `Ready: ${prompt}. Play take A` });
      await expect(ready).toBeVisible({ timeout: 90_000 });
      await tap(ready);
      await expect(ready).toHaveCount(0);
    }
    const auditioned = taps;
    const card = mainPage.card('deep bass note');
    await tap(card.getByRole('button', { name: 'Copy taskId' }));
    await expect.poll(() => clipboard(page)).toMatch(/^[0-9a-f]{32}$/);
    await tap(card.getByRole('button', { name: 'More actions' }));
    await tap(card.getByRole('button', { name: 'Inspect' }));
    const inspector = page.getByRole('dialog', { name: 'Inspector' });
    await tap(inspector.getByRole('button', { name: 'Keep', exact: true }));
    await tap(inspector.getByRole('button', { name: 'Export', exact: true }));
    const name = await downloadOf(page, () => tap(inspector.getByRole('link', { name: 'Download WAV' })));
    expect(name).toMatch(/\.wav$/);
    await page.goBack();
    await expect(inspector).toHaveCount(0);
    await expect(card).toBeInViewport();
    console.log(
      `By thumb: ${taps} taps: ${auditioned} to generate and hear three, ${taps - auditioned} for the rest`,
    );
    expect(taps).toBeLessThanOrEqual(15);

    await page.goForward();
    await expect(inspector.getByRole('heading', { name: 'deep bass note' })).toBeVisible();
    await page.reload();
    await expect(inspector.getByRole('heading', { name: 'deep bass note' })).toBeVisible();
    await page.goBack();
    await expect(inspector).toBeHidden();
    await mainPage.tasks.getByRole('button', { name: /^Filters/ }).tap();
    const sheet = page.getByRole('dialog', { name: 'Filters' });
    await sheet.getByRole('checkbox', { name: /^Refused/ }).check();
    await page.goBack();
    await expect(sheet).toHaveCount(0);
    await expect(mainPage.tasks).toContainText('No task fits these filters.');
    await expect(page).toHaveURL(/state=refused/);
  });
});

import type { Page } from '@playwright/test';

import { bottomOf, boxOf, type Box } from './support/box-of.ts';
import { MainPage } from './support/main-page.ts';
import { listOf, makeSounds } from './support/make-sounds.ts';
import type { Server } from './support/server.ts';
import { expect, test } from './support/test.ts';

declare global {
  interface Window {
    /** Every audio element that the page made. */
    sounding: HTMLAudioElement[];
    mediaKeys: Map<MediaSessionAction, MediaSessionActionHandler>;
  }
}

const PROMPTS = ['short drum hit', 'soft bell', 'deep bass note'] as const;
const [OLDEST, MIDDLE, NEWEST] = PROMPTS;

/** The list with three sounds, whose audio elements and media keys can be looked at. */
async function openList(page: Page, startOwn: () => Promise<Server>, prompts: readonly string[] = PROMPTS) {
  await page.addInitScript(() => {
    window.sounding = [];
    window.Audio = new Proxy(window.Audio, {
      construct(target, from: []) {
        const element = new target(...from);
        window.sounding.push(element);
        return element;
      },
    });
    window.mediaKeys = new Map();
    navigator.mediaSession.setActionHandler = (action, handler) => {
      if (handler) window.mediaKeys.set(action, handler);
      else window.mediaKeys.delete(action);
    };
  });
  const server = await startOwn();
  await makeSounds(
    server.url,
    prompts.map((prompt) => ({ prompt })),
  );
  await page.goto(server.url);
  const player = page.getByRole('region', { name: 'Player' });
  return {
    server,
    mainPage: new MainPage(page),
    player,
    pause: player.getByRole('button', { name: 'Pause' }),
    play: player.getByRole('button', { name: 'Play', exact: true }),
    position: player.getByRole('slider', { name: 'Position' }),
  };
}

const pressMediaKey = (page: Page, action: MediaSessionAction, seekTime?: number) =>
  page.evaluate(
    ([name, seconds]) =>
      window.mediaKeys.get(name)?.({ action: name, ...(seconds !== undefined && { seekTime: seconds }) }),
    [action, seekTime] as const,
  );

const elementsOn = (page: Page) =>
  page.evaluate(() => window.sounding.filter(({ paused, ended }) => !paused && !ended).length);
const volumeNow = (page: Page) => page.evaluate(() => window.sounding[0]?.volume ?? 1);

/** Aria-hidden: what is seen is all that it is. */
const drawnWaves = (page: Page) => page.locator('#tasks .wave > svg[data-known]');

test('the waves of takes are drawn, also without the worker that fetches beside the page', async ({
  page,
  startOwn,
}) => {
  await openList(page, startOwn, [NEWEST]);
  await expect(drawnWaves(page)).toHaveCount(2);
  const blocked: string[] = [];
  await page.route('**/fetch-worker-*.js', async (route) => {
    blocked.push(route.request().url());
    await route.abort();
  });
  await page.reload();
  await expect(drawnWaves(page)).toHaveCount(2);
  expect(blocked).not.toEqual([]);
});

test('A and B change at the same place, each as loud as the quieter one', async ({ page, startOwn }) => {
  test.slow();
  const { server, mainPage, player, position, pause } = await openList(page, () => startOwn(), [
    'long rain on a tin roof',
  ]);
  await mainPage.card('long rain').getByRole('button', { name: 'Play take A' }).click();
  await expect(pause).toBeVisible();
  await pause.click();
  const at = 1.5;
  // By less than a tenth of a second, too.
  for (const place of [1.56, at]) {
    await position.fill(String(place));
    await expect(position).toHaveValue(String(place));
  }
  await player.getByRole('radio', { name: 'Take B' }).check();
  await expect(player.getByRole('radio', { name: 'Take B' })).toBeChecked();
  await expect(position).toHaveValue(String(at));
  await expect(position).toHaveAttribute('aria-valuetext', /^1 of /);

  const loudness = async () => {
    const { tasks } = await listOf(server.url);
    return tasks.flatMap((task) =>
      'takes' in task ? task.takes.map(({ heard }) => heard?.lufs ?? null) : [],
    );
  };
  await expect.poll(async () => (await loudness()).every((lufs) => lufs !== null)).toBe(true);
  const [a = 0, b = 0] = (await loudness()).map(Number);
  await player.getByRole('button', { name: 'Match levels' }).click();
  for (const [take, own] of [
    ['Take A', a],
    ['Take B', b],
  ] as const) {
    await player.getByRole('radio', { name: take }).check();
    await expect.poll(() => volumeNow(page)).toBeCloseTo(10 ** ((Math.min(a, b) - own) / 20), 5);
  }
});

test('media keys play, pause, stop, seek and go on, also after the inspector has had them', async ({
  page,
  startOwn,
}) => {
  test.slow();
  const { mainPage, player, play, pause, position } = await openList(page, () => startOwn());
  await mainPage.card(MIDDLE).getByRole('button', { name: 'Play take A' }).click();
  await expect(pause).toBeVisible();
  await pressMediaKey(page, 'pause');
  await expect(play).toBeVisible();
  await pressMediaKey(page, 'seekto', 0.25);
  await expect(position).toHaveValue('0.25');
  await pressMediaKey(page, 'play');
  await expect(pause).toBeVisible();
  await pressMediaKey(page, 'nexttrack');
  await expect(player).toContainText(OLDEST);
  await pressMediaKey(page, 'previoustrack');
  await expect(player).toContainText(MIDDLE);
  await pressMediaKey(page, 'seekto', 0.2);
  await pressMediaKey(page, 'stop');
  await expect(play).toBeVisible();
  await expect(position).toHaveValue('0');

  await player.getByRole('button', { name: 'Inspect' }).click();
  const inspector = page.getByRole('dialog', { name: 'Inspector' });
  await inspector.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(inspector.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(inspector).toHaveCount(0);
  await pressMediaKey(page, 'play');
  await expect(pause).toBeVisible();
  await pressMediaKey(page, 'nexttrack');
  await expect(player).toContainText(OLDEST);
});

test('Stop goes back to the start, and what starts in another tab pauses this one', async ({
  page,
  context,
  startOwn,
}) => {
  const { server, mainPage, player, play, pause, position } = await openList(page, () => startOwn(), [
    'techno loop',
  ]);
  await mainPage.card('techno loop').getByRole('button', { name: 'Play take A' }).click();
  await player.getByRole('button', { name: 'Loop' }).click();
  await expect(pause).toBeVisible();
  await player.getByRole('button', { name: 'Stop' }).click();
  await expect(play).toBeVisible();
  await expect(position).toHaveValue('0');
  await play.click();
  await expect(pause).toBeVisible();

  const other = await context.newPage();
  await other.goto(server.url);
  await new MainPage(other).card('techno loop').getByRole('button', { name: 'Play take B' }).click();
  await expect(other.getByRole('button', { name: 'Pause take B' })).toBeVisible();
  await expect(play).toBeVisible();
});

test('with Audition the arrows play as they go, one sound at a time; without it they only move', async ({
  page,
  startOwn,
}) => {
  test.slow();
  const { mainPage, player, play, pause } = await openList(page, () => startOwn());
  await mainPage.card(NEWEST).getByRole('button', { name: 'Play take A' }).click();
  await pause.click();
  await mainPage.card(NEWEST).focus();
  await page.keyboard.press('ArrowDown');
  await expect(mainPage.card(MIDDLE)).toBeFocused();
  await expect(player).toContainText(NEWEST);
  await expect(play).toBeVisible();

  await player.getByRole('checkbox', { name: 'Audition' }).check();
  await mainPage.card(MIDDLE).focus();
  for (const [key, prompt] of [
    ['ArrowDown', OLDEST],
    ['ArrowUp', MIDDLE],
    ['k', NEWEST],
  ] as const) {
    await page.keyboard.press(key);
    await expect(mainPage.card(prompt)).toBeFocused();
    await expect(player).toContainText(prompt);
    expect(await elementsOn(page)).toBeLessThanOrEqual(1);
  }
  await mainPage.key.selectOption('Am');
  await mainPage.compose.getByRole('button', { name: /^Hear/ }).click();
  await expect(play).toBeVisible();
  expect(await elementsOn(page)).toBe(0);
});

test('a row that is deleted leaves alone what plays, though the next one gets the focus', async ({
  page,
  startOwn,
}) => {
  test.slow();
  const { mainPage, player, pause } = await openList(page, () => startOwn());
  await mainPage.card(NEWEST).getByRole('button', { name: 'Play take A' }).click();
  // It lasts for as long as the test does.
  await player.getByRole('button', { name: 'Loop' }).click();
  await mainPage.card(MIDDLE).hover();
  await mainPage.card(MIDDLE).getByRole('button', { name: 'Delete' }).click();
  await expect(mainPage.card(OLDEST)).toBeFocused();
  await expect(mainPage.card(MIDDLE)).toHaveCount(0);
  await expect(player).toContainText(NEWEST);
  await expect(pause).toBeVisible();
});

test('Space plays and pauses from a row, a radio and the page; what answers it itself keeps it', async ({
  page,
  startOwn,
}) => {
  test.slow();
  const { mainPage, player, play, pause } = await openList(page, () => startOwn(), [
    'long rain on a tin roof',
  ]);
  const row = mainPage.card('long rain');
  // Nothing was played yet: the page plays what is in sight.
  await expect(row).toBeVisible();
  await page.keyboard.press('Space');
  await expect(pause).toBeVisible();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.keyboard.press('Space');
  await expect(play).toBeVisible();
  await row.focus();
  await page.keyboard.press('Space');
  await expect(pause).toBeVisible();
  // It lasts for as long as the test does.
  await player.getByRole('button', { name: 'Loop' }).click();
  await player.getByRole('radio', { name: 'Take A' }).focus();
  await page.keyboard.press('Space');
  await expect(play).toBeVisible();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('Space');
  await expect(pause).toBeVisible();

  await mainPage.loop.focus();
  await page.keyboard.press('Space');
  await expect(mainPage.loop).toBeChecked();
  await player.getByRole('checkbox', { name: 'Audition' }).focus();
  await page.keyboard.press('Space');
  await expect(player.getByRole('checkbox', { name: 'Audition' })).toBeChecked();
  await mainPage.prompt.focus();
  await page.keyboard.press('Space');
  await expect(mainPage.prompt).toHaveValue(' ');
  await page.getByRole('button', { name: /^Commands/ }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(pause).toBeVisible();
});

test('previous and next go through the list, and the volume is kept over a reload', async ({
  page,
  startOwn,
}) => {
  test.slow();
  const { mainPage, player } = await openList(page, () => startOwn());
  const playFirst = () => mainPage.card(NEWEST).getByRole('button', { name: 'Play take A' }).click();
  await playFirst();
  for (const [button, prompt] of [
    ['Next sound', MIDDLE],
    ['Next sound', OLDEST],
    ['Previous sound', MIDDLE],
  ] as const) {
    await player.getByRole('button', { name: button }).click();
    await expect(player).toContainText(prompt);
  }
  await player.getByRole('slider', { name: 'Volume' }).fill('0.4');
  await expect.poll(() => volumeNow(page)).toBeCloseTo(0.4);
  await page.reload();
  await playFirst();
  await expect(player.getByRole('slider', { name: 'Volume' })).toHaveValue('0.4');
  await expect.poll(() => volumeNow(page)).toBeCloseTo(0.4);
});

test('a sound that was not played yet has its dot until it is, also over a reload', async ({
  page,
  startOwn,
}) => {
  const { server, mainPage } = await openList(page, () => startOwn(), ['soft bell']);
  const dot = page.locator('.state[data-tone="new"]');
  await expect(mainPage.card('soft bell')).toBeVisible();
  await expect(dot).toHaveCount(0);
  await makeSounds(server.url, [{ prompt: 'short drum hit' }]);
  const hit = mainPage.card('short drum hit');
  await expect(hit.locator(dot)).toBeVisible();
  await page.reload();
  await expect(hit.locator(dot)).toBeVisible();
  await hit.getByRole('button', { name: 'Play take A' }).click();
  await expect(dot).toHaveCount(0);
  await page.reload();
  await expect(hit).toBeVisible();
  await expect(dot).toHaveCount(0);
});

test('all of its controls are in the bar at every width, beside each other', async ({ page, startOwn }) => {
  const { mainPage, player } = await openList(page, () => startOwn(), ['short drum hit']);
  await mainPage.card('short drum hit').getByRole('button', { name: 'Play take A' }).click();
  for (const width of [640, 820, 1024, 1100, 1240, 1400]) {
    await page.setViewportSize({ width, height: 800 });
    const controls = [
      ...['Previous sound', 'Next sound', 'Stop', 'Loop', 'Match levels', 'Inspect'].map((name) =>
        player.getByRole('button', { name }),
      ),
      player.locator('.main'),
      player.locator('.letters-choice'),
      player.locator('.clock'),
      player.locator('.audition'),
      player.getByRole('slider', { name: 'Volume' }),
      player.getByRole('slider', { name: 'Position' }),
    ];
    const wave = await boxOf(player.locator('.wave'));
    if (width >= 1024) expect(wave.width, `${width}: a waveform to be seeked in`).toBeGreaterThanOrEqual(160);
    const boxes = await Promise.all(controls.map(boxOf));
    const bar = await boxOf(player);
    for (const [at, box] of boxes.entries()) {
      expect(box.width, `${width}: ${at}`).toBeGreaterThan(0);
      expect(isWithin(box, bar), `${width}: ${at} is in the bar`).toBe(true);
      const over = boxes.findIndex((other, index) => index > at && doTouch(box, other));
      expect(over, `${width}: what lies over ${at}`).toBe(-1);
    }
  }
  // Beside the inspector, which has a transport of its own, the form reaches down to the end.
  expect(await bottomOf(mainPage.compose)).toBe(736);
  await player.getByRole('button', { name: 'Inspect' }).click();
  await expect(page.getByRole('dialog', { name: 'Inspector' })).toBeVisible();
  await expect.poll(() => bottomOf(mainPage.compose)).toBe(800);
});

const isWithin = (box: Box, around: Box): boolean =>
  box.x >= around.x &&
  box.y >= around.y - 1 &&
  box.x + box.width <= around.x + around.width &&
  box.y + box.height <= around.y + around.height + 1;

const doTouch = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width - 1 &&
  other.x < one.x + one.width - 1 &&
  one.y < other.y + other.height - 1 &&
  other.y < one.y + one.height - 1;

test('why a take does not sound is read whole, below both takes', async ({ page, startOwn, complaints }) => {
  complaints.allow(/ERR_FAILED/);
  await page.setViewportSize({ width: 820, height: 900 });
  const server = await startOwn();
  await makeSounds(server.url, [{ prompt: 'short bell' }]);
  await page.route('**/audio*', (route) => route.abort());
  await page.goto(server.url);
  const row = page.getByRole('article');
  await row.getByRole('button', { name: 'Play take A' }).click();
  const why = row.getByRole('alert');
  await expect(why).toContainText('take A cannot be played');
  const takeB = row.getByRole('button', { name: 'Play take B' });
  await expect.poll(async () => (await boxOf(why)).y - (await bottomOf(takeB))).toBeGreaterThanOrEqual(0);
  expect(await why.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
  for (const width of [820, 700, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(async () => (await bottomOf(row)) - (await bottomOf(why))).toBeGreaterThanOrEqual(0);
  }
  await page.setViewportSize({ width: 820, height: 900 });
  await page.getByRole('button', { name: 'Compact rows' }).click();
  for (const width of [1440, 820, 700, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(async () => (await bottomOf(row)) - (await bottomOf(why))).toBeGreaterThanOrEqual(0);
  }
});

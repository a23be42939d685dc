import { readFile } from 'node:fs/promises';

import { writeWav } from '../src/audio/encode/encode-wav.ts';
import { drums } from '../src/testing/test-music.ts';
import { normalise, stereo } from '../src/testing/test-sounds.ts';
import { boxOf } from './support/box-of.ts';
import {
  chords,
  expect,
  inspect,
  inspectorOf,
  openFile,
  openTake,
  RATE,
  rowOf,
  TIMEOUT_MS,
} from './support/inspector.ts';
import { clipboard, MainPage } from './support/main-page.ts';
import { walkByTab } from './support/page-checks.ts';
import { test } from './support/test.ts';

test.describe.configure({ timeout: TIMEOUT_MS });

test('the inspector is fetched when it is first reached for, not before', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto('/');
  const card = await new MainPage(page).generateSound('nothing but rain');
  await expect(card).toContainText('Ready');
  const isInspector = (path: string) => /\/(inspector|worker)-[^/]+\.js$/.test(path);
  expect(fetched.filter(isInspector)).toEqual([]);
  await card.getByRole('button', { name: 'Inspect' }).hover();
  await expect.poll(() => fetched.filter(isInspector)).toHaveLength(1);
  await card.getByRole('button', { name: 'Inspect' }).click();
  await expect(await rowOf(inspectorOf(page), /^Tempo/)).toBeVisible();
});

test('chips say by themselves whether a sound was made as asked', async ({ page }) => {
  await page.goto('/');
  const mainPage = new MainPage(page);
  await mainPage.bpmValue.fill('120');
  await mainPage.loop.check();
  const card = await mainPage.generateSound('steady techno drums');
  await expect(card.getByRole('button', { name: '120 BPM, as asked' })).toBeVisible();
  await expect(card.getByRole('button', { name: /^Loop, / })).toBeVisible();
});

test('by keyboard: open, play, switch takes, keep, go back; what is kept comes as a zip with a manifest', async ({
  page,
}) => {
  const inspector = await openTake(page, 'kept drum loop');
  await expect(inspector.getByRole('list', { name: 'Check' })).toContainText('LUFS');
  await page.keyboard.press('Space');
  await expect(inspector.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await page.keyboard.press('2');
  await expect(inspector.getByRole('radio', { name: 'Take B' })).toBeChecked();
  await expect(inspector.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await page.keyboard.press('y');
  await expect(inspector.getByRole('button', { name: 'Keep' })).toHaveAttribute('aria-pressed', 'true');

  const download = page.waitForEvent('download');
  await inspector.getByRole('button', { name: 'Zip all kept takes' }).click();
  const zip = await readFile(await (await download).path());
  expect(zip.subarray(0, 2).toString()).toBe('PK');
  for (const name of ['kept-drum-loop_120bpm_Am_loop_B_', 'manifest.csv', 'manifest.json'])
    expect(zip.includes(name)).toBe(true);

  await page.keyboard.press('Escape');
  await expect(inspector).toBeHidden();
  await expect(page.getByRole('button', { name: 'Inspect' }).first()).toBeFocused();
});

test('what plays in the inspector is what the player shows: its take, its place, its volume', async ({
  page,
}) => {
  const inspector = await openTake(page, 'one player drum loop');
  await expect(inspector.getByRole('list', { name: 'Check' })).toContainText('LUFS');
  await page.keyboard.press('Space');
  await expect(inspector.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await page.keyboard.press('2');
  await expect(inspector.getByRole('radio', { name: 'Take B' })).toBeChecked();
  // In samples: more than a second, as in the player below.
  await expect
    .poll(async () => Number(await inspector.getByRole('slider', { name: 'Position' }).inputValue()))
    .toBeGreaterThan(48_000);
  await page.keyboard.press('Space');
  await inspector.getByRole('slider', { name: 'Volume' }).fill('-20');
  await page.keyboard.press('Escape');
  await expect(inspector).toBeHidden();

  const player = page.getByRole('region', { name: 'Player' });
  await expect(player.getByRole('radio', { name: 'Take B' })).toBeChecked();
  await expect(player.getByRole('slider', { name: 'Volume' })).toHaveValue('0.1');
  const seek = player.getByRole('slider', { name: 'Position' });
  // The player loads the take anew.
  await expect.poll(async () => Number(await seek.inputValue())).toBeGreaterThan(1);
  await player.getByRole('button', { name: 'Play' }).click();
  await expect(player.getByRole('button', { name: 'Pause' })).toBeVisible();
});

test('where it lies over the form, Tab does not reach that and a command brings it back; beside it both are in use', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1100, height: 800 });
  await page.goto('/');
  const mainPage = new MainPage(page);
  const { prompt } = mainPage;
  await expect(await mainPage.generateSound('rain [400]')).toContainText('Refused');
  await prompt.fill('');
  const openEmpty = async () => await page.getByRole('button', { name: 'Open a file' }).click();
  const inspector = inspectorOf(page);
  await openEmpty();
  await expect(inspector.getByRole('heading')).toBeFocused();
  const STOPS = 40;
  expect(await walkByTab(page, STOPS)).toEqual([]);
  await expect(page.locator('[data-walked]').and(prompt)).toHaveCount(0);
  await page.getByRole('button', { name: 'Commands' }).click();
  await page.getByRole('combobox', { name: 'Find a command' }).fill('prompt');
  await page.keyboard.press('Enter');
  await expect(prompt).toBeFocused();
  await expect(inspector).toBeHidden();
  await openEmpty();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: /Find/ })).toBeFocused();
  await openEmpty();
  await page.keyboard.press('Control+Enter');
  await expect(prompt).toBeFocused();
  await expect(inspector).toBeHidden();

  await openEmpty();
  await page.setViewportSize({ width: 1440, height: 900 });
  await prompt.fill('rain');
  await expect(inspector).toBeVisible();
  // From the page around it as from itself; a dialog over it keeps its keys.
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  const help = page.getByRole('dialog', { name: 'Help and keys' });
  await help.getByRole('button', { name: 'Close' }).press('/');
  await expect(help).toBeVisible();
  await page.keyboard.press('Escape');
  for (const outside of [page.getByRole('button', { name: 'Commands' }), new MainPage(page).loop]) {
    await outside.press('/');
    await expect(page.getByRole('searchbox', { name: /Find/ })).toBeFocused();
    await expect(inspector).toBeHidden();
    await openEmpty();
    await prompt.fill('rain');
  }
  await page.setViewportSize({ width: 1100, height: 800 });
  await expect(inspector.getByRole('heading')).toBeFocused();
});

test('the head renames, stars and copies; J goes on to the next sound of the list, which plays on', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openTake(page, 'the lower drum loop');
  const inspector = await openTake(page, 'the upper drum loop');
  await inspector.getByRole('button', { name: 'Rename' }).click();
  await inspector.getByRole('textbox', { name: 'Title' }).fill('Intro drums');
  await page.keyboard.press('Enter');
  await expect(inspector.getByRole('heading', { name: 'Intro drums' })).toBeFocused();
  await inspector.getByRole('button', { name: 'Favourite' }).click();
  await expect(inspector.getByRole('button', { name: 'Favourite' })).toHaveAttribute('aria-pressed', 'true');
  await inspector.getByRole('button', { name: 'Copy taskId' }).click();
  await expect.poll(() => clipboard(page)).toMatch(/^[0-9a-f]{32}$/);

  await inspector.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(inspector.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await page.keyboard.press('j');
  await expect(inspector.getByRole('heading', { name: 'the lower drum loop' })).toBeVisible();
  await expect(inspector.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await page.keyboard.press('k');
  await expect(inspector.getByRole('heading', { name: 'Intro drums' })).toBeVisible();

  await inspector.getByRole('button', { name: 'Copy a link to this sound' }).click();
  const link = await clipboard(page);
  await page.goto('about:blank');
  await page.goto(link);
  await expect(inspector.getByRole('heading', { name: 'Intro drums' })).toBeVisible();
});

test('on a phone nothing is scrolled to: what is needed less often opens in its place', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 844 });
  await page.goto('/');
  await page.getByLabel('Loop', { exact: true }).check();
  const card = await new MainPage(page).generateSound('a beat that is inspected on a phone');
  await expect(card).toHaveAttribute('data-state', 'ready');
  const inspector = await inspect(page, card);
  const middleOf = async (name: string) => {
    const { y, height } = await boxOf(inspector.getByRole('button', { name, exact: true }));
    return y + height / 2;
  };
  await expect.poll(async () => (await middleOf('More')) - (await middleOf('Play'))).toBe(0);
  for (const [button, inside] of [
    ['More actions', inspector.getByRole('button', { name: 'Rename' })],
    ['View', inspector.getByRole('checkbox', { name: 'Spectrum' })],
    ['More', inspector.getByRole('button', { name: 'Play the seam' })],
  ] as const) {
    await expect(inside).toBeHidden();
    await inspector.getByRole('button', { name: button, exact: true }).click();
    await expect(inside).toBeInViewport({ ratio: 1 });
  }
  await rowOf(inspector, /True peak/);
  await expect(inspector.getByRole('table')).toBeVisible();
  const sideways = await inspector.evaluate((element) =>
    [...element.querySelectorAll('.i-tools, .i-transport, .i-head, .i-detail-pop')].filter(
      ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
    ),
  );
  expect(sideways).toEqual([]);
});

for (const width of [1440, 390])
  test(`at ${width} px Edit leaves for the form, ready to be changed`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.goto('/');
    const mainPage = new MainPage(page);
    const { prompt } = mainPage;
    const card = await mainPage.generateSound(`a loop to be changed at ${width} px`);
    await expect(card).toHaveAttribute('data-state', 'ready');
    await prompt.fill('something else');
    const inspector = await inspect(page, card);
    if (width < 640) await inspector.getByRole('button', { name: 'More actions' }).click();
    await inspector.getByRole('button', { name: 'Edit', exact: true }).click();
    await expect(inspector).toBeHidden();
    await expect(prompt).toHaveValue(`a loop to be changed at ${width} px`);
    await expect(prompt).toBeFocused();
    await expect(prompt).toBeInViewport();
  });

test('E and C act in the inspector, not while a name is typed or Details is open', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const inspector = await openTake(page, 'a loop for the keys');
  await page.keyboard.press('c');
  await expect.poll(() => clipboard(page)).toMatch(/^[0-9a-f]{32}$/);
  await (await rowOf(inspector, /^Tempo/)).waitFor();
  await page.keyboard.press('e');
  await page.keyboard.press('Escape');
  await inspector.getByRole('button', { name: 'Rename' }).click();
  await inspector.getByRole('button', { name: 'Save', exact: true }).focus();
  await page.keyboard.press('e');
  await expect(inspector).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await expect(inspector).toBeHidden();
  await expect(new MainPage(page).prompt).toBeFocused();
});

test('Escape in the form beside it closes what lies over the form, then the slices, then the inspector', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const inspector = await openTake(page, 'a loop beside the form');
  const { prompt } = new MainPage(page);
  await prompt.fill('written beside it');
  await page.getByRole('button', { name: 'Ideas' }).click();
  const ideas = page.getByRole('dialog', { name: 'Ideas for a prompt' });
  await expect(ideas).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(ideas).toBeHidden();
  await page.getByRole('button', { name: /^Connection: / }).click();
  const connections = page.getByRole('menu', { name: 'Connections' });
  await expect(connections).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(connections).toBeHidden();
  await inspector.getByRole('button', { name: 'Slice…' }).click();
  const slices = inspector.getByRole('list', { name: 'Slices' });
  await expect(slices).toBeVisible();
  await prompt.focus();
  await page.keyboard.press('Escape');
  await expect(slices).toBeHidden();
  await expect(inspector).toBeVisible();
  // What an input method composes is its own.
  await prompt.dispatchEvent('keydown', { key: 'Escape', isComposing: true });
  await expect(inspector).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(inspector).toBeHidden();
  await expect(prompt).toBeFocused();
  await expect(prompt).toHaveValue('written beside it');
});

test('chords are told from a file, and play against a drone and a click', async ({ page }) => {
  await page.goto('/');
  const inspector = await openFile(page, 'chords 120bpm Amin loop.wav', chords());
  await expect(await rowOf(inspector, /^Key/)).toContainText('Am');
  await inspector.getByRole('checkbox', { name: 'Click at 120 BPM' }).check();
  await inspector.getByRole('checkbox', { name: 'Drone on A' }).check();
  await inspector.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(inspector.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
});

/** Two bars at 120 BPM and 0.7 s more. */
function ragged(): Buffer {
  const track = drums({ groove: 'rock', bpm: 120, bars: 3 });
  return Buffer.from(writeWav(stereo(normalise(track.slice(0, 4.7 * RATE), 0.6), RATE), { bits: 16 }));
}

test('a fix is a step, the original stays a key away, and undo takes it back', async ({ page }) => {
  await page.goto('/');
  const inspector = await openFile(page, 'ragged 120bpm loop.wav', ragged());
  await expect(await rowOf(inspector, /^Bars/)).toContainText('Miss');
  await page.keyboard.press('Escape');
  await inspector.getByRole('button', { name: 'Trim to whole bars' }).click();
  await expect(inspector.getByRole('radio', { name: 'Edited' })).toBeChecked();
  const bars = await rowOf(inspector, /^Bars/);
  await expect(bars).toContainText('2 whole bars');
  await expect(bars).toContainText('Match');
  await page.keyboard.press('Escape');
  await page.keyboard.press('o');
  await expect(inspector.getByRole('radio', { name: 'Original' })).toBeChecked();
  await expect(await rowOf(inspector, /^Bars/)).toContainText('Miss');
  await page.keyboard.press('Escape');

  const end = inspector.getByRole('slider', { name: 'Loop end' });
  await end.focus();
  await page.keyboard.press('PageDown');
  await expect(end).toHaveAttribute('aria-valuetext', '0:02.5, bar 2.2');
  await inspector.getByRole('button', { name: 'Cut to markers' }).click();
  const steps = inspector.getByRole('list', { name: 'Edits' }).getByRole('listitem');
  await expect(steps).toContainText(['Original', 'Whole bars', 'Cut to markers']);
  await page.keyboard.press('Control+z');
  await expect(steps).toHaveCount(2);
});

test('edits outlive a reload, in their order, and can be moved, switched off and removed', async ({
  page,
}) => {
  const inspector = await openTake(page, 'edited drum loop');
  await inspector.getByRole('button', { name: 'Fade in' }).click();
  await inspector.getByRole('button', { name: 'Normalise' }).click();
  const steps = inspector.getByRole('list', { name: 'Edits' }).getByRole('listitem');
  await inspector.getByRole('button', { name: 'Move To −16 LUFS', exact: true }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(steps).toContainText(['Original', 'To −16 LUFS', 'Fade in 20 ms']);
  // Those before it may be on their way still.
  const saved = page.waitForResponse(
    (response) =>
      response.url().endsWith('/edits') && response.request().postData()?.includes('"on":false') === true,
  );
  await inspector.getByRole('checkbox', { name: 'Fade in 20 ms on' }).uncheck();
  await saved;
  await expect(inspector.getByText('working')).toBeHidden();
  await page.reload();
  await expect(steps).toContainText(['Original', 'To −16 LUFS', 'Fade in 20 ms']);
  await expect(inspector.getByRole('checkbox', { name: 'Fade in 20 ms on' })).not.toBeChecked();
  await expect(inspector.getByRole('radio', { name: 'Edited' })).toBeChecked();
  await inspector.getByRole('button', { name: 'Remove To −16 LUFS' }).click();
  await expect(inspector.getByRole('radio', { name: 'Edited' })).toBeHidden();
});

test('what was done to one take is done to the other by a press, and stays', async ({ page }) => {
  const inspector = await openTake(page, 'drum loop to copy from');
  const normalise = inspector.getByRole('button', { name: 'Normalise', exact: true });
  await normalise.click();
  // What would change nothing says so, and is no step.
  await expect(normalise).toHaveAttribute('title', 'It is at that level already');
  await normalise.press('Enter');
  await expect(inspector.getByText('It is at that level already')).toBeVisible();
  const steps = inspector.getByRole('list', { name: 'Edits' }).getByRole('listitem');
  await expect(steps).toHaveCount(2);
  const saved = page.waitForResponse((response) => response.url().endsWith('/takes/2/edits'));
  await inspector.getByRole('button', { name: /^Apply to .*B$/ }).click();
  await saved;
  await page.keyboard.press('2');
  await expect(steps).toContainText(['Original', 'To −16 LUFS']);
  await page.reload();
  await expect(steps).toContainText(['Original', 'To −16 LUFS']);
  await page.keyboard.press('2');
  await expect(inspector.getByRole('button', { name: /^Apply to .*A$/ })).toBeVisible();
  await expect(steps).toContainText(['Original', 'To −16 LUFS']);
});

test('a loop that was made a one-shot stays one over a reload', async ({ page }) => {
  const inspector = await openTake(page, 'drum hits');
  const radio = (name: string) => inspector.getByRole('radio', { name, exact: true });
  await expect(radio('Loop')).toBeChecked();
  const saved = page.waitForResponse((response) => response.url().endsWith('/edits'));
  await radio('One-shot').check();
  await saved;
  await page.reload();
  await expect(radio('One-shot')).toBeChecked();
  await expect(inspector.getByRole('list', { name: 'Edits' })).toContainText('One-shot');
  await expect(radio('Edited')).toBeHidden();
});

test('a look at the slices is no edit', async ({ page }) => {
  const inspector = await openTake(page, 'drum hits to look at');
  await inspector.getByRole('button', { name: 'Slice…' }).click();
  await expect(inspector.getByRole('button', { name: 'Play slice 2', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(inspector.getByRole('list', { name: 'Edits' }).getByRole('listitem')).toHaveCount(1);
});

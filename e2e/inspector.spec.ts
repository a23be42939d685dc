import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import type { Locator, Page } from '@playwright/test';
import type * as Wavefile from 'wavefile';

import { writeWav } from '../src/audio/encode/encode-wav.ts';
import { readWav } from '../src/audio/files/read-wav.ts';
import { lengthOf } from '../src/audio/pcm.ts';
import { aiff, chunk, extensibleFmt, interleave, riff, signed } from '../src/testing/sound-file-fixtures.ts';
import { drums, PROGRESSIONS, song } from '../src/testing/test-music.ts';
import { normalise, place, rain, seeded, stereo, wood } from '../src/testing/test-sounds.ts';
import { smoothSeam } from '../src/web/features/inspector/edit/edit-seam.ts';
import { MainPage, clipboard } from './support/main-page.ts';
import { recordOutput } from './support/recorder.ts';
import { expect as patient, test } from './support/test.ts';

const RATE = 44_100;
// Its ES build has no named exports in Node.
const { WaveFile } = createRequire(import.meta.url)('wavefile') as typeof Wavefile;

test.describe.configure({ timeout: 150_000 });
/** Rendering and measuring take their time on a busy machine. */
const expect = patient.configure({ timeout: 60_000 });

/** Chromium reads 16 bits as x / 32768 below zero and x / 32767 above: this is less than two steps of 16 bits. */
const SAME = 5e-5;
const inspectorOf = (page: Page) => page.getByRole('dialog', { name: 'Inspector' });

/** Drums that fill whole bars to the sample. */
function drumLoop(bpm: number, bars: number): Buffer {
  const track = drums({ groove: 'rock', bpm, bars });
  const length = Math.round((bars * 4 * 60 * RATE) / bpm);
  const exact = new Float32Array(length);
  exact.set(track.subarray(0, length));
  return Buffer.from(writeWav(stereo(normalise(exact, 0.6), RATE), { bits: 16 }));
}

/** Rain: no two of its bars are alike, so a sample tells where it stands. */
function rainLoop(bpm: number, bars: number): Buffer {
  const bed = rain((bars * 4 * 60) / bpm, RATE, seeded(7));
  const seamless = smoothSeam(stereo(normalise(bed, 0.6), RATE));
  if (seamless.kind !== 'done') throw new Error(seamless.reason);
  return Buffer.from(writeWav(seamless.pcm, { bits: 16 }));
}

async function openFile(page: Page, name: string, buffer: Buffer): Promise<Locator> {
  const inspector = inspectorOf(page);
  await page.getByRole('button', { name: 'Open a file' }).click();
  await inspector.getByLabel('Choose a file').setInputFiles({ name, mimeType: 'audio/wav', buffer });
  return inspector;
}

/** A line of what was asked and heard; it stands behind Details. */
async function rowOf(inspector: Locator, name: RegExp): Promise<Locator> {
  const details = inspector.getByRole('button', { name: 'Details' });
  await expect(details).toBeVisible();
  if ((await details.getAttribute('aria-expanded')) !== 'true') await details.click();
  return inspector.getByRole('row', { name });
}

async function openTake(page: Page, prompt: string, loop = true): Promise<Locator> {
  await page.goto('/');
  const mainPage = new MainPage(page);
  await mainPage.key.selectOption('Am');
  await mainPage.bpmValue.fill('120');
  await mainPage.loop.setChecked(loop);
  const card = await mainPage.generateSound(prompt);
  await expect(card).toHaveAttribute('data-state', 'ready');
  // On a phone what can be done stands behind one button.
  const isNarrow = (page.viewportSize()?.width ?? 0) < 640;
  if (isNarrow) await card.getByRole('button', { name: 'More actions' }).click();
  await card.getByRole('button', { name: 'Inspect' }).click();
  return inspectorOf(page);
}

test.describe('on the graph', () => {
  // The recorder's worklet is a blob.
  test.use({ bypassCSP: true });

  test('16 bars looped three times: recorded from the graph, every sample is the one it should be', async ({
    page,
  }) => {
    const recorder = await recordOutput(page);
    await page.goto('/');
    const wav = rainLoop(300, 16);
    const inspector = await openFile(page, '16bars_300bpm_loop.wav', wav);
    await expect(inspector.getByRole('checkbox', { name: 'Loop', exact: true })).toBeChecked();
    await inspector.getByRole('button', { name: 'Play', exact: true }).click();

    const source = asFloats(wav);
    const length = source.length;
    expect(length).toBe(Math.round((64 * 60 * RATE) / 300));
    await expect
      .poll(() => page.evaluate(() => window.recorded.length * 128), { timeout: 90_000 })
      .toBeGreaterThan(3.3 * length);

    const heard = await recorder.samples();
    // Well after the start; where it stands in the loop is found from the sound itself.
    const from = RATE;
    const at = findIn(source, heard.subarray(from, from + 4096));
    expect(at).toBeGreaterThanOrEqual(0);
    const passes = heard.subarray(from, from + 3 * length);
    const drift = passes.findIndex((x, i) => Math.abs(x - (source[(at + i) % length] ?? 0)) > SAME);
    expect(drift).toBe(-1);
    for (const pass of [1, 2, 3]) {
      const join = from + pass * length - at;
      const step = Math.abs((heard[join] ?? 0) - (heard[join - 1] ?? 0));
      expect(step).toBeLessThanOrEqual(largestStep(source));
    }
  });

  test('a long sound is handed over in pieces: recorded from the graph, none is missing or late', async ({
    page,
  }) => {
    const recorder = await recordOutput(page);
    await page.goto('/');
    // Only what is longer than this goes in pieces; one of them has 3 s.
    const wav = longRain();
    const inspector = await openFile(page, 'a long rain.wav', wav);
    await inspector.getByRole('button', { name: 'Play', exact: true }).click();
    await expect
      .poll(() => page.evaluate(() => window.recorded.length * 128), { timeout: 90_000 })
      .toBeGreaterThan(14 * RATE);
    const source = asFloats(wav);
    const heard = await recorder.samples();
    const passage = heard.subarray(RATE, 14 * RATE);
    const at = findIn(source, passage.subarray(0, 4096));
    expect(at).toBeGreaterThanOrEqual(0);
    expect(passage.findIndex((x, i) => Math.abs(x - (source[at + i] ?? 0)) > SAME)).toBe(-1);
  });
});

/** More than is handed over whole; the rain comes again every 20 s, louder each time. */
function longRain(): Buffer {
  const bed = normalise(rain(20, RATE, seeded(11)), 0.3);
  const track = new Float32Array(100 * RATE);
  for (let n = 0; n < 5; n++)
    track.set(
      bed.map((x) => x * (1 + n / 4)),
      n * bed.length,
    );
  return Buffer.from(writeWav({ channels: [track, track], sampleRate: RATE }, { bits: 16 }));
}

function asFloats(wav: Buffer): Float32Array {
  const [left] = new WaveFile(wav).getSamples(false, Int16Array) as unknown as [Int16Array];
  return Float32Array.from(left, (x) => x / 32_768);
}

/** Where `piece` stands in the loop `source`; -1 when nowhere. */
function findIn(source: Float32Array, piece: Float32Array): number {
  const isAt = (start: number) =>
    piece.every((x, i) => Math.abs(x - (source[(start + i) % source.length] ?? 0)) < SAME);
  return source.findIndex((_, start) => isAt(start));
}

const largestStep = (samples: Float32Array): number =>
  samples.reduce((most, x, i) => Math.max(most, Math.abs(x - (samples[i - 1] ?? x))), 0);

test('a WAV taken away opens elsewhere with its loop points, tempo, root and taskId', async ({ page }) => {
  const inspector = await openTake(page, 'warm pad for export');
  const download = page.waitForEvent('download');
  await inspector.getByRole('radio', { name: 'WAV 16-bit' }).check();
  await inspector.getByRole('link', { name: 'Download WAV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^warm-pad-for-export_120bpm_Am_loop_A_[0-9a-f]{6}\.wav$/);
  const bytes = await readFile(await file.path());
  const wav = new WaveFile(bytes);
  const { fmt, smpl, LIST } = wav as unknown as {
    fmt: { sampleRate: number; bitsPerSample: number };
    smpl: { dwMIDIUnityNote: number; loops: { dwStart: number; dwEnd: number }[] };
    LIST: { subChunks: { chunkId: string; value: string }[] }[];
  };
  expect(fmt).toMatchObject({ sampleRate: RATE, bitsPerSample: 16 });
  const beats = (smpl.loops[0]?.dwEnd ?? 0) + 1;
  expect(smpl.loops[0]?.dwStart).toBe(0);
  // Whole bars of 2 s at 120 BPM.
  expect(beats % (2 * RATE)).toBe(0);
  expect(smpl.dwMIDIUnityNote % 12).toBe(9);
  const acid = bytes.indexOf('acid');
  expect(bytes.readFloatLE(acid + 8 + 20)).toBe(120);
  expect(bytes.readUInt32LE(acid + 8 + 12)).toBe((beats / RATE) * 2);
  const comment = LIST[0]?.subChunks.find(({ chunkId }) => chunkId === 'ICMT')?.value;
  expect(comment).toContain('Prompt: warm pad for export');
  expect(comment).toMatch(/taskId: [0-9a-f]{32}/);
});

test('the inspector is fetched when it is first reached for, not before', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto('/');
  const card = await new MainPage(page).generateSound('nothing but rain');
  await expect(card).toContainText('Ready');
  const isBench = (path: string) => /\/(inspector|worker)-[^/]+\.js$/.test(path);
  expect(fetched.filter(isBench)).toEqual([]);
  await card.getByRole('button', { name: 'Inspect' }).hover();
  await expect.poll(() => fetched.filter(isBench)).toHaveLength(1);
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
  await expect(inspector.getByRole('list', { name: 'Asked and heard' })).toContainText('LUFS');
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
  await expect(inspector.getByRole('list', { name: 'Asked and heard' })).toContainText('LUFS');
  await page.keyboard.press('Space');
  await expect(inspector.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await page.keyboard.press('2');
  await expect(inspector.getByRole('radio', { name: 'Take B' })).toBeChecked();
  await expect
    .poll(async () => Number(await inspector.getByRole('slider', { name: 'Position' }).inputValue()))
    .toBeGreaterThan(1);
  await page.keyboard.press('Space');
  await inspector.getByRole('slider', { name: 'Level' }).fill('-20');
  await page.keyboard.press('Escape');
  await expect(inspector).toBeHidden();

  const player = page.getByRole('region', { name: 'Player' });
  await expect(player.getByRole('radio', { name: 'Take B' })).toBeChecked();
  await expect(player.getByRole('slider', { name: 'Volume' })).toHaveValue('0.1');
  const seek = player.getByRole('slider', { name: 'Position' });
  expect(Number(await seek.inputValue())).toBeGreaterThan(1);
  await player.getByRole('button', { name: 'Play' }).click();
  await expect(player.getByRole('button', { name: 'Pause' })).toBeVisible();
});

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
  const saved = page.waitForResponse((response) => response.url().endsWith('/edits'));
  await page.keyboard.press('Alt+ArrowUp');
  await expect(steps).toContainText(['Original', 'To −16 LUFS', 'Fade in 20 ms']);
  await saved;
  await inspector.getByRole('checkbox', { name: 'Fade in 20 ms on' }).uncheck();
  await expect(inspector.getByText('working')).toBeHidden();
  await page.reload();
  await expect(steps).toContainText(['Original', 'To −16 LUFS', 'Fade in 20 ms']);
  await expect(inspector.getByRole('checkbox', { name: 'Fade in 20 ms on' })).not.toBeChecked();
  await expect(inspector.getByRole('radio', { name: 'Edited' })).toBeChecked();
  await inspector.getByRole('button', { name: 'Remove To −16 LUFS' }).click();
  await expect(inspector.getByRole('radio', { name: 'Edited' })).toBeHidden();
});

test('what is heard fits another tempo and key to the sample, and its file says so', async ({ page }) => {
  await page.goto('/');
  const inspector = await openFile(page, 'chords 120bpm Amin loop.wav', chords());
  await inspector.getByRole('button', { name: 'Stretch…' }).click();
  await inspector.getByLabel('To BPM').fill('128');
  await inspector.getByRole('button', { name: 'Apply' }).click();
  await inspector.getByRole('button', { name: 'Transpose…' }).click();
  await inspector.getByLabel('To key').selectOption('Cm');
  await inspector.getByRole('button', { name: 'Apply' }).click();
  await expect(inspector.getByText(/^Result .*128 BPM/)).toBeVisible();
  await expect(await rowOf(inspector, /^Key/)).toContainText('Cm');
  await page.keyboard.press('Escape');
  const download = page.waitForEvent('download');
  await inspector.getByRole('link', { name: 'Download WAV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('chords-120bpm-amin-loop_128bpm_Cm_loop_v2.wav');
  const { pcm, facts } = readWav(new Uint8Array(await readFile(await file.path())));
  const beats = facts.beats ?? 0;
  expect(lengthOf(pcm)).toBe(Math.round((beats * 60 * RATE) / 128));
  expect(facts).toMatchObject({ bpm: 128, rootNote: 60, loop: { start: 0, end: lengthOf(pcm) } });
});

test('every format takes a loop away to the sample, as another decoder reads it', async ({ page }) => {
  await page.goto('/');
  const inspector = await openFile(page, 'four 97bpm loop.wav', drumLoop(97, 4));
  const length = Math.round((16 * 60 * RATE) / 97);
  for (const [name, kind] of [
    ['WAV 32-bit float', 'WAV'],
    ['FLAC', 'FLAC'],
    ['OGG', 'OGG'],
    ['MP3', 'MP3'],
  ] as const) {
    await inspector.getByRole('radio', { name, exact: true }).check();
    const download = page.waitForEvent('download');
    await inspector.getByRole('link', { name: `Download ${kind}` }).click();
    const bytes = await readFile(await (await download).path());
    const decoded = await page.evaluate(async (data) => {
      const file = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      const audio = await new OfflineAudioContext(2, 1, 44_100).decodeAudioData(file.buffer);
      return audio.length;
    }, bytes.toString('base64'));
    expect([kind, decoded]).toEqual([kind, length]);
  }
});

test('a sound is sliced into one-shots that play and come as a zip', async ({ page }) => {
  await page.goto('/');
  const track = new Float32Array(3 * RATE);
  for (const [n, hz] of [700, 900, 1200].entries()) place(track, wood(RATE, hz), RATE, 0.3 + n * 0.8, 0.5);
  const file = Buffer.from(writeWav(stereo(track, RATE), { bits: 16 }));
  const inspector = await openFile(page, 'three knocks.wav', file);
  await inspector.getByRole('button', { name: 'Slice…' }).click();
  const slices = inspector.getByRole('list', { name: 'Slices' }).getByRole('listitem');
  await expect(slices).toHaveCount(3);
  await page.keyboard.press('2');
  await inspector.getByRole('checkbox', { name: 'Keep slice 3' }).uncheck();
  const download = page.waitForEvent('download');
  await inspector.getByRole('button', { name: 'Download 2 WAVs' }).click();
  const zip = await readFile(await (await download).path());
  const names = ['three-knocks_01.wav', 'three-knocks_02.wav', 'three-knocks_03.wav'];
  expect(names.map((name) => zip.includes(name))).toEqual([true, true, false]);
});

/** Two bars at 120 BPM and 0.7 s more. */
function ragged(): Buffer {
  const track = drums({ groove: 'rock', bpm: 120, bars: 3 });
  return Buffer.from(writeWav(stereo(normalise(track.slice(0, 4.7 * RATE), 0.6), RATE), { bits: 16 }));
}

test('a dropped file needs no task, and its tempo goes into the form', async ({ page }) => {
  await page.goto('/');
  await new MainPage(page).prompt.fill('something like that');
  const text = drumLoop(97, 4).toString('base64');
  await page.evaluate((data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], 'break.wav', { type: 'audio/wav' }));
    document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }),
    );
  }, text);
  const inspector = inspectorOf(page);
  await rowOf(inspector, /^Tempo/);
  await inspector.getByRole('button', { name: /^Use 97 BPM/ }).click();
  await expect(inspector).toBeHidden();
  await expect(new MainPage(page).bpmValue).toHaveValue('97');
  await expect(new MainPage(page).prompt).toHaveValue('something like that');
});

test('what is no audio is said to be none, and the inspector goes on', async ({ page }) => {
  await page.goto('/');
  const inspector = await openFile(page, 'notes.wav', Buffer.from('these are words, no sound at all'));
  await expect(inspector.getByRole('alert')).toContainText('notes.wav: no audio file.');
  await expect(inspector.getByRole('button', { name: 'Play', exact: true })).toBeHidden();
  await inspector.getByLabel('Choose a file').setInputFiles({
    name: 'fine 120bpm.wav',
    mimeType: 'audio/wav',
    buffer: drumLoop(120, 2),
  });
  await expect(await rowOf(inspector, /^Tempo/)).toContainText('120 BPM as asked');
});

test('an AIFF, which this browser cannot decode, is heard and exported at its own rate', async ({ page }) => {
  await page.goto('/');
  const track = normalise(drums({ groove: 'fourFloor', bpm: 125, bars: 2, rate: 22_050 }), 0.6);
  const file = aiff({ channels: [track], rate: 22_050, bits: 24, write: signed(3) });
  const inspector = await openFile(page, 'house.aif', Buffer.from(file));
  await expect(await rowOf(inspector, /^Tempo/)).toContainText('125');
  const download = page.waitForEvent('download');
  await inspector.getByRole('link', { name: 'Download WAV' }).click();
  const wav = new WaveFile(await readFile(await (await download).path()));
  expect((wav.fmt as { sampleRate: number }).sampleRate).toBe(22_050);
});

test('5.1 with sound in the centre alone is not silent', async ({ page }) => {
  await page.goto('/');
  const track = normalise(drums({ groove: 'rock', bpm: 120, bars: 1 }), 0.6);
  const silence = new Float32Array(track.length);
  const channels = [silence, silence, track, silence, silence, silence];
  const data = chunk('data', interleave(channels, signed(2, true)), true);
  const inspector = await openFile(page, 'film.wav', Buffer.from(riff(extensibleFmt(1, 6, 16, 0x3f), data)));
  await expect(await rowOf(inspector, /^Loudness/)).toContainText('LUFS');
});

test('a format that nothing here reads is named, with what to do', async ({ page }) => {
  await page.goto('/');
  const inspector = await openFile(page, 'take.wv', Buffer.from('wvpk and so on'));
  await expect(inspector.getByRole('alert')).toContainText(
    'WavPack cannot be read here. Export it as WAV or AIFF',
  );
});

test('typing goes on while a minute of sound is decoded and measured', async ({ page }, info) => {
  const path = info.outputPath('minute 120bpm loop.wav');
  await writeFile(path, drumLoop(120, 30));
  await page.goto('/');
  const inspector = inspectorOf(page);
  await page.getByRole('button', { name: 'Open a file' }).click();
  await expect(inspector.getByRole('heading', { name: 'Inspector' })).toBeFocused();
  await inspector.getByLabel('Choose a file').setInputFiles(path);
  const { prompt } = new MainPage(page);
  await prompt.pressSequentially('typed while it listens');
  await expect(await rowOf(inspector, /^Tempo/)).toContainText('120 BPM as asked');
  await expect(prompt).toHaveValue('typed while it listens');
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
  await inspector.getByRole('button', { name: /^Copy taskId/ }).click();
  expect(await clipboard(page)).toMatch(/^[0-9a-f]{32}$/);

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

test('chords are told from a file, and play against a drone and a click', async ({ page }) => {
  await page.goto('/');
  const inspector = await openFile(page, 'chords 120bpm Amin loop.wav', chords());
  await expect(await rowOf(inspector, /^Key/)).toContainText('Am');
  await inspector.getByRole('checkbox', { name: 'Click at 120 BPM' }).check();
  await inspector.getByRole('checkbox', { name: 'Drone on A' }).check();
  await inspector.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(inspector.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
});

function chords(): Buffer {
  const track = song({
    tonic: 9,
    mode: 'minor',
    bpm: 120,
    progression: PROGRESSIONS.minor.axis,
    instrument: 'keys',
  });
  return Buffer.from(writeWav(stereo(normalise(track, 0.5), RATE), { bits: 24 }));
}

import { readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import type { Page } from '@playwright/test';
import type * as Wavefile from 'wavefile';

import { writeWav } from '../src/audio/encode/encode-wav.ts';
import type { SoundTags } from '../src/audio/encode/sound-tags.ts';
import { readWav } from '../src/audio/files/read-wav.ts';
import { lengthOf } from '../src/audio/pcm.ts';
import { aiff, chunk, extensibleFmt, interleave, riff, signed } from '../src/testing/sound-file-fixtures.ts';
import { drums } from '../src/testing/test-music.ts';
import { normalise, pad, place, stereo, wood } from '../src/testing/test-sounds.ts';
import {
  chords,
  drumLoop,
  expect,
  inspectorOf,
  openFile,
  openTake,
  RATE,
  rowOf,
  TIMEOUT_MS,
} from './support/inspector.ts';
import { MainPage } from './support/main-page.ts';
import { test } from './support/test.ts';

// Its ES build has no named exports in Node.
const { WaveFile } = createRequire(import.meta.url)('wavefile') as typeof Wavefile;

test.describe.configure({ timeout: TIMEOUT_MS });

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

test('what is heard fits another tempo and key to the sample, and its file says so', async ({ page }) => {
  await page.goto('/');
  const inspector = await openFile(page, 'chords 120bpm Amin loop.wav', chords());
  await inspector.getByRole('button', { name: 'Stretch…' }).click();
  await inspector.getByLabel('To BPM').fill('128');
  await inspector.getByRole('button', { name: 'Keep as the project’s' }).click();
  const project = inspector.getByRole('button', { name: 'The project is in 128 BPM. Clear' });
  await expect(project).toBeVisible();
  await inspector.getByLabel('To BPM').press('Enter');
  await inspector.getByRole('button', { name: 'Transpose…' }).click();
  await inspector.getByLabel('To key').selectOption('Cm');
  await inspector.getByRole('button', { name: 'Apply' }).click();
  await expect(inspector.getByText(/^Result .*128\sBPM/)).toBeVisible();
  await expect(await rowOf(inspector, /^Key/)).toContainText('Cm');
  await page.keyboard.press('Escape');
  await project.click();
  await expect(project).toHaveCount(0);
  const download = page.waitForEvent('download');
  await inspector.getByRole('link', { name: 'Download WAV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('chords_128bpm_Cm_loop_v2.wav');
  const { pcm, facts } = readWav(new Uint8Array(await readFile(await file.path())));
  const beats = facts.beats ?? 0;
  expect(lengthOf(pcm)).toBe(Math.round((beats * 60 * RATE) / 128));
  expect(facts).toMatchObject({ bpm: 128, rootNote: 60, loop: { start: 0, end: lengthOf(pcm) } });
});

test('a file that tells its tempo fits the project, though no tempo is heard in it', async ({ page }) => {
  await page.goto('/');
  const held = stereo(normalise(pad(RATE, 220, 4.8), 0.5), RATE);
  const inspector = await openFile(page, 'drone 100bpm loop.wav', Buffer.from(writeWav(held, { bits: 16 })));
  await inspector.getByRole('button', { name: 'Stretch…' }).click();
  await inspector.getByLabel('To BPM').fill('128');
  await inspector.getByRole('button', { name: 'Keep as the project’s' }).click();
  await inspector.getByRole('button', { name: 'Cancel' }).click();
  await inspector.getByRole('button', { name: 'Fit to 128 BPM' }).click();
  await expect(inspector.getByText(/^Result 0:03\.7|^Result 3\.75/)).toBeVisible();
  await expect(inspector.getByRole('button', { name: 'Fit to 128 BPM' })).toHaveCount(0);
});

test('a waltz that says so has bars of three, and stays one', async ({ page }) => {
  await page.goto('/');
  const waltz = stereo(normalise(drums({ groove: 'waltz', bpm: 150, bars: 4, rate: RATE }), 0.6), RATE);
  const loop = { start: 0, end: lengthOf(waltz) };
  const said = { rootNote: null, key: null, title: 'waltz', comment: '', taskId: null };
  const tags: SoundTags = { loop, bpm: 150, beats: 12, metre: [3, 4], ...said };
  const inspector = await openFile(page, 'waltz.wav', Buffer.from(writeWav(waltz, { bits: 16, tags })));
  await inspector.getByRole('button', { name: 'Details' }).click();
  await expect(inspector.getByRole('row', { name: /Bars/ })).toContainText('4 whole bars');
  await inspector.getByRole('button', { name: 'Done' }).click();
  await inspector.getByRole('slider', { name: 'Position' }).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(inspector.getByRole('slider', { name: 'Position' })).toHaveAttribute(
    'aria-valuetext',
    /bar 2\.1$/,
  );
});

test('a sound is sliced into one-shots that play and come as a zip', async ({ page }) => {
  await page.addInitScript(() =>
    // A folder of the page's own: the dialog cannot be reached from here.
    Object.assign(window, { showDirectoryPicker: () => navigator.storage.getDirectory() }),
  );
  await page.goto('/');
  const track = new Float32Array(3 * RATE);
  for (const [n, hz] of [700, 900, 1200].entries()) place(track, wood(RATE, hz), RATE, 0.3 + n * 0.8, 0.5);
  const file = Buffer.from(writeWav(stereo(track, RATE), { bits: 16 }));
  const inspector = await openFile(page, 'three knocks 60bpm.wav', file);
  await inspector.getByRole('button', { name: 'Slice…' }).click();
  const slices = inspector.getByRole('list', { name: 'Slices' }).getByRole('listitem');
  await expect(slices).toHaveCount(3);
  await expect(inspector.getByRole('radio', { name: 'Markers' })).toHaveCount(0);
  await page.keyboard.press('2');
  await inspector.getByRole('checkbox', { name: 'Keep slice 3' }).uncheck();
  const download = page.waitForEvent('download');
  await inspector.getByRole('button', { name: 'Download 2 WAVs' }).click();
  const zip = await readFile(await (await download).path());
  const names = ['three-knocks_01.wav', 'three-knocks_02.wav', 'three-knocks_03.wav'];
  expect(names.map((name) => zip.includes(name))).toEqual([true, true, false]);
  // Of one hit, the tempo of the whole says nothing.
  expect(zip.includes('BPM: ')).toBe(false);

  // A folder takes the slices, too, by a name that may be chosen.
  await inspector.getByRole('textbox', { name: 'File name' }).fill('{nn} {title}');
  await inspector.getByRole('button', { name: 'Save in a folder' }).click();
  await expect(inspector.getByText('Saved 01 three-knocks.wav – 02 three-knocks.wav in')).toBeVisible();

  // Escape leaves the slicing alone; stretched meanwhile, it is cut where its hits are now.
  await page.keyboard.press('Escape');
  await expect(inspector.getByRole('heading', { name: 'Fix' })).toBeVisible();
  await inspector.getByRole('button', { name: 'Stretch…' }).click();
  await inspector.getByLabel('From BPM').fill('60');
  await inspector.getByLabel('To BPM').fill('40');
  await inspector.getByRole('button', { name: 'Apply' }).click();
  await expect(inspector.getByText(/^Result 4\.5/)).toBeVisible();
  await inspector.getByRole('button', { name: 'Slice…' }).click();
  await expect(inspector.getByRole('slider', { name: 'Cut 3' })).toHaveAttribute('aria-valuetext', /2\.[78]/);
  await expect(inspector.getByRole('checkbox', { name: 'Keep slice 3' })).not.toBeChecked();
});

test('the markers of a file are seen, cut by, moved with its edits and taken away', async ({ page }) => {
  await page.goto('/');
  const track = new Float32Array(3 * RATE);
  for (const [n, hz] of [700, 900].entries()) place(track, wood(RATE, hz), RATE, 1 + n, 0.5);
  const markers = [
    { at: RATE, name: 'verse' },
    { at: 2 * RATE, name: 'Söft', length: RATE / 2 },
  ];
  const said = { rootNote: null, key: null, title: 'knocks', comment: '', taskId: null };
  const tags: SoundTags = { loop: null, bpm: null, beats: null, markers, ...said };
  const file = Buffer.from(writeWav(stereo(track, RATE), { bits: 16, tags }));
  const inspector = await openFile(page, 'knocks.wav', file);
  const shown = inspector.getByRole('list', { name: '2 markers' }).getByRole('listitem');
  await expect(shown).toHaveText(['verse 0:01.0', 'Söft 0:02.0']);
  await inspector.getByRole('button', { name: 'Slice…' }).click();
  await inspector.getByRole('radio', { name: 'Markers' }).check();
  await expect(inspector.getByRole('slider', { name: 'Cut 3' })).toHaveAttribute('aria-valuetext', '0:02.0');
  await expect(inspector.getByRole('slider', { name: /^Cut/ })).toHaveCount(3);
  await page.keyboard.press('Escape');

  await inspector.getByRole('button', { name: 'Trim silence' }).click();
  await expect(shown).toHaveText(['verse 0:00.0', 'Söft 0:01.0']);
  await inspector.getByRole('radio', { name: 'FLAC' }).check();
  const download = page.waitForEvent('download');
  await inspector.getByRole('link', { name: 'Download FLAC' }).click();
  const flac = await readFile(await (await download).path());
  await page.goto('/');
  await openFile(page, 'knocks_v2.flac', flac);
  await expect(shown).toHaveText(['verse 0:00.0', 'Söft 0:01.0']);
});

/** At once: on a busy machine, two taps from here may come too late after each other to be one of two. */
function tapTwice([clientX = 0, clientY = 0]: number[]): void {
  const target = document.elementFromPoint(clientX, clientY);
  for (const type of ['pointerdown', 'pointerup', 'pointerdown', 'pointerup'])
    target?.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType: 'touch', clientX, clientY }));
}

test('slices carry cuts that a mouse and a finger add and remove', async ({ browser }) => {
  for (const hasTouch of [false, true]) {
    const context = await browser.newContext({ hasTouch, viewport: { width: 600, height: 900 } });
    const page = await context.newPage();
    const twice = (x: number, y: number) =>
      hasTouch ? page.evaluate(tapTwice, [x, y]) : page.mouse.dblclick(x, y);
    await page.goto('/');
    const inspector = await openFile(
      page,
      'silence.wav',
      Buffer.from(writeWav(stereo(new Float32Array(3 * RATE), RATE), { bits: 16 })),
    );
    await inspector.getByRole('button', { name: 'Slice…' }).click();
    await expect(inspector.getByText('No hits were found.')).toBeVisible();
    const { x, y, width } = (await inspector.getByRole('slider', { name: 'Position' }).boundingBox())!;
    const cuts = inspector.getByRole('slider', { name: /^Cut \d/ });
    await twice(x + width / 3, y + 100);
    await expect(cuts).toHaveCount(1);
    await twice(x + 0.7 * width, y + 100);
    await expect(cuts).toHaveCount(2);
    // Its thumb stands below the ruler.
    await twice(x + width / 3, y + 32);
    await expect(cuts).toHaveAttribute('aria-valuetext', /^0:02\.[01]/);
    await context.close();
  }
});

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

test('a file that was moved away since says so, in words about a file', async ({ page }, info) => {
  const path = info.outputPath('lent 120bpm.wav');
  await writeFile(path, drumLoop(120, 2));
  await page.goto('/');
  await page.getByRole('button', { name: 'Open a file' }).click();
  const inspector = inspectorOf(page);
  await inspector.getByLabel('Choose a file').setInputFiles(path);
  await expect(await rowOf(inspector, /^Tempo/)).toContainText('120 BPM as asked');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(inspector).toBeHidden();
  await rm(path);
  await page.getByRole('button', { name: 'Open a file' }).click();
  await expect(inspector.getByRole('alert')).toContainText('The file can no longer be read: it was moved');
});

test('an AIFF, which this browser cannot decode, is heard and exported at its own rate', async ({ page }) => {
  await page.goto('/');
  const track = normalise(drums({ groove: 'fourFloor', bpm: 125, bars: 2, rate: 22_050 }), 0.6);
  const file = aiff({ channels: [track], rate: 22_050, bits: 24, write: signed(3) });
  const inspector = await openFile(page, 'house.aif', Buffer.from(file));
  await expect(await rowOf(inspector, /^Tempo/)).toContainText('125');
  // The details lie over the export.
  await page.keyboard.press('Escape');
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
  // Beside the form, not over it.
  await page.setViewportSize({ width: 1440, height: 900 });
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

test('a slice that is heard ends with the inspector, and its audio is given back', async ({ page }) => {
  await page.goto('/');
  const track = new Float32Array(60 * RATE);
  place(track, wood(RATE, 700), RATE, 0.3, 0.5);
  const file = Buffer.from(writeWav(stereo(track, RATE), { bits: 16 }));
  const inspector = await openFile(page, 'a knock and a minute.wav', file);
  await inspector.getByRole('button', { name: 'Slice…' }).click();
  await inspector.getByRole('combobox', { name: 'Each ends' }).selectOption('at the next');
  await expect(inspector.getByRole('listitem').filter({ hasText: '59.7' })).toBeVisible();
  await page.keyboard.press('1');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect.poll(() => heldMb(page)).toBeLessThan(5);
});

/** Of audio and other buffers, when what is unused has been cleared away. */
async function heldMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { backingStorageSize } = await session.send('Runtime.getHeapUsage');
  return backingStorageSize / 2 ** 20;
}

test('closed, it holds none of the audio that it had open and edited', async ({ page }) => {
  await page.goto('/');
  const inspector = await openFile(page, 'a minute.wav', drumLoop(120, 30));
  await inspector.getByRole('button', { name: 'Play', exact: true }).click();
  await inspector.getByRole('button', { name: 'Pause', exact: true }).click();
  await inspector.getByRole('button', { name: 'Fade in', exact: true }).click();
  await expect(inspector.getByRole('radio', { name: 'Edited' })).toBeChecked();
  // A minute in stereo, as it came and as it was edited.
  await expect.poll(() => heldMb(page)).toBeGreaterThan(40);
  await page.keyboard.press('Escape');
  await expect.poll(() => heldMb(page)).toBeLessThan(5);
});

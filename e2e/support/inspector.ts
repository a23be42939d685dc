import type { Locator, Page } from '@playwright/test';

import { writeWav } from '../../src/audio/encode/encode-wav.ts';
import { drums, PROGRESSIONS, song } from '../../src/testing/test-music.ts';
import { normalise, stereo } from '../../src/testing/test-sounds.ts';
import { MainPage } from './main-page.ts';
import { expect as patient } from './test.ts';

export const RATE = 44_100;

/** Rendering and measuring take their time on a busy machine. */
export const expect = patient.configure({ timeout: 60_000 });
export const TIMEOUT_MS = 150_000;

export const inspectorOf = (page: Page) => page.getByRole('dialog', { name: 'Inspector' });

/** Drums that fill whole bars to the sample. */
export function drumLoop(bpm: number, bars: number): Buffer {
  const track = drums({ groove: 'rock', bpm, bars });
  const length = Math.round((bars * 4 * 60 * RATE) / bpm);
  const exact = new Float32Array(length);
  exact.set(track.subarray(0, length));
  return Buffer.from(writeWav(stereo(normalise(exact, 0.6), RATE), { bits: 16 }));
}

/** Keys in A minor at 120 BPM. */
export function chords(): Buffer {
  const track = song({
    tonic: 9,
    mode: 'minor',
    bpm: 120,
    progression: PROGRESSIONS.minor.axis,
    instrument: 'keys',
  });
  return Buffer.from(writeWav(stereo(normalise(track, 0.5), RATE), { bits: 24 }));
}

export async function openFile(page: Page, name: string, buffer: Buffer): Promise<Locator> {
  const inspector = inspectorOf(page);
  await page.getByRole('button', { name: 'Open a file' }).click();
  await inspector.getByLabel('Choose a file').setInputFiles({ name, mimeType: 'audio/wav', buffer });
  return inspector;
}

/** A line of what was asked and heard; it stands behind Details. */
export async function rowOf(inspector: Locator, name: RegExp): Promise<Locator> {
  const details = inspector.getByRole('button', { name: 'Details' });
  await expect(details).toBeVisible();
  if ((await details.getAttribute('aria-expanded')) !== 'true') await details.click();
  return inspector.getByRole('row', { name });
}

/** The first take of a loop made from that prompt, in Am at 120 BPM. */
export async function openTake(page: Page, prompt: string): Promise<Locator> {
  await page.goto('/');
  const mainPage = new MainPage(page);
  await mainPage.key.selectOption('Am');
  await mainPage.bpmValue.fill('120');
  await mainPage.loop.check();
  const card = await mainPage.generateSound(prompt);
  await expect(card).toHaveAttribute('data-state', 'ready');
  return inspect(page, card);
}

/** Opens the inspector from that row. */
export async function inspect(page: Page, card: Locator): Promise<Locator> {
  // On a phone what can be done stands behind one button.
  const isNarrow = (page.viewportSize()?.width ?? 0) < 640;
  if (isNarrow) await card.getByRole('button', { name: 'More actions' }).click();
  await card.getByRole('button', { name: 'Inspect' }).click();
  return inspectorOf(page);
}

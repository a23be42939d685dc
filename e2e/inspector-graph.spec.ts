import { createRequire } from 'node:module';

import type * as Wavefile from 'wavefile';

import { writeWav } from '../src/audio/encode/encode-wav.ts';
import { normalise, rain, seeded, stereo } from '../src/testing/test-sounds.ts';
import { smoothSeam } from '../src/web/features/inspector/edit/edit-seam.ts';
import { expect, openFile, RATE, TIMEOUT_MS } from './support/inspector.ts';
import { recordOutput } from './support/recorder.ts';
import { test } from './support/test.ts';

// Its ES build has no named exports in Node.
const { WaveFile } = createRequire(import.meta.url)('wavefile') as typeof Wavefile;

test.describe.configure({ timeout: TIMEOUT_MS });

/** Chromium reads 16 bits as x / 32768 below zero and x / 32767 above: this is less than two steps of 16 bits. */
const SAME = 5e-5;

/** Rain: no two of its bars are alike, so a sample tells where it stands. */
function rainLoop(bpm: number, bars: number): Buffer {
  const bed = rain((bars * 4 * 60) / bpm, RATE, seeded(7));
  const seamless = smoothSeam(stereo(normalise(bed, 0.6), RATE));
  if (seamless.kind !== 'done') throw new Error(seamless.reason);
  return Buffer.from(writeWav(seamless.pcm, { bits: 16 }));
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

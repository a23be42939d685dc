import { expect, it } from 'vitest';

import { lengthOf } from './pcm.ts';
import { resample } from './resample.ts';

const tone = (hz: number, rate: number, length: number) =>
  Float32Array.from({ length }, (_, i) => Math.sin((2 * Math.PI * hz * i) / rate));

/** Signal against what is wrong with it, dB, away from the ends. */
function snr(got: Float32Array, wanted: Float32Array, edge: number): number {
  let [signal, noise] = [0, 0];
  for (let i = edge; i < wanted.length - edge; i++) {
    signal += (wanted[i] ?? 0) ** 2;
    noise += ((wanted[i] ?? 0) - (got[i] ?? 0)) ** 2;
  }
  return 10 * Math.log10(signal / noise);
}

it.each([
  [44_100, 48_000, 440],
  [44_100, 48_000, 15_000],
  [44_100, 48_000, 19_000],
  [48_000, 44_100, 15_000],
  [96_000, 44_100, 15_000],
])('from %i to %i Hz, %i Hz stays what it is', (from, to, hz) => {
  const { channels, sampleRate } = resample({ channels: [tone(hz, from, from)], sampleRate: from }, to);
  expect([sampleRate, channels[0]?.length]).toEqual([to, to]);
  expect(snr(channels[0] ?? new Float32Array(), tone(hz, to, to), 200)).toBeGreaterThan(85);
});

it('what the lower rate cannot hold is gone, not folded down', () => {
  const { channels } = resample({ channels: [tone(30_000, 96_000, 96_000)], sampleRate: 96_000 }, 44_100);
  const loudest = (channels[0] ?? new Float32Array())
    .subarray(200, -200)
    .reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  expect(20 * Math.log10(loudest)).toBeLessThan(-80);
});

it('a loop still joins at the other rate', () => {
  const pcm = { channels: [tone(441, 44_100, 44_100)], sampleRate: 44_100 };
  const loop = resample(pcm, 48_000, true);
  expect(lengthOf(loop)).toBe(48_000);
  expect(snr(loop.channels[0] ?? new Float32Array(), tone(441, 48_000, 48_000), 0)).toBeGreaterThan(85);
});

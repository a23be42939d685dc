import { expect, test } from 'vitest';

import { meterLoudness, meterTruePeak } from '../../testing/detectors/measure-loudness.ts';
import type { Stereo } from '../stereo.ts';
import { master } from './master.ts';

const RATE = 44_100;
const both = (seconds: number, at: (i: number) => number): Stereo => {
  const left = Float32Array.from({ length: seconds * RATE }, (_, i) => at(i));
  return { left, right: left.slice() };
};
const noise = (() => {
  let state = 1;
  return () => ((state = (state * 48_271) % 2_147_483_647) / 2_147_483_647) * 2 - 1;
})();
/** `perSecond` clicks that die away in `tauS`. */
const clicks = (perSecond: number, tauS: number) =>
  both(4, (i) => noise() * Math.exp(-(i % (RATE / perSecond)) / (tauS * RATE)));

function mastered(sound: Stereo): { lufs: number; truePeakDb: number } {
  master(sound, false);
  const pcm = { channels: [sound.left.slice(), sound.right.slice()], sampleRate: RATE };
  const found = meterLoudness(pcm);
  return {
    lufs: found.kind === 'measured' ? found.lufs : -Infinity,
    truePeakDb: meterTruePeak(pcm),
  };
}

test.each([
  ['a tone', () => both(2, (i) => 0.3 * Math.sin(i / 20))],
  ['noise', () => both(2, noise)],
  ['long clicks', () => clicks(4, 0.02)],
  ['short clicks', () => clicks(10, 0.003)],
])('%s: −16 LUFS, and between the samples under −1 dBTP', (_name, make) => {
  const { lufs, truePeakDb } = mastered(make());
  expect(Math.abs(lufs + 16)).toBeLessThanOrEqual(0.5);
  expect(truePeakDb).toBeLessThanOrEqual(-1);
});

test('clicks too thin for it stay softer rather than rasp', () => {
  const { lufs, truePeakDb } = mastered(clicks(2, 0.0003));
  expect(lufs).toBeLessThan(-17);
  expect(truePeakDb).toBeLessThanOrEqual(-1);
});

test('a short sound goes by its peak', () => {
  const { truePeakDb } = mastered(both(0.5, (i) => Math.sin(i / 20) * Math.exp(-i / 2000)));
  expect(truePeakDb).toBeCloseTo(-3, 1);
});

import { readFileSync } from 'node:fs';

import { beforeAll, expect, it } from 'vitest';

import { measureJoin } from '../click.ts';
import { integratedLufs } from '../loudness.ts';
import { lengthOf, type Pcm } from '../pcm.ts';
import { measureTruePeak } from '../true-peak.ts';
import { stretchSound } from './stretch-sound.ts';
import { startStretch, stretchWasmOf, type StretchProgram } from './stretch-wasm.ts';

const RATE = 44_100;
let program: StretchProgram;
beforeAll(async () => {
  const source = new URL(import.meta.resolve('signalsmith-stretch'));
  program = await startStretch(stretchWasmOf(readFileSync(source, 'utf8')));
});

const tone: Pcm = {
  sampleRate: RATE,
  channels: [440, 660].map((hz) =>
    Float32Array.from({ length: 4 * RATE }, (_, i) => 0.3 * Math.sin((2 * Math.PI * hz * i) / RATE)),
  ),
};
/** Two hits a second. */
const hits: Pcm = {
  sampleRate: RATE,
  channels: [
    Float32Array.from({ length: 4 * RATE }, (_, i) => {
      const t = (i % (RATE / 2)) / RATE;
      return Math.exp(-60 * t) * Math.sin(2 * Math.PI * 900 * t);
    }),
  ],
};

/** Upward passes through zero a second. */
function pitchOf(channel: Float32Array): number {
  let count = 0;
  for (let i = 1; i < channel.length; i++) if ((channel[i - 1] ?? 0) < 0 && (channel[i] ?? 0) >= 0) count++;
  return (count * RATE) / channel.length;
}

it.each([
  [1, 0],
  [0.95, 0],
  [1.5, 0],
  [1, 3],
  [1, -3],
])('%d times as long and %d semitones: length, pitch, loudness and seam are right', (times, semitones) => {
  const length = Math.round(4 * RATE * times) + 1;
  const made = stretchSound(program, tone, { length, semitones, isLoop: true });
  expect(lengthOf(made)).toBe(length);
  made.channels.forEach((channel, n) => {
    expect(pitchOf(channel) / ([440, 660][n] ?? 0)).toBeCloseTo(2 ** (semitones / 12), 2);
    expect(measureJoin(channel, RATE, 0, length).isClick).toBe(false);
  });
  const lufs = (pcm: Pcm) => integratedLufs(pcm.channels, RATE, true) ?? 0;
  expect(Math.abs(lufs(made) - lufs(tone))).toBeLessThan(0.2);
  expect(measureTruePeak(made)).toBeLessThan(0);
});

it.each([0.8, 1.25])('hits of a loop stand where they should when it is %d times as long', (times) => {
  const length = Math.round(4 * RATE * times);
  const [channel = new Float32Array()] = stretchSound(program, hits, {
    length,
    semitones: 0,
    isLoop: true,
  }).channels;
  for (let n = 1; n < 8; n++) {
    const wanted = (n * length) / 8;
    const around = Array.from(channel.subarray(wanted - 0.03 * RATE, wanted + 0.03 * RATE), Math.abs);
    const attack = around.findIndex((x) => x > 0.4 * Math.max(...around));
    expect(Math.abs(attack - 0.03 * RATE)).toBeLessThan(0.012 * RATE);
  }
});

it('tells how far it is', () => {
  const told: number[] = [];
  const options = { length: 2 * RATE, semitones: 0, isLoop: false };
  stretchSound(program, hits, { ...options, onProgress: (share) => told.push(share) });
  expect(told.at(-1)).toBe(1);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
});

import { readFileSync } from 'node:fs';

import { beforeAll, expect, it } from 'vitest';

import { measureJoin } from '../click.ts';
import { integratedLufs } from '../loudness.ts';
import { lengthOf, type Pcm } from '../pcm.ts';
import { createSpectrum } from '../spectrum.ts';
import { measureTruePeak } from '../true-peak.ts';
import { stretchSound, transposeSound } from './stretch-sound.ts';
import { startStretch, stretchWasmOf, type StretchProgram } from './stretch-wasm.ts';
import { addHighs } from './varispeed.ts';

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
  [1, 12],
  [1, -12],
])('%d times as long and %d semitones: length, pitch, loudness and seam are right', (times, semitones) => {
  const length = Math.round(4 * RATE * times) + (semitones === 0 ? 1 : 0);
  const made =
    semitones === 0
      ? stretchSound(program, tone, { length, isLoop: true })
      : transposeSound(program, tone, { semitones, isLoop: true });
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
    isLoop: true,
  }).channels;
  for (let n = 1; n < 8; n++) {
    const wanted = (n * length) / 8;
    const around = Array.from(channel.subarray(wanted - 0.03 * RATE, wanted + 0.03 * RATE), Math.abs);
    const attack = around.findIndex((x) => x > 0.4 * Math.max(...around));
    expect(Math.abs(attack - 0.03 * RATE)).toBeLessThan(0.012 * RATE);
  }
});

/** How far the strongest frequency around `hz` is from it, cents. */
function centsFrom(hz: number, channel: Float32Array): number {
  const power = (cents: number) => {
    const step = (2 * Math.PI * hz * 2 ** (cents / 1200)) / RATE;
    let [re, im] = [0, 0];
    channel.forEach((x, i) => {
      const windowed = x * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / channel.length));
      re += windowed * Math.cos(step * i);
      im += windowed * Math.sin(step * i);
    });
    return re * re + im * im;
  };
  const cents = Array.from({ length: 33 }, (_, n) => 5 * (n - 16));
  const powers = cents.map(power);
  return cents[powers.indexOf(Math.max(...powers))] ?? NaN;
}

it.each([
  ['bass', [41.2], -3],
  ['bass', [55], 5],
  ['a close chord', [130.8, 164.8, 196], 3],
  ['a close chord', [130.8, 164.8, 196], -3],
])('%s is in tune after a change of pitch, and of length', (_name, tones, semitones) => {
  const pcm: Pcm = {
    sampleRate: RATE,
    channels: [
      Float32Array.from({ length: 2 * RATE }, (_, i) =>
        tones.reduce((sum, hz) => sum + 0.2 * Math.sin((2 * Math.PI * hz * i) / RATE), 0),
      ),
    ],
  };
  const [made = new Float32Array()] = transposeSound(program, pcm, { semitones, isLoop: false }).channels;
  for (const hz of tones)
    expect(Math.abs(centsFrom(hz * 2 ** (semitones / 12), made))).toBeLessThanOrEqual(5);
});

it('what is above 8 kHz keeps its place in time, level and pitch', () => {
  const hat = Float32Array.from({ length: RATE }, (_, i) =>
    i % (RATE / 4) < 400 ? 0.4 * Math.sin((2 * Math.PI * 12_000 * i) / RATE) : 0,
  );
  const body = Float32Array.from(hat, (x, i) => x + 0.3 * Math.sin((2 * Math.PI * 300 * i) / RATE));
  const made = transposeSound(
    program,
    { sampleRate: RATE, channels: [body] },
    { semitones: 4, isLoop: true },
  );
  const [channel = new Float32Array()] = made.channels;
  for (const n of [1, 2, 3]) {
    const at = (n * RATE) / 4;
    expect(Math.abs(centsFrom(12_000, channel.subarray(at, at + 400)))).toBeLessThanOrEqual(5);
    const loud = (from: number, to: number) =>
      channel.subarray(from + 1, to).reduce((sum, x, i) => sum + Math.abs(x - (channel[from + i] ?? 0)), 0);
    expect(loud(at - 200, at)).toBeLessThan(0.2 * loud(at, at + 200));
  }
});

it('of a jump from the end of a loop to its start, nothing is added back', () => {
  const jump = Float32Array.from(
    { length: RATE },
    (_, i) => 0.4 * Math.sin((2 * Math.PI * 80.25 * i) / RATE),
  );
  const highs = new Float32Array(RATE);
  addHighs({ sampleRate: RATE, channels: [highs] }, { sampleRate: RATE, channels: [jump] }, 1);
  expect(measureJoin(jump, RATE, 0, RATE).step).toBeGreaterThan(0.3);
  expect(Math.max(...highs.map(Math.abs))).toBeLessThan(0.003);
});

it.each([-24, -12, -5, 3, 12])('noise moved by %d semitones has no hole and no hump', (semitones) => {
  let state = 1;
  const noise = Float32Array.from({ length: 2 * RATE }, () => {
    state = (state * 48_271) % 0x7fffffff;
    return 0.2 * (state / 0x3fffffff - 1);
  });
  const made = transposeSound(program, { sampleRate: RATE, channels: [noise] }, { semitones, isLoop: true });
  const spectrum = createSpectrum(made, 4096);
  const bands = [500, 1000, 2000, 3000, 4500, 5600, 6500, 7500, 9000, 12_000].map((hz) => {
    let power = 0;
    for (let start = 4096; start < RATE; start += 2048) {
      const frame = spectrum.read(start);
      const at = Math.round(hz / spectrum.binHz);
      power += frame.subarray(at - 20, at + 20).reduce((sum, x) => sum + x, 0);
    }
    return 10 * Math.log10(power);
  });
  const middle = bands.toSorted((a, b) => a - b)[5] ?? 0;
  for (const band of bands) expect(Math.abs(band - middle)).toBeLessThan(5);
});

it('tells how far it is', () => {
  const told: number[] = [];
  const options = { length: 2 * RATE, isLoop: false };
  stretchSound(program, hits, { ...options, onProgress: (share) => told.push(share) });
  expect(told.at(-1)).toBe(1);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
});

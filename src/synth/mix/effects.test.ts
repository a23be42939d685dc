import { describe, expect, it } from 'vitest';

import { SAMPLE_RATE, silence, toFrames, type Stereo } from '../stereo.ts';
import { TIMED_EFFECTS } from './effects.ts';

const apply = (name: string, sound: Stereo, loop: boolean): Stereo => {
  const effect = TIMED_EFFECTS[name];
  if (!effect) throw new Error(`No effect ${name}`);
  return effect(sound, { bpm: 120, loop });
};

/** One second and a half of silence with a click. */
function clickAt(seconds: number): Stereo {
  const sound = silence(toFrames(1.5));
  sound.left[toFrames(seconds)] = 1;
  sound.right[toFrames(seconds)] = 1;
  return sound;
}
const clicksOf = ({ left }: Stereo): number[] =>
  [...left.entries()].flatMap(([i, x]) => (Math.abs(x) > 0.05 ? [i / SAMPLE_RATE] : []));

function noise(seconds: number): Stereo {
  const sound = silence(toFrames(seconds));
  let state = 1;
  for (let i = 0; i < sound.left.length; i++) {
    state = (state * 48_271) % 0x7fffffff;
    sound.left[i] = state / 0x3fffffff - 1;
    sound.right[i] = -(sound.left[i] ?? 0);
  }
  return sound;
}
/** How often the sign changes: high where the sound is bright. */
function brightness(side: Float32Array): number {
  let count = 0;
  for (let i = 1; i < side.length; i++) if ((side[i] ?? 0) > 0 !== (side[i - 1] ?? 0) > 0) count++;
  return count / side.length;
}

describe('delay', () => {
  it('repeats a click each dotted eighth, softer each time', () => {
    const out = apply('delay', clickAt(0.1), false);
    const [first = 0, second = 0, third = 0] = clicksOf(out);
    expect(second - first).toBeCloseTo(0.375, 4);
    expect(third - second).toBeCloseTo(0.375, 4);
    expect(Math.abs(out.left[toFrames(0.475)] ?? 0)).toBeLessThan(1);
  });

  it('goes on over the end of a loop', () => {
    expect(clicksOf(apply('delay', clickAt(1.4), true))[0]).toBeCloseTo(1.4 + 0.375 - 1.5, 3);
  });
});

it('reverse plays what sounds from its end', () => {
  const sound = clickAt(0.1);
  sound.left[toFrames(0.5)] = 0.5;
  expect(clicksOf(apply('reverse', sound, false))[1]).toBeCloseTo(0.4, 3);
});

it('a slide starts each beat under its pitch, and ends on it', () => {
  const sound = silence(toFrames(1));
  for (let i = 0; i < sound.left.length; i++) sound.left[i] = Math.sin((2 * Math.PI * 880 * i) / SAMPLE_RATE);
  const { left } = apply('slide', sound, true);
  const hz = (from: number, to: number) =>
    (brightness(left.subarray(toFrames(from), toFrames(to))) * SAMPLE_RATE) / 2;
  for (const beat of [0, 0.5]) {
    expect(hz(beat + 0.01, beat + 0.03)).toBeLessThan(760);
    expect(hz(beat + 0.35, beat + 0.45)).toBeGreaterThan(860);
  }
  const steps = left.map((x, i) => Math.abs(x - (left.at(i - 1) ?? 0)));
  expect(Math.max(...steps)).toBeLessThan(0.2);
});

it('a gate opens and closes each sixteenth', () => {
  const { left } = apply('gate', noise(1), false);
  const loudness = (from: number) =>
    left.subarray(toFrames(from), toFrames(from + 0.05)).reduce((sum, x) => sum + x * x, 0);
  expect(loudness(0.01)).toBeGreaterThan(20 * loudness(0.14));
  expect(loudness(0.26)).toBeGreaterThan(20 * loudness(0.39));
});

it('a sweep opens, and on a loop comes back to where it began', () => {
  const once = apply('sweep', noise(2), false).left;
  expect(brightness(once.subarray(toFrames(1.7)))).toBeGreaterThan(
    4 * brightness(once.subarray(0, toFrames(0.3))),
  );
  const round = apply('sweep', noise(2), true).left;
  const [head, middle, tail] = [
    round.subarray(0, 9000),
    round.subarray(40_000, 49_000),
    round.subarray(-9000),
  ];
  expect(brightness(middle)).toBeGreaterThan(4 * brightness(head));
  expect(brightness(middle)).toBeGreaterThan(4 * brightness(tail));
});

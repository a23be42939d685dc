import { describe, expect, it } from 'vitest';

import { mixDown, speakersOfLayout, speakersOfMask, vorbisSpeakers, type Speaker } from './speakers.ts';

/** Six channels of which only `speaker` sounds. */
const only = (speaker: Speaker, order: readonly Speaker[], level = 0.5) => ({
  channels: order.map((each) => new Float32Array([each === speaker ? level : 0])),
  sampleRate: 48_000,
});
const FIVE_ONE = speakersOfMask(0x3f, 6);
const mixed = (speaker: Speaker, order = FIVE_ONE) =>
  mixDown(only(speaker, order), order).channels.map((channel) => Math.round((channel[0] ?? 0) * 1000) / 1000);

describe('5.1 is mixed down', () => {
  it.each<[Speaker, number, number]>([
    ['L', 0.5, 0],
    ['R', 0, 0.5],
    ['C', 0.354, 0.354],
    ['LFE', 0, 0],
    ['Lb', 0.354, 0],
    ['Rb', 0, 0.354],
  ])('%s to %d left and %d right', (speaker, left, right) => {
    expect(mixed(speaker)).toEqual([left, right]);
  });

  it('by the order that the file names', () => {
    const vorbis = vorbisSpeakers(6);
    expect(mixed('C', vorbis)).toEqual([0.354, 0.354]);
    expect(mixed('R', vorbis)).toEqual([0, 0.5]);
    expect(mixed('C', speakersOfLayout((124 << 16) | 6, 6))).toEqual([0.354, 0.354]);
    expect(mixed('LFE', vorbis)).toEqual([0, 0]);
  });

  it('softer only where it would clip', () => {
    const loud = { channels: FIVE_ONE.map(() => new Float32Array([0.9, 0.1])), sampleRate: 48_000 };
    const [left] = mixDown(loud, FIVE_ONE).channels;
    expect(left?.[0]).toBeCloseTo(1, 6);
    expect(left?.[1]).toBeCloseTo(1 / 9, 6);
  });
});

it('7.1 keeps its sides, and a mask that names too few speakers is not believed', () => {
  const order = speakersOfMask(0x63f, 8);
  expect(order).toEqual(['L', 'R', 'C', 'LFE', 'Lb', 'Rb', 'Ls', 'Rs']);
  expect(mixed('Rs', order)).toEqual([0, 0.354]);
  expect(speakersOfMask(0x3, 6)).toEqual(['L', 'R', 'C', 'LFE', 'Ls', 'Rs']);
});

it('7.1.4 keeps its sides, too, and its LFE out', () => {
  const order = speakersOfMask(0x2d63f, 12);
  const sides = Array.from(order, (_, n) => {
    const one = {
      channels: order.map((_, at) => new Float32Array([at === n ? 0.5 : 0])),
      sampleRate: 48_000,
    };
    return mixDown(one, order).channels.map((channel) => Math.round((channel[0] ?? 0) * 1000) / 1000);
  });
  const [left, right] = [
    [0.354, 0],
    [0, 0.354],
  ];
  const pair = [left, right];
  expect(sides).toEqual([[0.5, 0], [0, 0.5], [0.354, 0.354], [0, 0], ...pair, ...pair, ...pair, ...pair]);
});

it('mono and stereo are left alone', () => {
  const pcm = { channels: [new Float32Array([2]), new Float32Array([1])], sampleRate: 44_100 };
  expect(mixDown(pcm)).toBe(pcm);
});

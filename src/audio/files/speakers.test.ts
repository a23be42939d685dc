import { describe, expect, it } from 'vitest';

import { mixDown, speakersOfLayout, speakersOfMask, VORBIS_IN_FIREFOX, type Speaker } from './speakers.ts';

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
    expect(mixed('C', VORBIS_IN_FIREFOX)).toEqual([0.354, 0.354]);
    expect(mixed('C', speakersOfLayout((124 << 16) | 6, 6))).toEqual([0.354, 0.354]);
    expect(mixed('LFE', VORBIS_IN_FIREFOX)).toEqual([0, 0]);
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

it('mono and stereo are left alone', () => {
  const pcm = { channels: [new Float32Array([2]), new Float32Array([1])], sampleRate: 44_100 };
  expect(mixDown(pcm)).toBe(pcm);
});

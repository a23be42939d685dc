import { expect, it } from 'vitest';

import { keyFacts, SOUND_KEYS } from '#shared/key/key-facts.ts';

import { pitchesOf } from './pitches.ts';

const rounded = (values: readonly number[] = []) => values.map((hz) => Math.round(hz * 10) / 10);

it('A minor is its natural scale from A3, on its own chord', () => {
  const { scaleHz, chordHz } = pitchesOf('Am') ?? {};
  expect(rounded(scaleHz)).toEqual([220, 246.9, 261.6, 293.7, 329.6, 349.2, 392, 440]);
  expect(rounded(chordHz)).toEqual([110, 220, 261.6, 329.6]);
});

it('every key stands on its tonic, between F3 and E4', () => {
  for (const key of SOUND_KEYS.slice(1)) {
    const [tonic = 0] = pitchesOf(key)?.scaleHz ?? [];
    const midi = 69 + 12 * Math.log2(tonic / 440);
    expect(Math.round(midi) % 12).toBe(keyFacts(key)?.pitchClass);
    expect(tonic).toBeGreaterThan(174);
    expect(tonic).toBeLessThan(330);
  }
});

it('Any has no pitch', () => {
  expect(pitchesOf('Any')).toBeNull();
});

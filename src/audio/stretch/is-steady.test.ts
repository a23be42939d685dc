import { expect, it } from 'vitest';

import {
  hat,
  kick,
  pad,
  place,
  pluck,
  rain,
  seeded,
  snare,
  wood,
  type Track,
} from '../../testing/test-sounds.ts';
import { isSteady } from './is-steady.ts';

const RATE = 44_100;
/** Alone at its very start, with nothing behind it, or later. */
function alone(sound: Track, at: number): Track {
  const track = new Float32Array(2 * RATE);
  place(track, sound, RATE, at, 0.8);
  return track;
}
const steady = (channel: Track) => isSteady({ channels: [channel], sampleRate: RATE });
const chord = (attack: number): Track => {
  const out = new Float32Array(2 * RATE);
  for (const hz of [220, 261.6, 329.6, 349.2]) place(out, pad(RATE, hz, 2, attack), RATE, 0, 0.3);
  return out;
};

it.each([0, 0.005, 0.02, 0.03, 0.5])('what is struck %d s into a sound is heard', (at) => {
  const struck = {
    kick: kick(RATE),
    snare: snare(RATE, seeded(1)),
    hat: hat(RATE, seeded(2)),
    wood: wood(RATE),
    pluck: pluck(RATE, 220, 1.5, seeded(3)),
    low: pluck(RATE, 82, 1.5, seeded(4)),
    open: hat(RATE, seeded(2), true),
  };
  expect(Object.entries(struck).map(([name, sound]) => [name, steady(alone(sound, at))])).toEqual(
    Object.keys(struck).map((name) => [name, false]),
  );
});

it('what only begins is not struck', () => {
  const sounds = {
    hard: pad(RATE, 220, 2, 0.001),
    chord: chord(0.001),
    cut: chord(0.4).slice(RATE / 2),
    rain: rain(2, RATE, seeded(5)),
  };
  expect(Object.entries(sounds).map(([name, sound]) => [name, steady(sound)])).toEqual(
    Object.keys(sounds).map((name) => [name, true]),
  );
});

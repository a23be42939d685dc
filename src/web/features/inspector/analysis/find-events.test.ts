import { describe, expect, it } from 'vitest';

import { BEDS, eventScene, scoreEvents, type EventName } from '../../../../testing/event-sounds.ts';
import { normalise, seeded, stereo, type Track } from '../../../../testing/test-sounds.ts';
import { measureBandLevels } from './band-levels.ts';
import { findEvents } from './find-events.ts';

const RATE = 44_100;
const found = (track: Track) =>
  findEvents(measureBandLevels(stereo(normalise(track), RATE))).map(({ seconds }) => seconds);

describe('the single events of a sound are found', () => {
  it.each<[EventName, keyof typeof BEDS | null, number]>([
    ['step', 'water', 12],
    ['step', 'water', 6],
    ['step', 'rain', 6],
    ['drip', 'water', 9],
    ['click', 'pink', 9],
    ['knock', 'wind', 6],
    ['metal', 'wind', 3],
    ['bell', 'rain', 6],
    ['step', null, 0],
    ['knock', null, 0],
  ])('%s in %s, %i dB above it', (event, bed, db) => {
    const { track, times } = eventScene(event, bed, db, 16, 3);
    const { precision, recall } = scoreEvents(found(track), times);
    expect({ precision, isFound: recall >= 0.9 }).toEqual({ precision: 1, isFound: true });
  });

  it('a gallop, whose hits ring into each other', () => {
    const track = new Float32Array(4 * RATE);
    const times = Array.from({ length: 24 }, (_, n) => 0.1 + 0.46 * Math.floor(n / 3) + 0.115 * (n % 3));
    const random = seeded(2);
    for (const time of times)
      for (let i = 0; i < 0.25 * RATE; i++)
        track[Math.round(time * RATE) + i]! += Math.exp((-12 * i) / RATE) * (random() - 0.5);
    const { precision, recall } = scoreEvents(found(track), times);
    expect({ precision, recall }).toEqual({ precision: 1, recall: 1 });
  });

  it.each(Object.keys(BEDS) as (keyof typeof BEDS)[])('and none in %s alone', (bed) => {
    expect(found(BEDS[bed](8, seeded(4))).length).toBeLessThanOrEqual(1);
  });

  it('and none in silence or in nothing', () => {
    expect(found(new Float32Array(RATE))).toEqual([]);
    expect(found(new Float32Array())).toEqual([]);
  });

  it.each([1, 5 + 331 / RATE])('and none in a tone of %f s, however abruptly it is cut', (seconds) => {
    const tone = Float32Array.from({ length: seconds * RATE }, (_, i) => 0.5 * Math.sin(i / 20));
    expect(found(tone)).toEqual([]);
  });

  it('and none where a sound breaks off, which hides no hit just behind it', () => {
    const track = new Float32Array(3 * RATE);
    const drum = (at: number, seconds: number) => {
      for (let i = 0; i < seconds * RATE; i++)
        track[at * RATE + i] = 0.8 * Math.exp((-6 * i) / RATE) * Math.sin((2 * Math.PI * 60 * i) / RATE);
    };
    drum(0.5, 0.35);
    drum(0.9, 0.4);
    drum(2, 0.31);
    const times = found(track);
    expect(times).toHaveLength(3);
    for (const [n, at] of [0.5, 0.9, 2].entries()) expect(Math.abs((times[n] ?? 0) - at)).toBeLessThan(0.02);
  });

  it('also the one on the first sample', () => {
    const { track } = eventScene('knock', null, 0, 4, 3);
    expect(found(track.slice(Math.round(0.6 * RATE)))).toHaveLength(4);
  });
});

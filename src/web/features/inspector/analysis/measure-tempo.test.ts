import { describe, expect, it } from 'vitest';

import { SURE } from '#shared/take/heard-bounds.ts';

import { drums, randomHits, type GrooveName } from '../../../../testing/test-music.ts';
import { normalise, rain, seeded, stereo } from '../../../../testing/test-sounds.ts';
import { measureBandLevels } from './band-levels.ts';
import { isSureTempo, measureTempo, type Tempo } from './measure-tempo.ts';
import { findOnsets, novelty } from './onsets.ts';

const RATE = 22050;

function tempoOf(track: Float32Array<ArrayBuffer>): Tempo {
  const levels = measureBandLevels(stereo(normalise(track), RATE));
  const curve = novelty(levels);
  const durationS = track.length / RATE;
  return measureTempo({ levels, novelty: curve, onsets: findOnsets(curve).length, durationS });
}
const curveOf = (track: Float32Array<ArrayBuffer>) => novelty(measureBandLevels(stereo(track, RATE)));
/** Half a beat of sound behind the last bar, so that no length tells the tempo. */
const openEnded = (track: Float32Array<ArrayBuffer>) =>
  Float32Array.from([...track, ...new Float32Array(RATE / 3)]);

describe('tempo', () => {
  it.each<[GrooveName, number]>([
    ['rock', 96],
    ['fourFloor', 122],
    ['shuffle', 104],
    ['breakbeat', 88],
    ['metronome', 133],
    ['waltz', 110],
  ])('of %s at %i BPM is heard to a tenth of a percent, or a factor of two', (groove, bpm) => {
    const tempo = tempoOf(drums({ groove, bpm, bars: 4, rate: RATE }));
    expect(tempo).toMatchObject({ kind: 'measured' });
    const octaves = Math.log2((tempo as { bpm: number }).bpm / bpm);
    expect(Math.abs(octaves - Math.round(octaves))).toBeLessThan(0.0015);
  });

  it.each([
    ['fourFloor', 125],
    ['fourFloor', 140],
  ] as const)('of %s at %i BPM is one number, to the last digit', (groove, bpm) => {
    const tempo = tempoOf(drums({ groove, bpm, bars: 4, rate: RATE }));
    expect(tempo).toMatchObject({ isOctaveSure: true, octaves: [expect.closeTo(bpm, 3)] });
    expect(isSureTempo(tempo)).toBe(true);
  });

  it.each([
    ['breakbeat', 174],
    ['rock', 62],
    ['halfTime', 140],
  ] as const)('of %s at %i BPM is offered in both octaves, and sure of neither', (groove, bpm) => {
    const tempo = tempoOf(drums({ groove, bpm, bars: 4, rate: RATE }));
    expect(isSureTempo(tempo)).toBe(false);
    expect(tempo).toMatchObject({ octaves: expect.arrayContaining([expect.closeTo(bpm, 1)]) as unknown });
  });

  it.each([96, 120, 133, 174])('of open-ended drums at %i BPM is told in whole BPM', (bpm) => {
    const tempo = tempoOf(openEnded(drums({ groove: 'rock', bpm, bars: 4, rate: RATE })));
    const heard = (tempo as { bpm: number }).bpm;
    expect([bpm / 2, bpm, bpm * 2]).toContain(heard);
  });

  it('of a sound that holds no whole beats is that of its hits', () => {
    const tempo = tempoOf(openEnded(drums({ groove: 'rock', bpm: 121.7, bars: 4, rate: RATE })));
    expect((tempo as { bpm: number }).bpm).toBeCloseTo(121.7, 1);
  });

  it('of a loop of one bar is that of its length, and never sure', () => {
    const tempo = tempoOf(drums({ groove: 'clave', bpm: 110, bars: 1, rate: RATE }));
    expect(isSureTempo(tempo)).toBe(false);
  });

  it.each([
    [100, 0.75, 2.1],
    [102, 0.75, 1.6],
    [119, 0.5, 1.6],
    [121, 0.75, 1.6],
  ])('of a piece of a break at %i BPM from %f s, %f s long, is not sure', (bpm, fromS, lengthS) => {
    const track = drums({ groove: 'breakbeat', bpm, bars: 4, rate: RATE });
    const tempo = tempoOf(track.slice(fromS * RATE, (fromS + lengthS) * RATE));
    // It repeats as well at three quarters of a beat.
    expect({ confidence: 0, ...tempo }.confidence).toBeLessThan(SURE);
  });

  it('is heard through rain and an unsteady hand', () => {
    const track = normalise(drums({ groove: 'rock', bpm: 92, bars: 4, jitterMs: 10, rate: RATE }), 1);
    const bed = normalise(rain(track.length / RATE, RATE, seeded(1)), 0.3);
    const tempo = tempoOf(track.map((x, i) => x + (bed[i] ?? 0)));
    expect(tempo).toMatchObject({ octaves: expect.arrayContaining([expect.closeTo(92, 0)]) as unknown });
  });

  it.each([1, 2, 3])('is never sure about hits without a pulse (%i)', (seed) => {
    const tempo = tempoOf(randomHits(8, 6 * seed, seed, RATE));
    expect({ confidence: 0, ...tempo }.confidence).toBeLessThan(SURE);
  });

  it.each([
    ['too-few-hits', rain(5, RATE, seeded(2))],
    ['silent', new Float32Array(3 * RATE)],
    ['no-pulse', randomHits(8, 20, 4, RATE)],
  ])('is not made up: %s', (reason, track) => {
    expect(tempoOf(track)).toEqual({ kind: 'cannot-tell', reason });
  });
});

describe('onsets', () => {
  it('are found once each, the one on the first sample too', () => {
    const onsets = findOnsets(curveOf(drums({ groove: 'metronome', bpm: 100, bars: 2, rate: RATE })));
    expect(onsets.map(({ seconds }) => Math.round(seconds * 10) / 10)).toEqual([
      0, 0.6, 1.2, 1.8, 2.4, 3, 3.6, 4.2,
    ]);
  });

  it('are none in a steady bed', () => {
    expect(findOnsets(curveOf(rain(5, RATE, seeded(3))))).toEqual([]);
  });
});

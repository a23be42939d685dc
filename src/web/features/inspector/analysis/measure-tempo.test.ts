import { describe, expect, it } from 'vitest';

import { drums, randomHits, type GrooveName } from '../../../../testing/test-music.ts';
import { normalise, rain, seeded, stereo } from '../../../../testing/test-sounds.ts';
import { measureTempo, SURE, type Tempo } from './measure-tempo.ts';
import { findOnsets, novelty } from './onsets.ts';

const RATE = 22050;

function tempoOf(track: Float32Array<ArrayBuffer>): Tempo {
  const curve = novelty(stereo(normalise(track), RATE));
  return measureTempo(curve, findOnsets(curve).length);
}

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

  it('is heard through rain and an unsteady hand', () => {
    const track = normalise(drums({ groove: 'rock', bpm: 92, bars: 4, jitterMs: 10, rate: RATE }), 1);
    const bed = normalise(rain(track.length / RATE, RATE, seeded(1)), 0.3);
    const tempo = tempoOf(track.map((x, i) => x + (bed[i] ?? 0)));
    expect((tempo as { bpm: number }).bpm).toBeCloseTo(92, 0);
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
    const onsets = findOnsets(
      novelty(stereo(drums({ groove: 'metronome', bpm: 100, bars: 2, rate: RATE }), RATE)),
    );
    expect(onsets.map(({ seconds }) => Math.round(seconds * 10) / 10)).toEqual([
      0, 0.6, 1.2, 1.8, 2.4, 3, 3.6, 4.2,
    ]);
  });

  it('are none in a steady bed', () => {
    expect(findOnsets(novelty(stereo(rain(5, RATE, seeded(3)), RATE)))).toEqual([]);
  });
});

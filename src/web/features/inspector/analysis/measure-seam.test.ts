import { describe, expect, it } from 'vitest';

import { drums } from '../../../../testing/test-music.ts';
import { pad, normalise, rain, seeded, stereo, type Track } from '../../../../testing/test-sounds.ts';
import { measureSeam } from './measure-seam.ts';

const RATE = 44100;
const seamOf = (track: Track) => measureSeam(stereo(track, RATE));
const steady = (hz: number, seconds: number): Track =>
  Float32Array.from(
    { length: Math.round(seconds * RATE) },
    (_, i) => 0.3 * Math.sin((2 * Math.PI * hz * i) / RATE),
  );

/** A bed whose end runs into its start, by folding one second of it over. */
function endless(track: Track): Track {
  const fold = RATE;
  const out = track.slice(0, track.length - fold);
  for (let i = 0; i < fold; i++) {
    const t = ((i / fold) * Math.PI) / 2;
    out[i] = (track[i] ?? 0) * Math.sin(t) + (track[out.length + i] ?? 0) * Math.cos(t);
  }
  return out;
}

describe('seam', () => {
  it.each([
    ['a tone of whole cycles', steady(220, 2)],
    ['drums that begin on the first sample', drums({ groove: 'rock', bpm: 100, bars: 2 })],
    ['rain folded into itself', normalise(endless(rain(5, RATE, seeded(1))))],
  ])('of %s is clean', (_, track) => {
    expect(seamOf(track)).toMatchObject({ kind: 'clean', flaws: [] });
  });

  it('of a tone cut at its crest clicks', () => {
    expect(seamOf(steady(220, 2 + 1 / 880))).toMatchObject({ kind: 'click' });
  });

  it('of a tone that turns round at zero has a kink', () => {
    expect(seamOf(steady(220, 2 + 1 / 440))).toMatchObject({ kind: 'audible', flaws: ['kink'] });
  });

  it('of rain with silent edges has a gap', () => {
    const track = normalise(rain(3, RATE, seeded(2))).map((x, i, all) =>
      i < 1105 || i > all.length - 900 ? 0 : x,
    );
    expect(seamOf(track)).toMatchObject({ flaws: expect.arrayContaining(['gap']) as unknown });
  });

  it('of a swell is heard as something cut off', () => {
    const swell = normalise(pad(RATE, 110, 3)).map((x, i, all) => (x * i) / all.length);
    expect(seamOf(swell.slice(0, -RATE / 5))).toMatchObject({
      flaws: expect.arrayContaining(['cut']) as unknown,
    });
  });

  it.each([
    ['too-short', steady(220, 0.1)],
    ['silent', new Float32Array(RATE)],
  ])('is not judged: %s', (reason, track) => {
    expect(seamOf(track)).toEqual({ kind: 'cannot-tell', reason });
  });
});

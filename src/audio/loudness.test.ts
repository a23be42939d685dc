import { describe, expect, it } from 'vitest';

import { measureLoudness } from './loudness.ts';
import type { Pcm } from './pcm.ts';
import { measureTruePeak } from './true-peak.ts';

const sine = (hz: number, db: number, rate: number, seconds = 2, phase = 0, channels = 1): Pcm => {
  const one = Float32Array.from(
    { length: seconds * rate },
    (_, i) => 10 ** (db / 20) * Math.sin((2 * Math.PI * hz * i) / rate + phase),
  );
  return { channels: Array.from({ length: channels }, () => one), sampleRate: rate };
};
const lufsOf = (pcm: Pcm) => (measureLoudness(pcm) as { lufs: number }).lufs;

describe('loudness', () => {
  // BS.1770-4 and EBU Tech 3341: 1 kHz in both channels reads its own level; in one channel 3 dB less.
  it.each([44100, 48000, 96000, 22050])(
    'of a 1 kHz tone at -23 dBFS in both channels is -23 LUFS at %i Hz',
    (rate) => {
      expect(lufsOf(sine(1000, -23, rate, 2, 0, 2))).toBeCloseTo(-23, 1);
    },
  );

  it('of one channel is 3 dB less', () => {
    expect(lufsOf(sine(997, -20, 48000))).toBeCloseTo(-23.01, 1);
  });

  it('leaves pauses out, as Tech 3341 case 3 wants', () => {
    const loud = sine(1000, -23, 8000, 24).channels[0] ?? new Float32Array();
    const all = loud.map((x, i) => (i < 3 * 8000 || i >= 21 * 8000 ? x * 10 ** (-13 / 20) : x));
    expect(lufsOf({ channels: [all, all], sampleRate: 8000 })).toBeCloseTo(-23, 1);
  });

  it.each([
    ['too-short', sine(1000, -10, 44100, 0.3)],
    ['silent', sine(1000, -90, 44100)],
  ])('is not made up: %s', (reason, pcm) => {
    expect(measureLoudness(pcm)).toEqual({ kind: 'cannot-tell', reason });
  });
});

describe('true peak', () => {
  it('is found between the samples', () => {
    const pcm = sine(11025, -6, 44100, 1, Math.PI / 4);
    const faded = {
      ...pcm,
      channels: pcm.channels.map((all) => all.map((x, i) => x * Math.sin((Math.PI * i) / all.length))),
    };
    expect(measureTruePeak(faded)).toBeCloseTo(-6, 1);
  });

  it('of silence is no number', () => {
    expect(measureTruePeak(sine(100, -Infinity, 44100))).toBe(-Infinity);
  });
});

it.each([1000, 2000, 3300, 4000, 8000])('a sound of %i Hz has a loudness, too', (sampleRate) => {
  const tone = Float32Array.from(
    { length: 4 * sampleRate },
    (_, i) => 0.5 * Math.sin((2 * Math.PI * 150 * i) / sampleRate),
  );
  const loudness = measureLoudness({ channels: [tone], sampleRate });
  expect(loudness).toMatchObject({ kind: 'measured' });
  expect(Math.abs((loudness.kind === 'measured' ? loudness.lufs : 0) + 9.9)).toBeLessThan(2);
});

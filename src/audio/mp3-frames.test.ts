import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { MPEGDecoder } from 'mpg123-decoder';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEncoder } from 'wasm-media-encoders';

import { normalise, pad, rain, seeded, stereo } from '../testing/test-sounds.ts';
import { findGapless, readMp3, trimGapless, type Mp3Facts } from './mp3-frames.ts';
import { lengthOf, slice, type Pcm, type Samples } from './pcm.ts';

const RATE = 44100;
const FRAME = 1152;
const DELAY = 576;
const sound = stereo(normalise(rain(2, RATE, seeded(1)), 0.5), RATE);
let bare: Uint8Array<ArrayBuffer>;
let tagged: Uint8Array<ArrayBuffer>;
let tag: { delay: number; padding: number };

async function decode(bytes: Uint8Array, enableGapless: boolean): Promise<Pcm> {
  const decoder = new MPEGDecoder({ enableGapless });
  await decoder.ready;
  const { channelData, sampleRate } = decoder.decode(bytes);
  return { channels: channelData as Samples[], sampleRate };
}

/** An Info frame as LAME writes it: the header of the first frame, then the counts, then delay and padding. */
function infoFrame(
  first: Uint8Array,
  frames: number,
  delay: number,
  padding: number,
): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(626);
  frame.set(first.subarray(0, 4));
  const view = new DataView(frame.buffer);
  frame.set(new TextEncoder().encode('Info'), 36);
  view.setUint32(40, 1);
  view.setUint32(44, frames);
  frame.set(new TextEncoder().encode('LAME3.100'), 48);
  const packed = (delay << 12) | padding;
  frame.set([packed >> 16, (packed >> 8) & 0xff, packed & 0xff], 69);
  return frame;
}

beforeAll(async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('wasm-media-encoders/wasm/mp3'));
  const encoder = await createEncoder('audio/mpeg', await WebAssembly.compile(wasm));
  encoder.configure({ channels: 2, sampleRate: RATE, bitrate: 192 });
  bare = Uint8Array.from([...encoder.encode(sound.channels), ...encoder.finalize()]);
  const frames = Math.round(lengthOf(await decode(bare, false)) / FRAME);
  tag = { delay: DELAY, padding: frames * FRAME - lengthOf(sound) - DELAY };
  const info = infoFrame(bare, frames, tag.delay, tag.padding);
  tagged = Uint8Array.from([...info, ...bare]);
});

describe('an MP3', () => {
  it('tells its rate and, by its tag, its frames, delay and padding', () => {
    expect(readMp3(tagged)).toMatchObject({ sampleRate: RATE, samplesPerFrame: FRAME, gapless: tag });
    expect(readMp3(bare)).toEqual({ sampleRate: RATE, samplesPerFrame: FRAME, frames: null, gapless: null });
  });

  it('is read behind an ID3 tag', () => {
    const id3 = Uint8Array.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 1, 2, ...new Uint8Array(130)]);
    expect(readMp3(Uint8Array.from([...id3, ...tagged]))).toMatchObject({ gapless: tag });
  });

  it.each([
    ['a WAV', new TextEncoder().encode(`RIFF0000WAVEfmt ${'0'.repeat(200)}`)],
    ['nothing', new Uint8Array()],
    ['two bytes', Uint8Array.from([0xff, 0xfb])],
  ])('is not seen in %s', (_, bytes) => {
    expect(readMp3(bytes)).toBeNull();
  });

  it('decoded raw is trimmed to the sample, at the right place', async () => {
    const raw = await decode(tagged, false);
    const trimmed = trimGapless(raw, findGapless(raw, readMp3(tagged)));
    expect(lengthOf(trimmed)).toBe(lengthOf(sound));
    expect(likeness(trimmed, sound)).toBeGreaterThan(0.95);
  });

  it('trimmed by its decoder is left alone', async () => {
    const trimmed = await decode(tagged, true);
    expect(findGapless(trimmed, readMp3(tagged))).toEqual({ start: 0, end: lengthOf(sound), by: 'decoder' });
  });

  it('resampled by its decoder is trimmed at the new rate', () => {
    const facts: Mp3Facts = {
      sampleRate: 44100,
      samplesPerFrame: FRAME,
      frames: 100,
      gapless: { delay: 576, padding: 1000 },
    };
    const decoded = Math.round((100 * FRAME * 48000) / 44100);
    const pcm: Pcm = { channels: [new Float32Array(decoded)], sampleRate: 48000 };
    const { start, end, by } = findGapless(pcm, facts);
    expect({ start, length: end - start, by }).toEqual({
      start: Math.round((1105 * 48000) / 44100),
      length: Math.round((113_624 * 48000) / 44100),
      by: 'tag',
    });
  });

  it('without a tag loses the silence the encoder left', () => {
    const inner = stereo(normalise(pad(RATE, 220, 1, 0.001)), RATE);
    const padded = Float32Array.from([
      ...new Float32Array(1105),
      ...(inner.channels[0] ?? []),
      ...new Float32Array(900),
    ]);
    const pcm = stereo(padded, RATE);
    const facts: Mp3Facts = { sampleRate: RATE, samplesPerFrame: FRAME, frames: null, gapless: null };
    const { start, end, by } = findGapless(pcm, facts);
    expect(by).toBe('silence');
    expect(Math.abs(start - 1105)).toBeLessThan(5);
    expect(Math.abs(lengthOf(pcm) - end - 900)).toBeLessThan(60);
  });

  it('whose sound begins softly keeps its beginning', () => {
    const quiet = new Float32Array(RATE).fill(0.3, RATE / 2);
    expect(
      findGapless(stereo(quiet, RATE), {
        sampleRate: RATE,
        samplesPerFrame: FRAME,
        frames: null,
        gapless: null,
      }),
    ).toEqual({
      start: 0,
      end: RATE,
      by: 'none',
    });
  });
});

/** Correlation of two sounds in the middle, 1 for the same. */
function likeness(a: Pcm, b: Pcm): number {
  const [x, y] = [a, b].map((pcm) => slice(pcm, 20000, 60000).channels[0] ?? new Float32Array());
  if (!x || !y) return 0;
  const dot = (p: Samples, q: Samples) => p.reduce((sum, value, i) => sum + value * (q[i] ?? 0), 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}

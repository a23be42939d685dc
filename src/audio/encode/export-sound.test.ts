import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { MPEGDecoder } from 'mpg123-decoder';
import { expect, it } from 'vitest';

import { readFlac } from '../../testing/detectors/read-flac.ts';
import { fm, normalise, stereo } from '../../testing/test-sounds.ts';
import { readId3Tags } from '../files/id3-tags.ts';
import { readWav } from '../files/read-wav.ts';
import { readFlacTags, readOggTags } from '../files/text-tags.ts';
import { lengthOf, type Pcm } from '../pcm.ts';
import { exportSound, type ExportOptions } from './export-sound.ts';
import { toIntegers } from './integers.ts';
import type { SoundTags } from './sound-tags.ts';

const RATE = 44_100;
const sound = stereo(normalise(fm(RATE, 220, 2.3), 0.9), RATE, 3);
const LENGTH = lengthOf(sound);
const tags: SoundTags = {
  loop: { start: 0, end: LENGTH },
  bpm: 128,
  beats: 4,
  rootNote: 66,
  key: 'F#m',
  title: 'Söft räin 雨',
  comment: 'one\ntwo',
  taskId: 'a1b2c3d4',
};
const wasm = (name: 'mp3' | 'ogg') => async () =>
  new WebAssembly.Module(
    readFileSync(createRequire(import.meta.url).resolve(`wasm-media-encoders/wasm/${name}`)),
  );
const write = (change: Partial<ExportOptions> & Pick<ExportOptions, 'format'>, pcm: Pcm = sound) =>
  exportSound(
    pcm,
    tags,
    'rain',
    { rate: null, mono: false, hasTags: true, isLoop: true, ...change },
    { mp3: wasm('mp3'), ogg: wasm('ogg') },
  );

it('FLAC holds every sample, as an independent decoder reads it, with its tags', async () => {
  const { name, bytes } = await write({ format: 'flac' });
  expect(name).toBe('rain.flac');
  const { channels, rate, bits, md5 } = readFlac(bytes);
  expect([rate, bits]).toEqual([RATE, 24]);
  expect(channels).toEqual(sound.channels.map((channel) => toIntegers(channel, 24)));
  expect(md5.some((byte) => byte !== 0)).toBe(true);
  expect(readFlacTags(bytes)).toMatchObject({
    bpm: 128,
    key: 'F#m',
    loop: tags.loop,
    texts: { INAM: tags.title },
  });
  // Smaller than a WAV of the same.
  expect(bytes.length).toBeLessThan(0.9 * LENGTH * 6);
});

it('FLAC holds what predictors find hard: silence, noise, full scale, one sample', async () => {
  const hard = [
    new Float32Array(5000),
    Float32Array.from({ length: 9001 }, (_, i) => Math.sin(i * i * 12.9898) % 1),
    Float32Array.from({ length: 4097 }, (_, i) => (i % 2 === 0 ? 1 : -1)),
    Float32Array.of(0.5),
  ];
  for (const channel of hard) {
    const { bytes } = await write({ format: 'flac' }, { channels: [channel], sampleRate: 96_000 });
    expect(readFlac(bytes)).toMatchObject({ rate: 96_000, channels: [toIntegers(channel, 24)] });
  }
});

it('a 32-bit float WAV keeps what is over full scale', async () => {
  const loud = { sampleRate: 48_000, channels: [Float32Array.of(0, 1.5, -2)] };
  const { pcm } = readWav((await write({ format: 'wav32f' }, loud)).bytes);
  expect(pcm).toEqual(loud);
});

it('MP3 gives the loop to the sample, in both its rates, stereo and mono, with its tags', async () => {
  for (const [rate, mono] of [
    [null, false],
    [48_000, true],
  ] as const) {
    const { bytes } = await write({ format: 'mp3', rate, mono });
    const decoder = new MPEGDecoder();
    await decoder.ready;
    const { channelData, sampleRate } = decoder.decode(bytes);
    decoder.free();
    expect(sampleRate).toBe(rate ?? RATE);
    expect(channelData[0]?.length).toBe(Math.round((LENGTH * (rate ?? RATE)) / RATE));
    expect(readId3Tags(bytes)).toMatchObject({ bpm: 128, key: 'F#m', texts: { INAM: tags.title } });
  }
});

it('Ogg Vorbis carries its tags', async () => {
  const { bytes, type } = await write({ format: 'ogg' });
  expect(type).toBe('audio/ogg');
  expect(readOggTags(bytes)).toMatchObject({
    bpm: 128,
    key: 'F#m',
    loop: tags.loop,
    texts: { INAM: tags.title },
  });
});

it.each([1, 2000, 20_000])(
  'Ogg Vorbis of %i samples says where it begins and where it ends',
  async (length) => {
    const short = { channels: [new Float32Array(length).fill(0.1)], sampleRate: RATE };
    const { bytes } = await exportSound(
      short,
      tags,
      'short',
      { format: 'ogg', rate: null, mono: false, hasTags: false, isLoop: false },
      { mp3: wasm('mp3'), ogg: wasm('ogg') },
    );
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const starts = [...new TextDecoder('latin1').decode(bytes).matchAll(/OggS/g)].map(({ index }) => index);
    const positions = starts.map((at) => Number(view.getBigInt64(at + 6, true)));
    expect(positions.slice(-2)).toEqual([0, length]);
    expect(starts.map((at) => view.getUint8(at + 5) & 4)).toEqual([...starts.slice(1).map(() => 0), 4]);
    expect(starts.map((at) => view.getUint32(at + 18, true))).toEqual(starts.map((_, n) => n));
  },
);

it('at another rate, loop points stand where they stood in time', async () => {
  const { bytes } = await write({ format: 'wav24', rate: 48_000 });
  const { pcm, facts } = readWav(bytes);
  const length = Math.round((LENGTH * 48_000) / RATE);
  expect([pcm.sampleRate, lengthOf(pcm)]).toEqual([48_000, length]);
  expect(facts).toMatchObject({ loop: { start: 0, end: length }, bpm: 128, beats: 4 });
});

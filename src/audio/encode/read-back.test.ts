import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { MPEGDecoder } from 'mpg123-decoder';
import { describe, expect, it } from 'vitest';

import {
  readFlacComments,
  readId3Frames,
  readOggVorbis,
  readWavTags,
} from '../../testing/detectors/read-file-tags.ts';
import { readFlac } from '../../testing/detectors/read-flac.ts';
import { fm, normalise, stereo } from '../../testing/test-sounds.ts';
import { withChapters } from '../files/file-facts.ts';
import { readId3Tags } from '../files/id3-tags.ts';
import { readFlacTags, readOggTags } from '../files/text-tags.ts';
import type { ExportFormat } from './export-formats.ts';
import { exportSound, type ExportOptions } from './export-sound.ts';
import type { SoundTags } from './sound-tags.ts';

const RATE = 44_100;
/** A prime number of samples: no frame of any codec ends with it. */
const LENGTH = 50_021;
const sound = stereo(normalise(fm(RATE, 220, 2), 0.9).subarray(0, LENGTH), RATE, 3);
const tags: SoundTags = {
  loop: { start: 0, end: LENGTH },
  bpm: 105.8,
  beats: 2,
  rootNote: 66,
  key: 'F#m',
  title: 'Söft räin 雨',
  comment: 'heavy 🌧',
  taskId: 'a1b2c3d4',
  texts: { IART: 'Zoë', IGNR: 'Ambient', ICRD: '2021-04-05', ICOP: '© Zoë' },
};
const wasm = (name: 'mp3' | 'ogg') => async () =>
  new WebAssembly.Module(
    readFileSync(createRequire(import.meta.url).resolve(`wasm-media-encoders/wasm/${name}`)),
  );

async function write(format: ExportFormat, change: Partial<ExportOptions> = {}, said = tags) {
  const options = { format, rate: null, mono: false, hasTags: true, isLoop: true, ...change };
  const { bytes } = await exportSound(sound, said, 'rain', options, { mp3: wasm('mp3'), ogg: wasm('ogg') });
  return bytes;
}

/** Rates and channels that are asked for, and the samples that make the same time. */
const SHAPES = [
  { rate: null, mono: false, at: RATE, frames: LENGTH },
  { rate: 48_000, mono: false, at: 48_000, frames: 54_445 },
  { rate: null, mono: true, at: RATE, frames: LENGTH },
];

async function mp3Samples(bytes: Uint8Array) {
  const decoder = new MPEGDecoder();
  await decoder.ready;
  const { channelData, sampleRate } = decoder.decode(bytes);
  decoder.free();
  return { frames: channelData[0]?.length, rate: sampleRate };
}

const COUNTS: Record<ExportFormat, (bytes: Uint8Array) => unknown> = {
  wav16: readWavTags,
  wav24: readWavTags,
  wav32f: readWavTags,
  flac: (bytes) => {
    const { channels, rate } = readFlac(bytes);
    return { frames: channels[0]?.length, rate };
  },
  ogg: readOggVorbis,
  mp3: mp3Samples,
};

describe.each(Object.entries(COUNTS) as [ExportFormat, (bytes: Uint8Array) => unknown][])(
  'a loop as %s, read by a reader of its own',
  (format, read) => {
    it.each(SHAPES)('has every sample at $rate, mono $mono', async ({ rate, mono, at, frames }) => {
      expect(await read(await write(format, { rate, mono }))).toMatchObject({ rate: at, frames });
    });
  },
);

describe('its tags', () => {
  it.each([
    ['wav16', 16, false],
    ['wav24', 24, false],
    ['wav32f', 32, true],
  ] as const)('in %s: loop points, root, beats, tempo, texts', async (format, bits, isFloat) => {
    const read = readWavTags(await write(format));
    expect(read).toMatchObject({ bits, isFloat, root: 66, loops: [[0, LENGTH - 1]] });
    expect(read.acid).toEqual({ isOneShot: false, root: 66, beats: 2, bpm: Math.fround(105.8) });
    const texts = ['INAM', 'ICMT', 'IART', 'IGNR', 'ISRC'].map(read.text);
    expect(texts).toEqual(['Söft räin 雨', 'heavy 🌧', 'Zoë', 'Ambient', 'a1b2c3d4']);
  });

  const comments = {
    TITLE: 'Söft räin 雨',
    ARTIST: 'Zoë',
    GENRE: 'Ambient',
    DATE: '2021-04-05',
    COPYRIGHT: '© Zoë',
    BPM: '105.8',
    INITIALKEY: 'F#m',
    LOOPSTART: '0',
    LOOPLENGTH: String(LENGTH),
    TASKID: 'a1b2c3d4',
    COMMENT: 'heavy 🌧',
  };

  it('in FLAC', async () => {
    expect(readFlacComments(await write('flac'))).toEqual(comments);
  });

  it('in Ogg Vorbis, also where a comment fills pages', async () => {
    expect(readOggVorbis(await write('ogg')).fields).toEqual(comments);
    const comment = '雨 '.repeat(40_000);
    const long = readOggVorbis(await write('ogg', {}, { ...tags, comment }));
    expect(long).toMatchObject({ frames: LENGTH, fields: { ...comments, COMMENT: comment } });
  });

  it('in MP3', async () => {
    expect(readId3Frames(await write('mp3'))).toMatchObject({
      TIT2: 'Söft räin 雨',
      TPE1: 'Zoë',
      TCON: 'Ambient',
      TYER: '2021',
      TCOP: '© Zoë',
      TBPM: '105.8',
      TKEY: 'F#m',
      COMM: 'heavy 🌧',
      taskId: 'a1b2c3d4',
      LOOPSTART: '0',
      LOOPLENGTH: String(LENGTH),
    });
  });

  it('of a sound that does not loop say so', async () => {
    const said = { ...tags, loop: null, beats: null, rootNote: null, bpm: null, key: null };
    const wav = readWavTags(await write('wav24', { isLoop: false }, said));
    expect([wav.loops, wav.acid?.isOneShot]).toEqual([[], true]);
    expect(Object.keys(readFlacComments(await write('flac', { isLoop: false }, said)))).not.toContain(
      'LOOPSTART',
    );
  });

  it('are left out when nobody wants them', async () => {
    const wav = readWavTags(await write('wav24', { hasTags: false }));
    expect([wav.loops, wav.acid, wav.text('INAM')]).toEqual([[], undefined, undefined]);
    expect(readFlacComments(await write('flac', { hasTags: false }))).toEqual({});
  });
});

describe('its markers', () => {
  const markers = [
    { at: 0, name: 'intro' },
    { at: 11_025, name: 'Söft 雨', length: 4410 },
    { at: 30_000, name: '' },
  ];
  const said = { ...tags, markers };

  it('are chapters to the millisecond in FLAC and Ogg, parts with their ends', async () => {
    const fields = [
      ['CHAPTER001', '00:00:00.000'],
      ['CHAPTER001NAME', 'intro'],
      ['CHAPTER002', '00:00:00.250'],
      ['CHAPTER002NAME', 'Söft 雨'],
      ['CHAPTER003', '00:00:00.680'],
    ];
    const flac = await write('flac', {}, said);
    expect(Object.entries(readFlacComments(flac))).toEqual(expect.arrayContaining(fields));
    const asRead = [
      { at: 0, name: 'intro' },
      { at: 11_025, name: 'Söft 雨', length: 4410 },
      { at: 29_988, name: '' },
    ];
    expect(withChapters(readFlacTags(flac), sound).markers).toEqual(asRead);
    const ogg = withChapters(readOggTags(await write('ogg', { rate: 48_000 }, said)), sound);
    expect(ogg.markers).toEqual(asRead);
  });

  it('are chapters in MP3, parts with their ends', async () => {
    const mp3 = withChapters(readId3Tags(await write('mp3', {}, said)), sound);
    expect(mp3.markers).toEqual([
      { at: 0, name: 'intro' },
      { at: 11_025, name: 'Söft 雨', length: 4410 },
      { at: 29_988, name: '' },
    ]);
    expect(mp3.texts['INAM']).toBe(tags.title);
  });
});

import { describe, expect, it } from 'vitest';

import {
  aiff,
  bytes,
  caf,
  cafChunk,
  chunk,
  float,
  id3,
  id3Frame,
  int,
  nibbles,
  signed,
} from '../../testing/sound-file-fixtures.ts';
import { FileError } from './file-error.ts';
import { readAiff } from './read-aiff.ts';
import { readCaf } from './read-caf.ts';

const ramp = Float32Array.from({ length: 101 }, (_, i) => (i - 50) / 64);
const flipped = ramp.map((x) => 0 - x);
const both = [ramp, flipped];
const unsigned = (x: number) => [Math.round(x * 128) + 128];
const exact = { channels: both, sampleRate: 44100 };

describe('an AIFF is read to the sample', () => {
  it.each([
    ['8 bits', aiff({ channels: both, bits: 8, write: signed(1) })],
    ['16 bits', aiff({ channels: both, bits: 16, write: signed(2) })],
    ['24 bits', aiff({ channels: both, bits: 24, write: signed(3) })],
    ['20 bits in 24', aiff({ channels: both, bits: 20, write: signed(3) })],
    ['32 bits', aiff({ channels: both, bits: 32, write: signed(4) })],
    ['16 bits, sowt', aiff({ channels: both, bits: 16, type: 'sowt', write: signed(2, true) })],
    ['24 bits, sowt', aiff({ channels: both, bits: 24, type: 'sowt', write: signed(3, true) })],
    ['32 bits of float', aiff({ channels: both, bits: 32, type: 'fl32', write: (x) => float(x, 4) })],
    ['64 bits of float', aiff({ channels: both, bits: 64, type: 'FL64', write: (x) => float(x, 8) })],
    ['unsigned 8 bits', aiff({ channels: both, bits: 8, type: 'raw ', write: unsigned })],
  ])('of %s', (_, file) => {
    expect(readAiff(file).pcm).toEqual(exact);
  });

  it.each([8000, 44100, 96000, 192000])('at %i Hz', (rate) => {
    expect(readAiff(aiff({ channels: both, rate, bits: 16, write: signed(2) })).pcm.sampleRate).toBe(rate);
  });

  it('of Apple’s IMA ADPCM', () => {
    const packet = bytes(int(128, 2), nibbles([4, 12, ...Array.from({ length: 62 }, () => 0)], true));
    const file = aiff({ channels: [packet], bits: 16, type: 'ima4', write: (x) => [x] });
    const samples = readAiff(file).pcm.channels[0];
    expect(samples).toHaveLength(64);
    expect(Array.from(samples?.subarray(0, 2) ?? [], (x) => x * 32768)).toEqual([135, 125]);
  });

  const marks = bytes(int(2, 2), int(1, 2), int(10, 4), [4], 'loop', [0], int(2, 2), int(90, 4), [3], 'end');

  it('with its loop, its root and its name', () => {
    const inst = bytes([57, 246, 48, 71, 1, 127, 0, 3], int(1, 2), int(1, 2), int(2, 2), int(0, 6));
    const more = [chunk('MARK', marks), chunk('INST', inst), chunk('NAME', bytes('Rain'))];
    const tag = chunk('ID3 ', id3(id3Frame('TIT2', 'Not this'), id3Frame('TBPM', '92.5')));
    expect(
      readAiff(aiff({ channels: both, bits: 16, write: signed(2), more: [...more, tag] })).facts,
    ).toMatchObject({
      loop: { start: 10, end: 90 },
      loopKind: 0,
      rootNote: 57,
      zone: { fineTune: -10, gain: 3, keys: [48, 71], velocities: [1, 127] },
      bpm: 92.5,
      texts: { INAM: 'Rain' },
    });
  });

  it.each([
    [0, 0, { loop: null, loopKind: null, furtherLoops: [] }],
    [2, 0, { loop: { start: 10, end: 90 }, loopKind: 1, furtherLoops: [] }],
    [2, 1, { loop: { start: 10, end: 90 }, loopKind: 1, furtherLoops: [{ start: 10, end: 90, kind: 0 }] }],
  ])('with loops that run as it says: %i, released %i', (mode, released, facts) => {
    const [held, after] = [mode, released].map((each) => bytes(int(each, 2), int(1, 2), int(2, 2)));
    const inst = bytes([57, 0, 0, 127, 1, 127, 0, 0], held ?? [], after ?? []);
    const more = [chunk('MARK', marks), chunk('INST', inst)];
    expect(readAiff(aiff({ channels: both, bits: 16, write: signed(2), more })).facts).toMatchObject(facts);
  });

  it.each([
    [
      'a loop in a key',
      [int(1, 4), int(2, 4), int(57, 2), int(1, 2), int(3, 2), int(4, 2), int(2, 2)],
      { isLoop: true, beats: 2, bpm: 120, metre: [3, 4], key: 'Am' },
    ],
    [
      'drums',
      [int(1, 4), int(4, 4), int(48, 2), int(3, 2), int(4, 2), int(4, 2), int(2, 2)],
      { isLoop: true, beats: 4, bpm: 240, metre: [4, 4], key: null },
    ],
    [
      'a one-shot',
      [int(1, 4), int(0, 4), int(0, 2), int(0, 2), int(4, 2), int(4, 2), int(1, 2)],
      { isLoop: false, beats: null, bpm: null, key: null },
    ],
  ])("as Logic's own loops are told: %s", (_, basc, facts) => {
    const second = [new Float32Array(44_100)];
    const file = aiff({
      channels: second,
      bits: 16,
      write: signed(2),
      more: [chunk('basc', bytes(...basc))],
    });
    expect(readAiff(file).facts).toMatchObject(facts);
  });

  it('or says what it holds', () => {
    const file = aiff({ channels: both, bits: 16, type: 'MAC6', write: signed(2) });
    expect(() => readAiff(file)).toThrow('AIFF-C MAC6');
    expect(() => readAiff(bytes('FORM', int(4, 4), 'AIFF'))).toThrow(FileError);
  });
});

describe('a CAF is read to the sample', () => {
  it.each([
    ['16 bits', caf({ channels: both, sampleBytes: 2, write: signed(2) })],
    ['16 bits, little endian', caf({ channels: both, sampleBytes: 2, flags: 2, write: signed(2, true) })],
    ['24 bits, little endian', caf({ channels: both, sampleBytes: 3, flags: 2, write: signed(3, true) })],
    ['32 bits of float', caf({ channels: both, sampleBytes: 4, flags: 1, write: (x) => float(x, 4) })],
    ['64 bits of float', caf({ channels: both, sampleBytes: 8, flags: 3, write: (x) => float(x, 8, true) })],
  ])('of %s', (_, file) => {
    expect(readCaf(file).pcm).toEqual(exact);
  });

  it('with its tempo, its key and its title', () => {
    const info = bytes(int(3, 4), 'tempo\0', '96.5\0', 'key signature\0', 'Am\0', 'title\0', 'Rain\0');
    const file = caf({ channels: both, sampleBytes: 2, write: signed(2), more: [cafChunk('info', info)] });
    expect(readCaf(file).facts).toMatchObject({ bpm: 96.5, key: 'Am', texts: { INAM: 'Rain' } });
  });

  it('with the note and keys it is for', () => {
    const inst = bytes(float(57.25, 4), [48, 71, 1, 127], float(-3, 4), int(0, 12));
    const file = caf({ channels: both, sampleBytes: 2, write: signed(2), more: [cafChunk('inst', inst)] });
    expect(readCaf(file).facts).toMatchObject({
      rootNote: 57,
      zone: { fineTune: -25, gain: -3, keys: [48, 71], velocities: [1, 127] },
    });
  });

  it('with beats, tempo, metre and key of an Apple Loop', () => {
    const uuid = [
      0x29, 0x81, 0x92, 0x73, 0xb5, 0xbf, 0x4a, 0xef, 0xb7, 0x8d, 0x62, 0xd1, 0xef, 0x90, 0xbb, 0x2c,
    ];
    const transients = [
      0x03, 0x52, 0x81, 0x1b, 0x9d, 0x5d, 0x42, 0xe1, 0x88, 0x2d, 0x6a, 0xf6, 0x1a, 0x6b, 0x33, 0x0c,
    ];
    const loop = new Float32Array(2000);
    const said = (words: Readonly<Record<string, string>>) => {
      const strings = Object.entries(words).flatMap(([name, value]) => [name, [0], value, [0]]);
      const more = [
        cafChunk('uuid', bytes(uuid, int(Object.keys(words).length, 4), ...strings)),
        cafChunk('uuid', bytes(transients, int(0, 20))),
      ];
      return readCaf(caf({ channels: [loop], rate: 1000, sampleBytes: 2, write: signed(2), more })).facts;
    };
    const drums = { 'beat count': '4', 'time signature': '4/4', 'key type': 'neither' };
    expect(said(drums)).toMatchObject({ isLoop: true, beats: 4, bpm: 120, metre: [4, 4], key: null });
    const bass = { 'beat count': '3', 'time signature': '3/4', 'key signature': 'Bb', 'key type': 'minor' };
    expect(said(bass)).toMatchObject({ isLoop: true, beats: 3, bpm: 90, metre: [3, 4], key: 'A#m' });
    const hit = { category: 'Drums', 'beat count': '0', 'key signature': 'C', 'key type': 'major' };
    expect(said(hit)).toMatchObject({ isLoop: false, beats: null, bpm: null, metre: null, key: 'C' });
    expect(said({ category: 'Drums' })).toMatchObject({ isLoop: null, beats: null, key: null });
  });

  it('or says that it holds ALAC', () => {
    const file = caf({ channels: both, type: 'alac', sampleBytes: 2, write: signed(2) });
    expect(() => readCaf(file)).toThrow('ALAC');
  });
});

import { describe, expect, it } from 'vitest';
import { WaveFile } from 'wavefile';

import {
  bytes,
  chunk,
  extensibleFmt,
  float,
  fmt,
  id3,
  id3Frame,
  int,
  interleave,
  nibbles,
  riff,
  signed,
} from '../../testing/sound-file-fixtures.ts';
import { writeWav } from '../encode/encode-wav.ts';
import { exportSound } from '../encode/export-sound.ts';
import type { SoundTags } from '../encode/sound-tags.ts';
import { lengthOf, silenceNonNumbers } from '../pcm.ts';
import { FileError } from './file-error.ts';
import { mp3InWav, readWav } from './read-wav.ts';

const RATE = 44100;
const LENGTH = 1003;
const tone = (hz: number, length = LENGTH) =>
  Float32Array.from({ length }, (_, i) => 0.7 * Math.sin((2 * Math.PI * hz * i) / RATE));
const [left, right] = [tone(440), tone(660)];
const le = (value: number, count: number) => int(value, count, true);

/** Signal to noise, dB. */
function snr(wanted: ArrayLike<number>, got: ArrayLike<number> | undefined): number {
  let [signal, noise] = [0, 0];
  for (let i = 0; i < wanted.length; i++) {
    signal += (wanted[i] ?? 0) ** 2;
    noise += ((wanted[i] ?? 0) - (got?.[i] ?? Infinity)) ** 2;
  }
  return 10 * Math.log10(signal / Math.max(noise, 1e-30));
}

/** By another library. */
function wav(depth: string, container = 'RIFF'): Uint8Array<ArrayBuffer> {
  const file = new WaveFile();
  const scale = { '8': 127, '16': 32767, '24': 2 ** 23 - 1, '32': 2 ** 31 - 1 }[depth] ?? 1;
  const samples = [left, right].map((channel) =>
    Float64Array.from(channel, (x) => (scale === 1 ? x : Math.round(x * scale) + (depth === '8' ? 128 : 0))),
  );
  file.fromScratch(2, RATE, depth, samples, { container });
  return Uint8Array.from(file.toBuffer());
}

it('samples that are no numbers are counted and made silent, the others stay', () => {
  const pcm = {
    channels: [Float32Array.of(0.5, NaN, -0.5), Float32Array.of(0, 1, -Infinity)],
    sampleRate: RATE,
  };
  expect(silenceNonNumbers(pcm)).toBe(2);
  expect(pcm.channels.map((channel) => [...channel])).toEqual([
    [0.5, 0, -0.5],
    [0, 1, 0],
  ]);
  expect(silenceNonNumbers(pcm)).toBe(0);
});

describe('a WAV is read to the sample', () => {
  it.each([
    ['8', 'RIFF', 40],
    ['16', 'RIFF', 85],
    ['24', 'RIFF', 135],
    ['32', 'RIFF', 140],
    ['32f', 'RIFF', 200],
    ['64', 'RIFF', 140],
    ['16', 'RIFX', 85],
    ['24', 'RIFX', 135],
    ['32f', 'RIFX', 200],
    ['16', 'RF64', 85],
  ])('of %s bits as %s', (depth, container, db) => {
    const { pcm } = readWav(wav(depth, container));
    expect(pcm).toMatchObject({ sampleRate: RATE });
    expect(pcm.channels.map(({ length }) => length)).toEqual([LENGTH, LENGTH]);
    expect(Math.min(snr(left, pcm.channels[0]), snr(right, pcm.channels[1]))).toBeGreaterThan(db);
  });

  it.each(['ulaw', 'alaw'] as const)('of telephone code %s', (law) => {
    const file = new WaveFile(wav('16'));
    if (law === 'ulaw') file.toMuLaw();
    else file.toALaw();
    const { pcm } = readWav(Uint8Array.from(file.toBuffer()));
    expect(lengthOf(pcm)).toBe(LENGTH);
    expect(snr(left, pcm.channels[0])).toBeGreaterThan(30);
  });

  it('of IMA ADPCM, as another library decodes it', () => {
    const file = new WaveFile();
    file.fromScratch(
      1,
      8000,
      '16',
      Float64Array.from(left.subarray(0, 505), (x) => Math.round(x * 32767)),
    );
    file.toIMAADPCM();
    const block = Uint8Array.from(file.toBuffer());
    const { pcm } = readWav(block);
    const other = new WaveFile(block);
    other.fromIMAADPCM();
    // It plays the block's first sample twice.
    const wanted = Array.from(other.getSamples(false)).slice(1, 505);
    expect(pcm.sampleRate).toBe(8000);
    expect(Array.from(pcm.channels[0] ?? [], (x) => x * 32768).slice(0, 504)).toEqual(wanted);
  });

  it('of stereo IMA ADPCM, whose channels take turns every 8 samples', () => {
    // Step 7 at first: nibble 4 adds 7, nibble 12 takes it away.
    const head = (value: number) => bytes(le(value, 2), [0, 0]);
    const up = nibbles([4, 12, 4, 12, 4, 12, 4, 12], true);
    const still = nibbles([0, 8, 0, 8, 0, 8, 0, 8], true);
    const data = bytes(head(100), head(65_536 - 100), up, still);
    const { pcm } = readWav(
      riff(
        fmt({ tag: 0x11, channels: 2, blockBytes: 16, bits: 4, extra: bytes(le(9, 2)) }),
        chunk('fact', bytes(le(9, 4)), true),
        chunk('data', data, true),
      ),
    );
    const values = pcm.channels.map((channel) => Array.from(channel.subarray(0, 3), (x) => x * 32768));
    expect(values[0]?.slice(0, 2)).toEqual([100, 107]);
    expect(values[1]).toEqual([-100, -100, -100]);
    expect(lengthOf(pcm)).toBe(9);
  });

  it('of MS ADPCM, without the padding of its last block', () => {
    // Predictor 0 repeats the last sample; a step of 16 at first.
    const block = bytes([0], le(16, 2), le(200, 2), le(100, 2), nibbles([1, 15, 0, 0], false));
    const extra = bytes(le(6, 2), le(1, 2), le(256, 2), le(0, 2));
    const { pcm } = readWav(
      riff(
        fmt({ tag: 2, blockBytes: block.length, bits: 4, extra }),
        chunk('fact', bytes(le(4, 4)), true),
        chunk('data', block, true),
      ),
    );
    expect(Array.from(pcm.channels[0] ?? [], (x) => x * 32768)).toEqual([100, 200, 216, 200]);
  });

  it('of float 64 in an extensible header', () => {
    const data = interleave([left], (x) => float(x, 8, true));
    const { pcm } = readWav(riff(extensibleFmt(3, 1, 64, 4), chunk('data', data, true)));
    expect(snr(left, pcm.channels[0])).toBeGreaterThan(140);
  });

  it('that was cut off, or never told its length', () => {
    const whole = wav('16');
    expect(lengthOf(readWav(whole.slice(0, -401)).pcm)).toBe(LENGTH - 101);
    const streamed = bytes('RIFF', [255, 255, 255, 255], 'WAVE', fmt({ tag: 1, blockBytes: 2, bits: 16 }));
    const data = interleave([left], signed(2, true));
    for (const size of [0xffffffff, 0])
      expect(lengthOf(readWav(bytes(streamed, 'data', le(size, 4), data)).pcm)).toBe(LENGTH);
  });
});

it('the speakers of an extensible WAV are those of its mask', () => {
  const six = Array.from({ length: 6 }, () => left);
  const file = riff(extensibleFmt(1, 6, 16, 0x3f), chunk('data', interleave(six, signed(2, true)), true));
  expect(readWav(file).speakers).toEqual(['L', 'R', 'C', 'LFE', 'Lb', 'Rb']);
});

it.each([
  ['GSM 6.10', riff(fmt({ tag: 0x31, blockBytes: 65, bits: 0 }), chunk('data', new Uint8Array(65), true))],
  ['broken', riff(chunk('data', new Uint8Array(65), true))],
  ['broken', bytes('RIFF', [0, 0, 0, 0], 'WAVE')],
  [
    'empty',
    riff(
      fmt({ tag: 1, blockBytes: 2, bits: 16 }),
      chunk('LIST', bytes('INFO'), true),
      chunk('data', new Uint8Array(), true),
    ),
  ],
  [
    'empty',
    riff(
      fmt({ tag: 1, blockBytes: 2, bits: 16 }),
      chunk('data', new Uint8Array(), true),
      chunk('LIST', bytes('INFO'), true),
    ),
  ],
])('a WAV that cannot be read says so: %s', (message, file) => {
  expect(() => readWav(file)).toThrow(FileError);
  expect(() => readWav(file)).toThrow(message);
});

it('the MP3 in a WAV is handed out', () => {
  const file = riff(
    fmt({ tag: 0x55, blockBytes: 1, bits: 0 }),
    chunk('data', bytes([0xff, 0xfb, 1, 2]), true),
  );
  expect(mp3InWav(file)).toEqual(bytes([0xff, 0xfb, 1, 2]));
  expect(mp3InWav(wav('16'))).toBeNull();
});

describe('what a WAV says of itself', () => {
  const head = [
    fmt({ tag: 1, blockBytes: 2, bits: 16 }),
    chunk('data', interleave([left], signed(2, true)), true),
  ];
  const smpl = (note: number, ...loops: (readonly [number, number])[]) =>
    chunk(
      'smpl',
      bytes(
        ...[0, 0, 22_675, note, 0, 0, 0, loops.length, 0].map((value) => le(value, 4)),
        ...loops.flatMap(([start, last]) => [0, 0, start, last, 0, 0].map((value) => le(value, 4))),
      ),
      true,
    );
  const acid = (flags: number, root: number, beats: number, bpm: number) =>
    chunk(
      'acid',
      bytes(le(flags, 4), le(root, 2), le(0, 6), le(beats, 4), le(4, 2), le(4, 2), float(bpm, 4, true)),
      true,
    );
  const factsOf = (...chunks: Uint8Array[]) => readWav(riff(...head, ...chunks)).facts;

  it('is its loop, its root and its tempo', () => {
    expect(factsOf(smpl(57, [100, 899]), acid(2, 57, 2, 90))).toMatchObject({
      loop: { start: 100, end: 900 },
      rootNote: 57,
      bpm: 90,
      beats: 2,
      isLoop: true,
    });
  });

  it('is what our own writer wrote', () => {
    const pcm = { channels: [left], sampleRate: RATE };
    const tags = {
      bpm: 128,
      beats: 16,
      rootNote: null,
      title: 'Söft ☔',
      comment: 'two\nlines',
      key: null,
      taskId: null,
    };
    const { facts } = readWav(
      writeWav(pcm, { bits: 16, tags: { ...tags, loop: { start: 0, end: LENGTH } } }),
    );
    expect(facts).toMatchObject({
      loop: { start: 0, end: LENGTH },
      bpm: 128,
      beats: 16,
      isLoop: true,
      rootNote: null,
    });
    expect(facts.texts).toMatchObject({ INAM: 'Söft ☔', ICMT: 'two\nlines' });
  });

  it('keeps its metre, how its loop runs, and that a part of it is held, when it is written again', () => {
    const pcm = { channels: [left], sampleRate: RATE };
    const told = { bpm: 90, rootNote: 57, title: '', comment: '', key: null, taskId: null, loopKind: 1 };
    const again = (tags: SoundTags) => readWav(writeWav(pcm, { bits: 16, tags })).facts;
    expect(again({ ...told, beats: 12, metre: [3, 4], loop: { start: 0, end: LENGTH } })).toMatchObject({
      metre: [3, 4],
      loopKind: 1,
      beats: 12,
      isLoop: true,
    });
    expect(again({ ...told, beats: null, loop: { start: 100, end: 900 }, isOneShot: true })).toMatchObject({
      loop: { start: 100, end: 900 },
      loopKind: 1,
      rootNote: 57,
      isLoop: false,
    });
  });

  it('keeps every loop of a sampler, when it is written again at another rate', async () => {
    const all = [
      [200, 300, 0],
      [5000, 6000, 0],
      [400, 499, 1],
    ].map(([start = 0, last = 0, kind = 0], n) =>
      bytes(...[n, kind, start, last, 0, 0].map((value) => le(value, 4))),
    );
    const file = chunk('smpl', bytes(new Uint8Array(28), le(all.length, 4), le(0, 4), ...all), true);
    const { loop, loopKind, furtherLoops } = factsOf(file);
    expect([loop, loopKind, furtherLoops]).toEqual([
      { start: 200, end: 301 },
      0,
      [{ start: 400, end: 500, kind: 1 }],
    ]);
    const said = { bpm: null, beats: null, rootNote: null, title: '', comment: '', key: null, taskId: null };
    const { bytes: again } = await exportSound(
      { channels: [left], sampleRate: RATE },
      { ...said, loop, loopKind, furtherLoops },
      'a',
      { format: 'wav16', rate: 2 * RATE, mono: false, hasTags: true, isLoop: false },
      { mp3: () => Promise.reject(new Error()), ogg: () => Promise.reject(new Error()) },
    );
    expect(readWav(again).facts).toMatchObject({
      loop: { start: 400, end: 602 },
      loopKind: 0,
      furtherLoops: [{ start: 800, end: 1000, kind: 1 }],
    });
  });

  it('holds no loop outside the sound, no tempo of 0 and no note that is none', () => {
    expect(factsOf(smpl(200, [900, 5000], [50, 50]), acid(1, 60, 0, 0))).toMatchObject({
      loop: null,
      rootNote: null,
      bpm: null,
      isLoop: false,
    });
  });

  it('is what a tag in a chunk says, where no other does', () => {
    const tag = id3(id3Frame('TIT2', 'Rain'), id3Frame('TBPM', '92.5'), id3Frame('TKEY', 'F#m'));
    const said = { bpm: 92.5, key: 'F#m', texts: { INAM: 'Rain' } };
    for (const id of ['id3 ', 'ID3 ']) expect(factsOf(chunk(id, tag, true))).toMatchObject(said);
    expect(factsOf(chunk('id3 ', tag, true), acid(0, 60, 4, 120)).bpm).toBe(120);
  });

  it('is no range of keys where its instrument chunk was left empty', () => {
    expect(factsOf(chunk('inst', bytes([60, 0, 0, 0, 0, 0, 0]), true)).zone).toBeNull();
  });

  it('is what its instrument chunk says, and texts of old code pages', () => {
    const info = chunk('LIST', bytes('INFO', chunk('INAM', bytes([0x42, 0xe4, 0x72, 0]), true)), true);
    expect(factsOf(chunk('inst', bytes([61, 251, 250, 48, 71, 1, 100]), true), info)).toMatchObject({
      rootNote: 61,
      zone: { fineTune: -5, gain: -6, keys: [48, 71], velocities: [1, 100] },
      texts: { INAM: 'Bär' },
    });
  });
});

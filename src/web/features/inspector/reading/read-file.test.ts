import { describe, expect, it } from 'vitest';

import { NO_FACTS } from '../../../../audio/files/file-facts.ts';
import { sniffFormat } from '../../../../audio/sniff-format.ts';
import {
  aiff,
  bytes,
  caf,
  chunk,
  comments,
  fmt,
  id3,
  id3Frame,
  int,
  mp3Frames,
  oggPage,
  riff,
  signed,
} from '../../../../testing/sound-file-fixtures.ts';
import { discardPadding, factsOf, readContainer } from './read-container.ts';
import { readFile, type BrowserReaders } from './read-file.ts';

const ramp = Float32Array.from({ length: 100 }, (_, i) => i / 128);

/** A browser that decodes to silence and remembers at which rate it was to. */
function aBrowser({ channels = 2, isFirefox = false } = {}) {
  const asked: number[] = [];
  const silence = (sampleRate: number) => ({
    channels: Array.from({ length: channels }, () => new Float32Array(10)),
    sampleRate,
  });
  const browser: BrowserReaders = {
    isFirefox,
    decode: (_, rate) => {
      asked.push(rate);
      return Promise.resolve(silence(rate));
    },
    decodeContainer: () => Promise.resolve({ pcm: silence(44_100), facts: NO_FACTS, isVorbis: true }),
  };
  return { browser, asked };
}

function read(file: Uint8Array<ArrayBuffer>, browser = aBrowser().browser) {
  const sniffed = sniffFormat(file);
  if (sniffed.kind !== 'audio') throw new Error(sniffed.kind);
  return readFile(file, sniffed, browser);
}

const vorbis = (rate: number) =>
  bytes(
    oggPage(bytes([1], 'vorbis', int(0, 4), [6], int(rate, 4, true), new Uint8Array(14)), { isFirst: true }),
    oggPage(bytes([3], 'vorbis', comments({ BPM: '92' }))),
  );
const opus = oggPage(bytes('OpusHead', [1, 2, 0, 0], int(8000, 4, true), [0, 0, 0]), { isFirst: true });

describe('a file is decoded at its own rate', () => {
  it.each([
    ['Opus', opus, 48_000],
    ['Vorbis', vorbis(22_050), 22_050],
    [
      'FLAC',
      bytes('fLaC', [0, 0, 0, 34], new Uint8Array(10), int(96_000 * 16, 3), new Uint8Array(21)),
      96_000,
    ],
    ['MP3', mp3Frames(3), 44_100],
    ['MP3 behind an ID3 tag', bytes(id3(id3Frame('TIT2', 'Rain')), mp3Frames(3)), 44_100],
    [
      'MP3 in a WAV',
      riff(fmt({ tag: 0x55, blockBytes: 1, bits: 0 }), chunk('data', mp3Frames(3), true)),
      44_100,
    ],
  ])('%s', async (_, file, rate) => {
    const { browser, asked } = aBrowser();
    expect((await read(file, browser)).pcm.sampleRate).toBe(rate);
    expect(asked).toEqual([rate]);
  });

  it('AIFF without the browser, which may not know it', async () => {
    const { browser, asked } = aBrowser();
    const { pcm } = await read(aiff({ channels: [ramp], rate: 48_000, bits: 16, write: signed(2) }), browser);
    expect(pcm).toEqual({ channels: [ramp], sampleRate: 48_000 });
    expect(asked).toEqual([]);
  });
});

it('what the file says of itself comes with it', async () => {
  expect((await read(vorbis(44_100))).facts.bpm).toBe(92);
  expect((await read(bytes(id3(id3Frame('TBPM', '174')), mp3Frames(3)))).facts.bpm).toBe(174);
});

it('a FLAC or MP3 that ends before all that it counts says how long it was to be', async () => {
  const flac = (samples: number) =>
    bytes('fLaC', [0, 0, 0, 34, ...int(0, 10)], int(44_100 * 16, 3), int(samples, 5), int(0, 16));
  const counted = (frames: number) => {
    const [head, rest] = [mp3Frames(1).slice(0, 36), mp3Frames(1).slice(48)];
    return bytes(head, 'Info', int(1, 4), int(frames, 4), rest, mp3Frames(3));
  };
  const files = [flac(0), flac(10), flac(500), counted(3), counted(100)];
  const promised = files.map(async (file) => (await read(file)).facts.promisedLength);
  expect(await Promise.all(promised)).toEqual([null, null, 500, null, 115_200]);
});

it.each([
  ['Ogg', vorbis(44_100)],
  ['WebM', bytes([0x1a, 0x45, 0xdf, 0xa3], new Uint8Array(20))],
])('Firefox’s order of the channels of Vorbis in %s is put right', async (_, file) => {
  const order = async (channels: number, isFirefox: boolean) =>
    (await read(file, aBrowser({ channels, isFirefox }).browser)).speakers;
  expect(await order(6, true)).toEqual(['L', 'C', 'R', 'Ls', 'Rs', 'LFE']);
  expect(await order(6, false)).toEqual(['L', 'R', 'C', 'LFE', 'Ls', 'Rs']);
  expect(await order(3, true)).toEqual(['L', 'C', 'R']);
  expect(await order(2, true)).toEqual(['L', 'R']);
});

describe('a file that is too long is refused before it is decoded', () => {
  const MINUTE_48K = 60 * 48_000;
  const ending = (minutes: number, serial = 1) =>
    oggPage(bytes([1]), { granule: minutes * MINUTE_48K, serial });
  const flac = bytes('fLaC', [0, 0, 0, 34, ...int(0, 10)], int(8000 * 16, 3), int(8000 * 901, 5), int(0, 16));
  const [head, rest] = [mp3Frames(1).slice(0, 36), mp3Frames(1).slice(48)];
  const counted = bytes(head, 'Info', int(1, 4), int(35_000, 4), rest, mp3Frames(3));

  /** Frames of the lowest rates, 72 and 128 ms each, of a file that nowhere tells its length. */
  const uncounted = (frame: Uint8Array, count: number) => {
    const file = new Uint8Array(frame.length * count);
    for (let n = 0; n < count; n++) file.set(frame, n * frame.length);
    return file;
  };
  const slowMp3 = bytes([0xff, 0xe3, 0x18, 0], new Uint8Array(68));
  const slowAdts = bytes([0xff, 0xf1, 0x6c, 0x80, 1, 0x1f, 0xfc, 0]);

  it.each([
    ['Opus', bytes(opus, ending(16))],
    ['FLAC', flac],
    ['MP3', counted],
    ['MP3 that counts nothing', uncounted(slowMp3, 12_501)],
    ['ADTS', uncounted(slowAdts, 7032)],
  ])('%s', async (_, file) => {
    const { browser, asked } = aBrowser();
    await expect(read(file, browser)).rejects.toMatchObject({ problem: { kind: 'too-long' } });
    expect(asked).toEqual([]);
  });

  it('whatever reads it', async () => {
    const long = new Float32Array(901);
    const plain = { channels: [long], write: signed(1) };
    const files = [
      aiff({ ...plain, rate: 1, bits: 8 }),
      caf({ ...plain, rate: 1, sampleBytes: 1 }),
      riff(fmt({ tag: 1, rate: 1, blockBytes: 1, bits: 8 }), chunk('data', new Uint8Array(901), true)),
      riff(
        fmt({ tag: 0x11, rate: 1, blockBytes: 36, bits: 4 }),
        chunk('data', new Uint8Array(36 * 16), true),
      ),
    ];
    for (const file of files)
      await expect(read(file)).rejects.toMatchObject({ problem: { kind: 'too-long' } });
  });

  it('but not by the pages of a film beside it, and not where it just fits', async () => {
    await expect(read(bytes(opus, ending(15), ending(900, 2)))).resolves.toBeTruthy();
    await expect(read(opus)).resolves.toBeTruthy();
    await expect(read(uncounted(slowMp3, 12_500))).resolves.toBeTruthy();
    await expect(read(uncounted(slowAdts, 7031))).resolves.toBeTruthy();
  });
});

it('a codec that nothing here reads is named', async () => {
  const speex = oggPage(bytes('Speex   ', new Uint8Array(72)), { isFirst: true });
  await expect(read(speex)).rejects.toThrow('Speex');
});

it('what Matroska takes off its last block is read from the end of the file', () => {
  const block = bytes([0x75, 0xa2, 0x83], int(5_854_163, 3));
  expect(discardPadding(bytes(new Uint8Array(500), block, [0x1c, 0x53, 0xbb, 0x6b]))).toBe(5_854_163);
  expect(discardPadding(bytes(new Uint8Array(500), [0x75, 0xa2, 0x00]))).toBe(0);
  expect(discardPadding(bytes([0x75]))).toBe(0);
});

it('the tags of a container are those of other files, by name in Matroska', () => {
  const raw = {
    BPM: '127,5',
    INITIALKEY: 'F#m',
    LOOPSTART: '10',
    LOOPLENGTH: '500',
    ARTIST: 'me',
    cover: null,
  };
  expect(factsOf({ title: 'Rain', beatsPerMinute: 127, raw })).toMatchObject({
    bpm: 127.5,
    key: 'F#m',
    loop: { start: 10, end: 510 },
    texts: { INAM: 'Rain', IART: 'me' },
  });
  expect(factsOf({ beatsPerMinute: 90, raw: { '©nam': 'Rain' } })).toMatchObject({ bpm: 90, texts: {} });
});

it('an MP4 that was cut off before its index is damaged, not empty', async () => {
  const cut = bytes(int(16, 4), 'ftypM4A ', int(0, 4), int(5000, 4), 'mdat', new Uint8Array(500));
  const read = readContainer(cut, () => Promise.reject(new Error('not reached')));
  await expect(read).rejects.toMatchObject({ problem: { kind: 'broken' } });
});

import { describe, expect, it } from 'vitest';

import { bytes, id3, id3Frame, int, mp3Frames } from '../testing/sound-file-fixtures.ts';
import { mp3Behind, sniffFormat } from './sniff-format.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const adts = (frames: number) =>
  bytes(
    ...Array.from({ length: frames }, () =>
      bytes([0xff, 0xf1, 0x50, 0x80, 0x02, 0x1f, 0xfc], new Uint8Array(9)),
    ),
  );
const frames = (head: number[], length: number) =>
  bytes(...Array.from({ length: 3 }, () => bytes(head, new Uint8Array(length - head.length))));
const audio = (format: string, start = 0) => ({ kind: 'audio', format, start });

describe('a sound file is known by its first bytes', () => {
  it.each([
    ['WAV', bytes('RIFF', [0, 0, 0, 0], 'WAVEfmt '), 'wav'],
    ['RF64', bytes('RF64', [255, 255, 255, 255], 'WAVEds64'), 'wav'],
    ['BW64', bytes('BW64', [255, 255, 255, 255], 'WAVEds64'), 'wav'],
    ['RIFX', bytes('RIFX', [0, 0, 0, 0], 'WAVEfmt '), 'wav'],
    ['AIFF', bytes('FORM', [0, 0, 0, 0], 'AIFFCOMM'), 'aiff'],
    ['AIFF-C', bytes('FORM', [0, 0, 0, 0], 'AIFCFVER'), 'aiff'],
    ['CAF', bytes('caff', [0, 1, 0, 0]), 'caf'],
    ['FLAC', bytes('fLaC', [0, 0, 0, 34]), 'flac'],
    ['Ogg', bytes('OggS', [0, 2]), 'ogg'],
    ['MP4', bytes([0, 0, 0, 28], 'ftypM4A '), 'mp4'],
    ['WebM', bytes([0x1a, 0x45, 0xdf, 0xa3, 1]), 'webm'],
    ['three MP3 frames', mp3Frames(3), 'mp3'],
    ['two MP3 frames that are all', mp3Frames(2), 'mp3'],
    ['an MP3 frame and an ID3v1 tag', bytes(mp3Frames(1), 'TAG', new Uint8Array(125)), 'mp3'],
    ['ADTS frames', adts(3), 'aac'],
  ])('%s', (_, file, format) => {
    expect(sniffFormat(file)).toEqual(audio(format));
  });

  it('behind an ID3 tag and its padding', () => {
    const tag = id3(id3Frame('TIT2', 'Rain'));
    const padded = bytes(tag, new Uint8Array(40));
    expect(sniffFormat(bytes(padded, mp3Frames(3)))).toEqual(audio('mp3', padded.length));
    expect(sniffFormat(bytes(tag, 'fLaC', new Uint8Array(40)))).toEqual(audio('flac', tag.length));
    expect(sniffFormat(bytes(tag, 'nothing else'))).toEqual({ kind: 'no-audio' });
  });
});

it.each([
  ['W64', bytes('riff', [0x2e, 0x91, 0xcf, 0x11])],
  ['WavPack', bytes('wvpk')],
  ['Monkey’s Audio', bytes('MAC ')],
  ['MIDI', bytes('MThd')],
  ['VOC', bytes('Creative Voice File', [0x1a])],
  ['MPEG layer II', frames([0xff, 0xfd, 0xa4, 0], 576)],
  ['Dolby Digital', frames([0x0b, 0x77, 0, 0, 0x14], 768)],
])('%s is named, though it cannot be read', (name, file) => {
  expect(sniffFormat(file)).toEqual({ kind: 'unreadable', name });
});

describe('no sound is made of', () => {
  it.each([
    ['a text', utf8('RIFF is a file format. '.repeat(50))],
    ['a text about MP3', utf8('OgG, ID3 and mp3 are formats. '.repeat(50))],
    ['UTF-16', bytes([0xff, 0xfe], ...Array.from('hello world '.repeat(99), (c) => bytes(c, [0])))],
    ['a picture', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF', new Uint8Array(5000).fill(0xff))],
    ['a picture of a phone', bytes([0, 0, 0, 24], 'ftypheic', new Uint8Array(200))],
    ['a zip, though an MP3 lies in it as it was', bytes('PK', [3, 4], new Uint8Array(40), mp3Frames(5))],
    ['one MP3 header without a second', bytes(mp3Frames(1), new Uint8Array(3000))],
    ['an MP3 header within something else', bytes('Opus? ', mp3Frames(1), 'text '.repeat(600))],
    ['nothing', new Uint8Array()],
  ])('%s', (_, file) => {
    expect(sniffFormat(file)).toEqual({ kind: 'no-audio' });
  });
});

it('the frames of what is called an MP3 are found behind junk, tags and more junk', () => {
  const [junk, tag] = [new Uint8Array(100).fill(7), id3(new Uint8Array(9000))];
  const ape = bytes('APETAGEX', int(2000, 4, true), int(40, 4, true), int(0, 16), new Uint8Array(40));
  const starts = [[], [junk], [tag, junk], [junk, tag, junk], [ape], [junk, ape, tag]].map((parts) => {
    const front = bytes(...parts);
    return [mp3Behind(bytes(front, mp3Frames(3))), front.length];
  });
  for (const [found, length] of starts) expect(found).toBe(length);
  expect(sniffFormat(bytes(ape, tag, mp3Frames(3)))).toMatchObject({ kind: 'audio', format: 'mp3' });
  expect([mp3Behind(bytes(junk, tag)), mp3Behind(junk), mp3Behind(bytes())]).toEqual([null, null, null]);
});

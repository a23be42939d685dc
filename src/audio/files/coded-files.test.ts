import { describe, expect, it } from 'vitest';

import { bytes, comments, id3, id3Frame, int, oggPage } from '../../testing/sound-file-fixtures.ts';
import { readFlacHead, readOggHead } from './coded-rate.ts';
import { readFlacTags, readId3Tags, readOggTags } from './text-tags.ts';

const streamInfo = (rate: number) =>
  bytes(int(4096, 2), int(4096, 2), int(0, 6), int(rate * 16 + 3, 3), new Uint8Array(21));
const flac = (rate: number, ...blocks: Uint8Array[]) =>
  bytes('fLaC', [0, 0, 0, 34], streamInfo(rate), ...blocks);
const opusHead = bytes('OpusHead', [1, 2, 0x38, 1], int(8000, 4, true), [0, 0, 0]);
const vorbisHead = (rate: number) =>
  bytes([1], 'vorbis', int(0, 4), [2], int(rate, 4, true), new Uint8Array(14));

describe('the rate of', () => {
  it('FLAC is that of its header', () => {
    expect(readFlacHead(flac(96_000))).toEqual({ codec: 'FLAC', sampleRate: 96_000 });
  });

  it('Opus is 48 kHz, whatever was put in', () => {
    expect(readOggHead(oggPage(opusHead, { isFirst: true }))).toEqual({ codec: 'Opus', sampleRate: 48_000 });
  });

  it('Vorbis and FLAC in Ogg is that of their headers, also behind another stream', () => {
    const first = { isFirst: true };
    expect(readOggHead(oggPage(vorbisHead(22_050), first))).toEqual({ codec: 'Vorbis', sampleRate: 22_050 });
    const skeleton = oggPage(bytes('fishead', new Uint8Array(57)), first);
    const inOgg = oggPage(bytes([0x7f], 'FLAC', [1, 0, 0, 1], flac(44_100)), first);
    expect(readOggHead(bytes(skeleton, inOgg))).toEqual({ codec: 'FLAC', sampleRate: 44_100 });
  });

  it('a film or of Speex is none', () => {
    expect(
      readOggHead(oggPage(bytes([0x80], 'theora', new Uint8Array(40)), { isFirst: true })),
    ).toMatchObject({
      codec: 'Theora',
      sampleRate: null,
    });
    expect(readOggHead(bytes('OggS'))).toBeNull();
  });
});

describe('what a file says of itself', () => {
  const said = { bpm: 92.5, key: 'F#m', texts: { INAM: 'Söft rain', IART: 'me' } };
  const fields = { TITLE: 'Söft rain', artist: 'me', BPM: '92.5', INITIALKEY: 'F#m' };

  it('is read from the comments of FLAC', () => {
    const block = comments({ ...fields, LOOPSTART: '1000', LOOPLENGTH: '4000' });
    const file = flac(44_100, bytes([0x84], int(block.length, 3), block));
    expect(readFlacTags(file)).toMatchObject({ ...said, loop: { start: 1000, end: 5000 } });
  });

  it.each([
    ['Opus', bytes('OpusTags', comments(fields)), opusHead],
    ['Vorbis', bytes([3], 'vorbis', comments(fields)), vorbisHead(44_100)],
  ])('is read from the comments of %s', (_, packet, head) => {
    expect(readOggTags(bytes(oggPage(head, { isFirst: true }), oggPage(packet)))).toMatchObject(said);
  });

  it('is read from ID3', () => {
    const tag = id3(
      id3Frame('TIT2', 'Söft rain'),
      id3Frame('TPE1', 'me'),
      id3Frame('TBPM', '92.5'),
      id3Frame('TKEY', 'F#m'),
    );
    expect(readId3Tags(bytes(tag, new Uint8Array(20)))).toMatchObject(said);
  });

  it('is read from the comment of ID3, behind its language', () => {
    const comment = id3Frame('COMM', 'engabout\0by me');
    expect(readId3Tags(bytes(id3(comment), new Uint8Array(20))).texts).toEqual({ ICMT: 'by me' });
  });

  it('is read from ID3v2.2, whose names are shorter', () => {
    const frame = (id: string, text: string) => bytes(id, int(text.length + 1, 3), [0], text);
    const frames = bytes(frame('TT2', 'Rain'), frame('TBP', '92.5'), frame('TKE', 'F#m'));
    const tag = bytes('ID3', [2, 0, 0, 0, 0, 0, frames.length], frames, new Uint8Array(20));
    expect(readId3Tags(tag)).toMatchObject({ bpm: 92.5, key: 'F#m', texts: { INAM: 'Rain' } });
  });

  it('is read from FLAC in Ogg', () => {
    const head = bytes([0x7f], 'FLAC', [1, 0, 0, 1], flac(44_100));
    const block = comments(fields);
    const packet = bytes([0x84], int(block.length, 3), block);
    expect(readOggTags(bytes(oggPage(head, { isFirst: true }), oggPage(packet)))).toMatchObject(said);
  });

  it('is nothing where there is nothing', () => {
    for (const read of [readFlacTags, readOggTags, readId3Tags])
      expect(read(bytes('fLaCOggSID3'))).toMatchObject({ bpm: null, key: null, texts: {} });
  });
});

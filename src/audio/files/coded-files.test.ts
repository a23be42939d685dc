import { describe, expect, it } from 'vitest';

import {
  bytes,
  comments,
  id3,
  id3Frame,
  int,
  mp3Frames,
  oggPage,
} from '../../testing/sound-file-fixtures.ts';
import { readFlacHead, readOggHead } from './coded-rate.ts';
import { readFrameTags, readId3Tags } from './id3-tags.ts';
import { readFlacTags, readOggTags } from './text-tags.ts';

const streamInfo = (rate: number) =>
  bytes(int(4096, 2), int(4096, 2), int(0, 6), int(rate * 16 + 3, 3), new Uint8Array(21));
const flac = (rate: number, ...blocks: Uint8Array[]) =>
  bytes('fLaC', [0, 0, 0, 34], streamInfo(rate), ...blocks);
const id3v1 = (...fields: [title: string, artist: string, year: string]) => {
  const [title, artist, year] = fields.map((text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
  const at = (field: Uint8Array = bytes(), length: number) =>
    bytes(field, new Uint8Array(length - field.length));
  return bytes('TAG', at(title, 30), at(artist, 30), at(undefined, 30), at(year, 4), new Uint8Array(31));
};
const apeTag = (fields: Readonly<Record<string, string>>, hasHead = false) => {
  const le = (value: number) => int(value, 4, true);
  const items = bytes(
    ...Object.entries(fields).map(([name, text]) => bytes(le(text.length), le(0), name, [0], text)),
  );
  const end = bytes(
    'APETAGEX',
    le(2000),
    le(items.length + 32),
    le(Object.keys(fields).length),
    le(0),
    le(0),
    le(0),
  );
  return bytes(hasHead ? end : [], items, end);
};
const opusHead = bytes('OpusHead', [1, 2, 0x38, 1], int(8000, 4, true), [0, 0, 0]);
const vorbisHead = (rate: number) =>
  bytes([1], 'vorbis', int(0, 4), [2], int(rate, 4, true), new Uint8Array(14));

describe('the rate of', () => {
  it('FLAC is that of its header', () => {
    expect(readFlacHead(flac(96_000))).toEqual({ codec: 'FLAC', sampleRate: 96_000 });
  });

  it('Opus is 48 kHz, whatever was put in', () => {
    expect(readOggHead(oggPage(opusHead, { isFirst: true }))).toEqual({
      codec: 'Opus',
      sampleRate: 48_000,
      serial: 1,
    });
  });

  it('Vorbis and FLAC in Ogg is that of their headers, also behind another stream', () => {
    const first = { isFirst: true };
    expect(readOggHead(oggPage(vorbisHead(22_050), first))).toEqual({
      codec: 'Vorbis',
      sampleRate: 22_050,
      serial: 1,
    });
    const skeleton = oggPage(bytes('fishead', new Uint8Array(57)), first);
    const inOgg = oggPage(bytes([0x7f], 'FLAC', [1, 0, 0, 1], flac(44_100)), first);
    expect(readOggHead(bytes(skeleton, inOgg))).toEqual({ codec: 'FLAC', sampleRate: 44_100, serial: 1 });
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

  it('is read from ID3 whose texts are kept apart from frames of sound, behind a longer head', () => {
    const utf16 = bytes([1, 0xff, 0, 0xfe], 'R', [0], 'a', [0], 'i', [0], 'n', [0]);
    const frame = bytes('TIT2', int(utf16.length - 1, 4), [0, 0], utf16);
    const frames = bytes(int(6, 4), int(0, 6), frame);
    expect(readId3Tags(bytes('ID3', [3, 0, 0xc0, 0, 0, 0, frames.length], frames)).texts).toEqual({
      INAM: 'Rain',
    });
    const one = bytes('TIT2', int(9, 4), [0, 3], int(4, 4), [0], 'Rain');
    expect(readId3Tags(bytes('ID3', [4, 0, 0, 0, 0, 0, one.length], one)).texts).toEqual({ INAM: 'Rain' });
  });

  it('is read from every tag around the frames of an MP3, the first that says it', () => {
    const junk = bytes([0, 1, 2, 0xff, 3], 'ID3', [9, 9, 9, 9, 9, 9, 9]);
    const front = bytes(
      junk,
      id3(id3Frame('TIT2', 'Rain')),
      id3(id3Frame('TBPM', '92'), id3Frame('TIT2', 'No')),
    );
    const file = bytes(
      front,
      mp3Frames(3),
      apeTag({ Title: 'No', Artist: 'me', BPM: '1' }),
      id3v1('No', 'No', '1999'),
    );
    expect(readFrameTags(file, front.length)).toMatchObject({
      bpm: 92,
      texts: { INAM: 'Rain', IART: 'me', ICRD: '1999' },
    });
    expect(readFrameTags(bytes(mp3Frames(3), id3v1('Söft', '', '')), 0).texts).toEqual({ INAM: 'Söft' });
    expect(readFrameTags(bytes(mp3Frames(3), apeTag({ Title: 'Rain' })), 0).texts).toEqual({ INAM: 'Rain' });
    const ape = apeTag({ Title: 'Rain' }, true);
    expect(readFrameTags(bytes(ape, mp3Frames(3)), ape.length).texts).toEqual({ INAM: 'Rain' });
  });

  it('is read from FLAC in Ogg', () => {
    const head = bytes([0x7f], 'FLAC', [1, 0, 0, 1], flac(44_100));
    const block = comments(fields);
    const packet = bytes([0x84], int(block.length, 3), block);
    expect(readOggTags(bytes(oggPage(head, { isFirst: true }), oggPage(packet)))).toMatchObject(said);
  });

  it('is read behind a picture that fills pages of Ogg, between those of another stream', () => {
    const packet = bytes('OpusTags', comments({ METADATA_BLOCK_PICTURE: 'A'.repeat(900), ...fields }));
    const file = bytes(
      oggPage(opusHead, { isFirst: true }),
      oggPage(packet.subarray(0, 510), { goesOn: true }),
      oggPage(bytes([1, 2, 3]), { serial: 2 }),
      oggPage(packet.subarray(510)),
    );
    expect(readOggTags(file)).toMatchObject(said);
  });

  it('has the half BPM of a tempo with a comma', () => {
    expect(readId3Tags(bytes(id3(id3Frame('TBPM', '127,5')), new Uint8Array(20))).bpm).toBe(127.5);
  });

  it('is nothing where there is nothing', () => {
    for (const read of [readFlacTags, readOggTags, readId3Tags])
      expect(read(bytes('fLaCOggSID3'))).toMatchObject({ bpm: null, key: null, texts: {} });
  });
});

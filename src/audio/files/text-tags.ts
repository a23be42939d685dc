import { bytesOf, idAt, type Chunk } from './chunks.ts';
import { NO_FACTS, tempoOf, type FileFacts } from './file-facts.ts';

/** Vorbis comments and ID3 frames by the RIFF INFO ids they stand for. */
const INFO: Readonly<Record<string, string>> = {
  TITLE: 'INAM',
  TIT2: 'INAM',
  ARTIST: 'IART',
  TPE1: 'IART',
  ALBUM: 'IPRD',
  TALB: 'IPRD',
  GENRE: 'IGNR',
  TCON: 'IGNR',
  DATE: 'ICRD',
  TDRC: 'ICRD',
  TYER: 'ICRD',
  COMMENT: 'ICMT',
  DESCRIPTION: 'ICMT',
  COPYRIGHT: 'ICOP',
  TCOP: 'ICOP',
};

function factsOfFields(fields: readonly (readonly [string, string])[]): FileFacts {
  const texts: Record<string, string> = {};
  const named = new Map<string, string>();
  for (const [name, value] of fields) {
    const upper = name.toUpperCase();
    if (value === '') continue;
    named.set(upper, value);
    const id = INFO[upper];
    if (id !== undefined) texts[id] ??= value;
  }
  const number = (name: string) => Number.parseFloat(named.get(name) ?? '');
  const start = number('LOOPSTART');
  const end = named.has('LOOPLENGTH') ? start + number('LOOPLENGTH') : number('LOOPEND');
  return {
    ...NO_FACTS,
    texts,
    bpm: tempoOf(number('BPM')) ?? tempoOf(number('TBPM')) ?? tempoOf(number('TEMPO')),
    key: named.get('INITIALKEY') ?? named.get('TKEY') ?? named.get('KEY') ?? null,
    loop: start >= 0 && end - start > 1 ? { start, end } : null,
  };
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A vendor's name, a count, then `NAME=value` each behind its length. */
function readComments(view: DataView, start: number): FileFacts {
  const text = (at: number, length: number) =>
    new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at, length));
  const fields: [string, string][] = [];
  let at = start + 4 + u32(view, start);
  const count = u32(view, at);
  at += 4;
  for (let n = 0; n < count && at + 4 <= view.byteLength; n++) {
    const length = u32(view, at);
    if (at + 4 + length > view.byteLength) break;
    const [name = '', ...value] = text(at + 4, length).split('=');
    fields.push([name, value.join('=')]);
    at += 4 + length;
  }
  return factsOfFields(fields);
}

const u32 = (view: DataView, at: number): number =>
  at + 4 <= view.byteLength ? view.getUint32(at, true) : 0;

const COMMENT_BLOCK = 4;

/** The Vorbis comments of a FLAC file. */
export function readFlacTags(bytes: Uint8Array): FileFacts {
  const view = viewOf(bytes);
  for (let at = 4; at + 4 <= view.byteLength;) {
    const type = view.getUint8(at);
    const size = (view.getUint8(at + 1) << 16) | view.getUint16(at + 2);
    if ((type & 0x7f) === COMMENT_BLOCK) return readComments(view, at + 4);
    if ((type & 0x80) !== 0) break;
    at += 4 + size;
  }
  return NO_FACTS;
}

/** The comments of Opus, Vorbis or FLAC in Ogg: the second packet of the file, as far as its first page holds it. */
export function readOggTags(bytes: Uint8Array): FileFacts {
  const view = viewOf(bytes);
  let isFlac = false;
  for (let at = 0; at + 27 <= view.byteLength && idAt(view, at) === 'OggS';) {
    const segments = view.getUint8(at + 26);
    const packet = at + 27 + segments;
    if (packet + 12 > view.byteLength) break;
    const name = idAt(view, packet) + idAt(view, packet + 4);
    if (name === 'OpusTags') return readComments(view, packet + 8);
    if (name.startsWith('\u0003vorbis')) return readComments(view, packet + 7);
    // FLAC in Ogg: its head has a packet of its own, the comments are a metadata block behind it.
    if (isFlac && (view.getUint8(packet) & 0x7f) === COMMENT_BLOCK) return readComments(view, packet + 4);
    isFlac ||= name.startsWith('\u007fFLAC');
    let size = 0;
    for (let n = 0; n < segments; n++) size += view.getUint8(at + 27 + n);
    at = packet + size;
  }
  return NO_FACTS;
}

const ENCODINGS = ['windows-1252', 'utf-16', 'utf-16be', 'utf-8'];

/** Frames of ID3v2.2 by their later names. */
const SHORT_FRAMES: Readonly<Record<string, string>> = {
  TT2: 'TIT2',
  TP1: 'TPE1',
  TAL: 'TALB',
  TCO: 'TCON',
  TYE: 'TYER',
  TCR: 'TCOP',
  TBP: 'TBPM',
  TKE: 'TKEY',
  TXX: 'TXXX',
};

/** The text frames of ID3v2.2, 2.3 and 2.4 at the file's start. */
export function readId3Tags(bytes: Uint8Array): FileFacts {
  const view = viewOf(bytes);
  if (idAt(view, 0).slice(0, 3) !== 'ID3' || view.byteLength < 10) return NO_FACTS;
  const version = view.getUint8(3);
  const end = Math.min(view.byteLength, 10 + syncSafe(view, 6));
  const isShort = version < 3;
  const [letters, head] = isShort ? [3, 6] : [4, 10];
  const fields: [string, string][] = [];
  for (let at = 10; at + head < end;) {
    const id = idAt(view, at).slice(0, letters);
    const size = isShort
      ? view.getUint32(at + 2) & 0xff_ffff
      : // Version 2.4 leaves the top bit of each byte of a length unused, 2.3 does not.
        version === 4
        ? syncSafe(view, at + 4)
        : view.getUint32(at + 4);
    if (!/^[A-Z0-9]+$/.test(id) || size < 1 || at + head + size > end) break;
    const body = bytes.subarray(at + head, at + head + size);
    if (id.startsWith('T')) fields.push(...textField(SHORT_FRAMES[id] ?? id, body));
    if (id === 'COMM' || id === 'COM') fields.push(commentField(body));
    at += head + size;
  }
  return factsOfFields(fields);
}

/** The ID3 tag that editors put into WAV and AIFF as a chunk, in letters of either case. */
export function id3ChunkFacts(chunks: readonly Chunk[]): FileFacts {
  const chunk = chunks.find(({ id }) => id.toLowerCase() === 'id3 ');
  return chunk ? readId3Tags(bytesOf(chunk.body)) : NO_FACTS;
}

/** TXXX carries its name within; any other text frame is named by its id. */
function textField(id: string, body: Uint8Array): [string, string][] {
  const label = ENCODINGS[body[0] ?? 0] ?? 'utf-8';
  const [first = '', second = ''] = new TextDecoder(label).decode(body.subarray(1)).split('\0');
  return [id === 'TXXX' ? [first, second.replace('\uFEFF', '')] : [id, first]];
}

/** A language of three letters and what the comment is about stand before it. */
function commentField(body: Uint8Array): [string, string] {
  const label = ENCODINGS[body[0] ?? 0] ?? 'utf-8';
  const [, ...text] = new TextDecoder(label).decode(body.subarray(4)).split('\0');
  return ['COMMENT', text.join('').replace('\uFEFF', '')];
}

const syncSafe = (view: DataView, at: number): number =>
  [0, 1, 2, 3].reduce((sum, i) => (sum << 7) | (view.getUint8(at + i) & 0x7f), 0);

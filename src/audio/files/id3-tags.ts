import { endOfTagAt, isId3At } from '../sniff-format.ts';
import { readApeTags } from './ape-tags.ts';
import { bytesOf, idAt, type Chunk } from './chunks.ts';
import { decodeText, mergeFacts, NO_FACTS, type Chapter, type FileFacts } from './file-facts.ts';
import { factsOfFields } from './text-tags.ts';

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

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
export function readId3Tags(file: Uint8Array): FileFacts {
  if (!isId3At(file, 0)) return NO_FACTS;
  const version = file[3] ?? 0;
  const flags = file[5] ?? 0;
  const tag = file.subarray(0, 10 + syncSafe(viewOf(file), 6));
  const bytes = (flags & UNSYNCHRONISED) !== 0 && version < 4 ? synchronised(tag) : tag;
  const fields: [string, string][] = [];
  const chapters: Chapter[] = [];
  for (const { id, body } of framesOf(bytes, version, 10 + extraHead(viewOf(bytes), version, flags))) {
    if (id.startsWith('T')) fields.push(...textField(SHORT_FRAMES[id] ?? id, body));
    if (id === 'COMM' || id === 'COM') fields.push(commentField(body));
    if (id === 'CHAP') chapters.push(...chapterOf(body, version));
  }
  return { ...factsOfFields(fields), chapters: withoutNextStarts(chapters) };
}

/** The frames of a tag, or of a frame that holds others. */
function* framesOf(bytes: Uint8Array, version: number, start: number) {
  const view = viewOf(bytes);
  const end = view.byteLength;
  const isShort = version < 3;
  const [letters, head] = isShort ? [3, 6] : [4, 10];
  for (let at = start; at + head < end;) {
    const id = idAt(view, at).slice(0, letters);
    const size = isShort
      ? view.getUint32(at + 2) & 0xff_ffff
      : // Version 2.4 leaves the top bit of each byte of a length unused, 2.3 does not.
        version === 4
        ? syncSafe(view, at + 4)
        : view.getUint32(at + 4);
    if (!/^[A-Z0-9]+$/.test(id) || size < 1 || at + head + size > end) break;
    const body = bodyOf(
      bytes.subarray(at + head, at + head + size),
      version === 4 ? (bytes[at + 9] ?? 0) : 0,
    );
    yield { id, body };
    at += head + size;
  }
}

/** `CHAP`: an id, start and end in milliseconds, two offsets in bytes, and frames of its own, the name among them. */
function chapterOf(body: Uint8Array, version: number): Chapter[] {
  const at = body.indexOf(0) + 1;
  if (at === 0 || at + 16 > body.length) return [];
  const ms = (offset: number) => viewOf(body).getUint32(at + offset);
  const [title] = [...framesOf(body, version, at + 16)].filter(({ id }) => id === 'TIT2');
  const [[, name] = ['', '']] = title ? textField('TIT2', title.body) : [];
  return [{ seconds: ms(0) / 1000, endSeconds: ms(4) / 1000, name: name.replace('\uFEFF', '') }];
}

/** Without the ends that are only where the next begins, and of the last all: it goes on to the end of the sound. */
function withoutNextStarts(chapters: readonly Chapter[]): Chapter[] {
  const inOrder = chapters.toSorted((a, b) => a.seconds - b.seconds);
  return inOrder.map(({ endSeconds, ...chapter }, n) => {
    const next = inOrder[n + 1];
    return next && endSeconds !== undefined && endSeconds < next.seconds
      ? { ...chapter, endSeconds }
      : chapter;
  });
}

/** In a tag's head: zeros stand behind what could be taken for the start of a frame of sound; more head follows. */
const UNSYNCHRONISED = 0x80;
const HAS_EXTRA_HEAD = 0x40;
/** The same of one frame of version 2.4, and that its length without them stands in front. */
const FRAME_UNSYNCHRONISED = 2;
const FRAME_HAS_LENGTH = 1;

function extraHead(view: DataView, version: number, flags: number): number {
  if ((flags & HAS_EXTRA_HEAD) === 0 || version < 3 || view.byteLength < 14) return 0;
  // Version 2.3 leaves the length itself out.
  return version === 4 ? syncSafe(view, 10) : 4 + view.getUint32(10);
}

const synchronised = (bytes: Uint8Array): Uint8Array =>
  bytes.filter((byte, i) => byte !== 0 || i === 0 || bytes[i - 1] !== 0xff);

function bodyOf(body: Uint8Array, flags: number): Uint8Array {
  const text = (flags & FRAME_HAS_LENGTH) === 0 ? body : body.subarray(4);
  return (flags & FRAME_UNSYNCHRONISED) === 0 ? text : synchronised(text);
}

const ID3V1_BYTES = 128;
/** Where the fixed fields of ID3v1 begin, and how long they are. */
const ID3V1_FIELDS = { TITLE: [3, 30], ARTIST: [33, 30], ALBUM: [63, 30], DATE: [93, 4], COMMENT: [97, 30] };

/** The 128 bytes that end older files. */
function readId3v1(bytes: Uint8Array): FileFacts {
  const tag = bytes.subarray(-ID3V1_BYTES);
  if (tag.length < ID3V1_BYTES || idAt(viewOf(tag), 0).slice(0, 3) !== 'TAG') return NO_FACTS;
  return factsOfFields(
    Object.entries(ID3V1_FIELDS).map(([name, [at = 0, length = 0]]) => [
      name,
      decodeText(tag.subarray(at, at + length)),
    ]),
  );
}

/**
 * All tags of a file of frames, MP3 or AAC: ID3 and APE before them, in the order they stand, APE and ID3v1 at the end.
 * @param start where the frames begin
 */
export function readFrameTags(bytes: Uint8Array, start: number): FileFacts {
  const found: FileFacts[] = [];
  for (let at = 0; at < start;) {
    const end = endOfTagAt(bytes, at);
    if (end !== null) found.push(readId3Tags(bytes.subarray(at)), readApeTags(bytes.subarray(at, end)));
    at = end ?? at + 1;
  }
  const last = readId3v1(bytes);
  const end = last === NO_FACTS ? bytes.length : bytes.length - ID3V1_BYTES;
  return [...found, readApeTags(bytes.subarray(0, end)), last].reduce(mergeFacts);
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

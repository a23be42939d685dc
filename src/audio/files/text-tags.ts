import { joinBytes } from '../bytes.ts';
import { idAt } from './chunks.ts';
import { NO_FACTS, tempoOf, type Chapter, type FileFacts } from './file-facts.ts';

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
  YEAR: 'ICRD',
  COMMENT: 'ICMT',
  DESCRIPTION: 'ICMT',
  COPYRIGHT: 'ICOP',
  TCOP: 'ICOP',
};

/** Of names as Vorbis comments, ID3 and APE have them. */
export function factsOfFields(fields: readonly (readonly [string, string])[]): FileFacts {
  const texts: Record<string, string> = {};
  const named = new Map<string, string>();
  for (const [name, value] of fields) {
    const upper = name.toUpperCase();
    if (value === '') continue;
    named.set(upper, value);
    const id = INFO[upper];
    if (id !== undefined) texts[id] ??= value;
  }
  // Who writes tags by hand may write a comma: `127,5`.
  const number = (name: string) => Number.parseFloat((named.get(name) ?? '').replace(',', '.'));
  const start = number('LOOPSTART');
  const end = named.has('LOOPLENGTH') ? start + number('LOOPLENGTH') : number('LOOPEND');
  return {
    ...NO_FACTS,
    texts,
    bpm: tempoOf(number('BPM')) ?? tempoOf(number('TBPM')) ?? tempoOf(number('TEMPO')),
    key: named.get('INITIALKEY') ?? named.get('TKEY') ?? named.get('KEY') ?? null,
    loop: start >= 0 && end - start > 1 ? { start, end } : null,
    chapters: chaptersOf(named),
  };
}

/** `CHAPTER001=00:01:02.345` and `CHAPTER001NAME=…`, https://wiki.xiph.org/Chapter_Extension */
const CHAPTER = /^CHAPTER\d{3}$/;
const CLOCK = /^(\d+):(\d+):(\d+(?:\.\d+)?)$/;

function chaptersOf(named: ReadonlyMap<string, string>): Chapter[] {
  return [...named]
    .filter(([field]) => CHAPTER.test(field))
    .flatMap(([field, clock]) => {
      const seconds = secondsOf(clock);
      const endSeconds = secondsOf(named.get(`${field}END`) ?? '');
      if (seconds === null) return [];
      return { seconds, name: named.get(`${field}NAME`) ?? '', ...(endSeconds !== null && { endSeconds }) };
    });
}

function secondsOf(clock: string): number | null {
  const [, hours, minutes, seconds] = CLOCK.exec(clock.trim()) ?? [];
  return seconds === undefined ? null : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
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

/** The comments of Opus, Vorbis or FLAC in Ogg: the second packet of its stream. */
export function readOggTags(bytes: Uint8Array): FileFacts {
  const view = viewOf(bytes);
  let isFlac = false;
  for (let at = 0; at + OGG_HEAD <= view.byteLength && idAt(view, at) === 'OggS'; at = oggPageEnd(view, at)) {
    const packet = at + OGG_HEAD + view.getUint8(at + 26);
    if (packet + 12 > view.byteLength) break;
    const name = idAt(view, packet) + idAt(view, packet + 4);
    const comments = (start: number) => readComments(viewOf(oggPacket(bytes, at)), start);
    if (name === 'OpusTags') return comments(8);
    if (name.startsWith('\u0003vorbis')) return comments(7);
    // FLAC in Ogg: its head has a packet of its own, the comments are a metadata block behind it.
    if (isFlac && (view.getUint8(packet) & 0x7f) === COMMENT_BLOCK) return comments(4);
    isFlac ||= name.startsWith('\u007fFLAC');
  }
  return NO_FACTS;
}

const OGG_HEAD = 27;
const LACED = 255;

const oggPageEnd = (view: DataView, at: number): number => {
  const segments = view.getUint8(at + 26);
  let end = at + OGG_HEAD + segments;
  for (let n = 0; n < segments && at + OGG_HEAD + n < view.byteLength; n++)
    end += view.getUint8(at + OGG_HEAD + n);
  return end;
};

/** The first packet of the page at `start`, which goes on over further pages of its stream where it holds a picture. */
function oggPacket(bytes: Uint8Array, start: number): Uint8Array<ArrayBuffer> {
  const view = viewOf(bytes);
  const serial = view.getUint32(start + 14);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (
    let at = start;
    at + OGG_HEAD <= view.byteLength && idAt(view, at) === 'OggS';
    at = oggPageEnd(view, at)
  ) {
    if (view.getUint32(at + 14) !== serial) continue;
    const segments = view.getUint8(at + 26);
    const lacing = bytes.subarray(at + OGG_HEAD, at + OGG_HEAD + segments);
    const last = lacing.findIndex((part) => part < LACED);
    const size = lacing.subarray(0, last < 0 ? segments : last + 1).reduce((sum, part) => sum + part, 0);
    parts.push(bytes.slice(at + OGG_HEAD + segments, at + OGG_HEAD + segments + size));
    if (last >= 0) break;
  }
  return joinBytes(parts);
}

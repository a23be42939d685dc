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
  const number = (name: string) => Number.parseFloat(named.get(name) ?? '');
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
      const [, hours, minutes, seconds] = CLOCK.exec(clock.trim()) ?? [];
      if (seconds === undefined) return [];
      const at = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
      return { seconds: at, name: named.get(`${field}NAME`) ?? '' };
    });
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

import { ascii, joinBytes, type Bytes } from '../bytes.ts';
import { lengthOf, type Pcm } from '../pcm.ts';
import type { SoundTags } from './sound-tags.ts';

/** ID3v2.3, which every player reads; texts as UTF-16, so any language. */
export function id3Tag(tags: SoundTags, sound: Pcm): Bytes {
  const { title, bpm, key, comment, taskId, loop, markers = [], texts = {} } = tags;
  const frames = [
    textFrame('TIT2', title),
    textFrame('TPE1', texts['IART'] ?? ''),
    textFrame('TALB', texts['IPRD'] ?? ''),
    textFrame('TCON', texts['IGNR'] ?? ''),
    // A year of four digits is all that 2.3 has a frame for.
    textFrame('TYER', /^\d{4}/.exec(texts['ICRD'] ?? '')?.[0] ?? ''),
    textFrame('TCOP', texts['ICOP'] ?? ''),
    textFrame('TBPM', bpm === null ? '' : String(bpm)),
    textFrame('TKEY', key ?? ''),
    ownFrame('taskId', taskId ?? ''),
    ownFrame('LOOPSTART', loop ? String(loop.start) : ''),
    ownFrame('LOOPLENGTH', loop ? String(loop.end - loop.start) : ''),
    comment === '' ? null : frame('COMM', [UTF16, ascii('eng'), utf16(''), END, utf16(comment)]),
    ...chapterFrames(markers, sound),
  ].filter((each) => each !== null);
  const body = joinBytes(frames);
  const size = [21, 14, 7, 0].map((shift) => (body.length >> shift) & 0x7f);
  return joinBytes([ascii('ID3'), Uint8Array.of(3, 0, 0, ...size), body]);
}

const UTF16 = Uint8Array.of(1);
const END = new Uint8Array(2);

function utf16(text: string): Bytes {
  const bytes = new Uint8Array(2 + 2 * text.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, true);
  for (let i = 0; i < text.length; i++) view.setUint16(2 + 2 * i, text.charCodeAt(i), true);
  return bytes;
}

const textFrame = (id: string, text: string): Bytes | null =>
  text === '' ? null : frame(id, [UTF16, utf16(text)]);

const ownFrame = (name: string, text: string): Bytes | null =>
  text === '' ? null : frame('TXXX', [UTF16, utf16(name), END, utf16(text)]);

/** One byte counts the chapters of a table of contents. */
const CHAPTERS_MAX = 255;
const IN_ORDER = 3;
const NO_OFFSET = [255, 255, 255, 255, 255, 255, 255, 255];

/** `CHAP`, in milliseconds, and the `CTOC` that some players look for. What is no part reaches to the next. https://id3.org/id3v2-chapters-1.0 */
function chapterFrames(markers: NonNullable<SoundTags['markers']>, sound: Pcm): Bytes[] {
  const chapters = markers.slice(0, CHAPTERS_MAX);
  if (chapters.length === 0) return [];
  const ms = (samples: number) => Math.round((samples * 1000) / sound.sampleRate);
  const ids = chapters.map((_, n) => ascii(`chp${n}\0`));
  const frames = chapters.map(({ at, name, length }, n) => {
    const end = length === undefined ? (chapters[n + 1]?.at ?? lengthOf(sound)) : at + length;
    const times = new DataView(new ArrayBuffer(8));
    times.setUint32(0, ms(at));
    times.setUint32(4, ms(end));
    const title = textFrame('TIT2', name);
    const parts = [ids[n] ?? END, new Uint8Array(times.buffer), Uint8Array.from(NO_OFFSET)];
    return frame('CHAP', title ? [...parts, title] : parts);
  });
  return [frame('CTOC', [ascii('toc\0'), Uint8Array.of(IN_ORDER, ids.length), ...ids]), ...frames];
}

function frame(id: string, parts: Bytes[]): Bytes {
  const body = joinBytes(parts);
  const head = new Uint8Array(6);
  new DataView(head.buffer).setUint32(0, body.length);
  return joinBytes([ascii(id), head, body]);
}

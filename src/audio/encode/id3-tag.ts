import { ascii, joinBytes, type Bytes } from '../bytes.ts';
import type { SoundTags } from './sound-tags.ts';

/** ID3v2.3, which every player reads; texts as UTF-16, so any language. */
export function id3Tag(tags: SoundTags): Bytes {
  const { title, bpm, key, comment, taskId, loop, texts = {} } = tags;
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

function frame(id: string, parts: Bytes[]): Bytes {
  const body = joinBytes(parts);
  const head = new Uint8Array(6);
  new DataView(head.buffer).setUint32(0, body.length);
  return joinBytes([ascii(id), head, body]);
}

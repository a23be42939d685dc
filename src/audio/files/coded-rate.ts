import { idAt } from './chunks.ts';

const OPUS_RATE = 48_000;
const BEGINS_STREAM = 2;

/** What the head of a FLAC or Ogg file says; null when that is not known. */
export interface CodedHead {
  codec: 'FLAC' | 'Opus' | 'Vorbis' | 'Speex' | 'Theora';
  /** Null for what is no audio. */
  sampleRate: number | null;
  /** How long it is, where it says so. */
  samples?: number;
  /** Of an Ogg file: tells its pages from those of other streams. */
  serial?: number;
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The STREAMINFO block of a FLAC file: 20 bits of rate behind the block and frame sizes. */
export function readFlacHead(bytes: Uint8Array): CodedHead | null {
  const view = viewOf(bytes);
  return idAt(view, 0) === 'fLaC' ? streamInfoRate(view, 8) : null;
}

function streamInfoRate(view: DataView, at: number): CodedHead | null {
  if (at + 13 > view.byteLength) return null;
  const sampleRate = (view.getUint16(at + 10) << 4) | (view.getUint8(at + 12) >> 4);
  // 36 bits; 0 stands for a length that was not known.
  const samples =
    at + 18 <= view.byteLength ? (view.getUint8(at + 13) & 15) * 2 ** 32 + view.getUint32(at + 14) : 0;
  return { codec: 'FLAC', sampleRate: sampleRate > 0 ? sampleRate : null, ...(samples > 0 && { samples }) };
}

/** The first sound among the streams that begin an Ogg file; else the first stream that is known. */
export function readOggHead(bytes: Uint8Array): CodedHead | null {
  const view = viewOf(bytes);
  const heads: CodedHead[] = [];
  for (let at = 0; at + 27 <= view.byteLength && idAt(view, at) === 'OggS';) {
    if ((view.getUint8(at + 5) & BEGINS_STREAM) === 0) break;
    const segments = view.getUint8(at + 26);
    if (at + 27 + segments > view.byteLength) break;
    const packet = at + 27 + segments;
    const head = readPacket(view, packet);
    if (head) heads.push({ ...head, serial: view.getUint32(at + 14, true) });
    let size = 0;
    for (let n = 0; n < segments; n++) size += view.getUint8(at + 27 + n);
    at = packet + size;
  }
  return heads.find(({ sampleRate }) => sampleRate !== null) ?? heads[0] ?? null;
}

function readPacket(view: DataView, at: number): CodedHead | null {
  const name = idAt(view, at) + idAt(view, at + 4);
  // Opus always decodes at 48 kHz; its header tells what was put in.
  if (name === 'OpusHead') return { codec: 'Opus', sampleRate: OPUS_RATE };
  if (name === 'Speex   ') return { codec: 'Speex', sampleRate: null };
  if (name.startsWith('\u0001vorbis') && at + 16 <= view.byteLength)
    return { codec: 'Vorbis', sampleRate: view.getUint32(at + 12, true) };
  if (name.startsWith('\u0080theora')) return { codec: 'Theora', sampleRate: null };
  // "\x7fFLAC", version, number of headers, "fLaC", then the block's own head.
  return name.startsWith('\u007fFLAC') ? streamInfoRate(view, at + 17) : null;
}

/** A page is 64 kB at most, and its head. */
const LAST_PAGES = 131_072;

/** Seconds that a FLAC or Ogg file has by its head or its last page; 0 where neither tells. */
export function codedSeconds(bytes: Uint8Array, { sampleRate, samples, serial }: CodedHead): number {
  if (sampleRate === null) return 0;
  if (samples !== undefined) return samples / sampleRate;
  const view = viewOf(bytes);
  for (let at = bytes.length - 27; at >= Math.max(0, bytes.length - LAST_PAGES); at--) {
    if (idAt(view, at) !== 'OggS' || view.getUint32(at + 14, true) !== serial) continue;
    const granule = Number(view.getBigInt64(at + 6, true));
    if (granule > 0) return granule / sampleRate;
  }
  return 0;
}

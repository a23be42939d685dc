import { createEncoder } from 'wasm-media-encoders';

import { ascii, joinBytes, type Bytes } from '../bytes.ts';
import { lengthOf, type Pcm } from '../pcm.ts';
import { commentFields, type SoundTags } from './sound-tags.ts';
import { vorbisComments } from './vorbis-comments.ts';

/** About 192 kbit/s in stereo. */
const QUALITY = 6;
const CHUNK = 1 << 16;

/** Ogg Vorbis, as long as the sound to the sample. The encoder writes no comments: they are put in afterwards. */
export async function encodeOgg(
  pcm: Pcm,
  tags: SoundTags | null,
  wasm: WebAssembly.Module | Uint8Array,
): Promise<Bytes> {
  const encoder = await createEncoder('audio/ogg', wasm);
  encoder.configure({
    sampleRate: pcm.sampleRate,
    channels: pcm.channels.length === 1 ? 1 : 2,
    vbrQuality: QUALITY,
    // The same sound, the same bytes.
    oggSerialNo: 1,
  });
  const parts: Bytes[] = [];
  for (let at = 0; at < lengthOf(pcm); at += CHUNK)
    parts.push(encoder.encode(pcm.channels.map((channel) => channel.subarray(at, at + CHUNK))).slice());
  parts.push(encoder.finalize().slice());
  return withComments(
    joinBytes(parts),
    vorbisComments(tags === null ? [] : commentFields(tags, pcm.sampleRate)),
  );
}

interface OggPage {
  head: Bytes;
  lacing: Bytes;
  body: Bytes;
}

const HEAD_BYTES = 27;
const LACED = 255;

function pagesOf(bytes: Bytes): OggPage[] {
  const pages: OggPage[] = [];
  for (let at = 0; at + HEAD_BYTES <= bytes.length;) {
    const segments = bytes[at + 26] ?? 0;
    const lacing = bytes.slice(at + HEAD_BYTES, at + HEAD_BYTES + segments);
    const size = lacing.reduce((sum, part) => sum + part, 0);
    const from = at + HEAD_BYTES + segments;
    pages.push({ head: bytes.slice(at, at + HEAD_BYTES), lacing, body: bytes.slice(from, from + size) });
    at = from + size;
  }
  return pages;
}

/** The second of the three header packets anew; what follows is numbered again. */
function withComments(bytes: Bytes, comments: Bytes): Bytes {
  const [first, ...rest] = pagesOf(bytes);
  if (!first) return bytes;
  // Audio begins on a page of its own, behind the end of the third packet.
  let ends = 0;
  const headers =
    rest.findIndex(({ lacing }) => (ends += lacing.filter((part) => part < LACED).length) >= 2) + 1;
  const setup = setupOf(rest.slice(0, headers));
  const comment = joinBytes([Uint8Array.of(3), ascii('vorbis'), comments, Uint8Array.of(1)]);
  const audio = firstPacketApart(rest.slice(headers));
  const pages = [first, ...pagesWith([comment, setup], first.head), ...audio];
  return joinBytes(pages.map(numbered));
}

const LAST_PAGE = 4;

/**
 * A sound that fits on one page ends where no player agrees: that page's position would have to tell both where it begins
 * and where it ends. The first packet makes no samples of its own (Vorbis I, A.2), so on a page of its own it tells the start.
 */
function firstPacketApart(pages: readonly OggPage[]): readonly OggPage[] {
  const [page] = pages;
  const flags = page?.head[5] ?? 0;
  const laces = (page?.lacing.findIndex((part) => part < LACED) ?? 0) + 1;
  if (!page || (flags & LAST_PAGE) === 0 || laces >= page.lacing.length) return pages;
  const lacing = page.lacing.slice(0, laces);
  const size = lacing.reduce((sum, part) => sum + part, 0);
  const head = page.head.slice();
  head[5] = flags & ~LAST_PAGE;
  head.fill(0, 6, 14);
  return [
    { head, lacing, body: page.body.slice(0, size) },
    { head: page.head, lacing: page.lacing.slice(laces), body: page.body.slice(size) },
  ];
}

function setupOf(pages: readonly OggPage[]): Bytes {
  const lacing = joinBytes(pages.map((page) => page.lacing));
  const end = lacing.findIndex((part) => part < LACED) + 1;
  return joinBytes(pages.map((page) => page.body)).slice(
    lacing.subarray(0, end).reduce((sum, part) => sum + part, 0),
  );
}

/** Packets on as few pages as hold them. */
function pagesWith(packets: readonly Bytes[], likeHead: Bytes): OggPage[] {
  const lacing = packets.flatMap((packet) => [
    ...Array.from({ length: Math.floor(packet.length / LACED) }, () => LACED),
    packet.length % LACED,
  ]);
  const body = joinBytes(packets);
  const pages: OggPage[] = [];
  let at = 0;
  for (let from = 0; from < lacing.length; from += LACED) {
    const laces = Uint8Array.from(lacing.slice(from, from + LACED));
    const size = laces.reduce((sum, part) => sum + part, 0);
    const head = likeHead.slice();
    // A page that begins within a packet says so.
    head[5] = from > 0 && lacing[from - 1] === LACED ? 1 : 0;
    head.fill(lacing.slice(from, from + LACED).some((part) => part < LACED) ? 0 : 0xff, 6, 14);
    pages.push({ head, lacing: laces, body: body.slice(at, at + size) });
    at += size;
  }
  return pages;
}

function numbered({ head, lacing, body }: OggPage, number: number): Bytes {
  const page = joinBytes([head, lacing, body]);
  const view = new DataView(page.buffer);
  page[26] = lacing.length;
  view.setUint32(18, number, true);
  view.setUint32(22, 0, true);
  view.setUint32(22, crc32(page), true);
  return page;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value;
});

/** Ogg's own: neither reflected nor inverted. */
function crc32(bytes: Uint8Array): number {
  let value = 0;
  for (const byte of bytes) value = (value << 8) ^ (TABLE[((value >>> 24) ^ byte) & 0xff] ?? 0);
  return value >>> 0;
}

import { md5 } from '@noble/hashes/legacy.js';

import { ascii, type Bytes } from '../bytes.ts';
import { lengthOf, type Pcm } from '../pcm.ts';
import { BitWriter } from './bit-writer.ts';
import { bestSubframe, writeSubframe } from './flac-subframe.ts';
import { toIntegers } from './integers.ts';
import { commentFields, type SoundTags } from './sound-tags.ts';
import { vorbisComments } from './vorbis-comments.ts';

const BLOCK = 4096;
const BLOCK_CODE = 0b1100;
const OTHER_BLOCK_CODE = 0b0111;
const SIZE_CODES = { 16: 0b100, 24: 0b110 } as const;
const MID_SIDE = 0b1010;

/** FLAC: every sample comes back as it is. One or two channels. https://www.rfc-editor.org/rfc/rfc9639 */
export function encodeFlac(pcm: Pcm, bits: 16 | 24, tags: SoundTags | null): Bytes {
  const channels = pcm.channels.map((channel) => toIntegers(channel, bits));
  const out = new BitWriter();
  out.putBytes(ascii('fLaC'));
  writeStreamInfo(out, pcm, bits, checksum(channels, bits));
  const comments = vorbisComments(tags === null ? [] : commentFields(tags, pcm.sampleRate));
  out.put(0x84, 8);
  out.put(comments.length, 24);
  out.putBytes(comments);
  const length = lengthOf(pcm);
  for (let start = 0, number = 0; start < length; start += BLOCK, number++)
    writeFrame(
      out,
      channels.map((channel) => channel.subarray(start, start + BLOCK)),
      bits,
      number,
    );
  return out.since(0).slice();
}

const STREAM_INFO_BYTES = 34;

function writeStreamInfo(out: BitWriter, pcm: Pcm, bits: number, sum: Uint8Array): void {
  out.put(0, 8);
  out.put(STREAM_INFO_BYTES, 24);
  out.put(BLOCK, 16);
  out.put(BLOCK, 16);
  // Smallest and largest frame: not told.
  out.putLong(0, 48);
  out.put(pcm.sampleRate, 20);
  out.put(pcm.channels.length - 1, 3);
  out.put(bits - 1, 5);
  out.putLong(lengthOf(pcm), 36);
  out.putBytes(sum);
}

/** Of the interleaved samples, little-endian: what `flac -t` compares. */
function checksum(channels: readonly Int32Array[], bits: 16 | 24): Uint8Array {
  const hash = md5.create();
  const width = bits / 8;
  const length = channels[0]?.length ?? 0;
  for (let start = 0; start < length; start += BLOCK) {
    const end = Math.min(length, start + BLOCK);
    const frame = channels.length * width;
    const bytes = new Uint8Array((end - start) * frame);
    channels.forEach((channel, n) => {
      for (let i = start, at = n * width; i < end; i++, at += frame)
        for (let byte = 0; byte < width; byte++) bytes[at + byte] = ((channel[i] ?? 0) >> (8 * byte)) & 0xff;
    });
    hash.update(bytes);
  }
  return hash.digest();
}

function writeFrame(out: BitWriter, channels: readonly Int32Array[], bits: 16 | 24, number: number): void {
  const start = out.length;
  const size = channels[0]?.length ?? 0;
  const plain = channels.map((channel) => bestSubframe(channel, bits));
  const midSide = midSideOf(channels)?.map((channel, n) => bestSubframe(channel, bits + n));
  const cost = (frames: readonly { bits: number }[]) => frames.reduce((sum, frame) => sum + frame.bits, 0);
  const usesMidSide = midSide !== undefined && cost(midSide) < cost(plain);
  out.put(0xfff8, 16);
  out.put(size === BLOCK ? BLOCK_CODE : OTHER_BLOCK_CODE, 4);
  // The rate stands in the stream's head.
  out.put(0, 4);
  out.put(usesMidSide ? MID_SIDE : channels.length - 1, 4);
  out.put(SIZE_CODES[bits] << 1, 4);
  out.putBytes(utf8Number(number));
  if (size !== BLOCK) out.put(size - 1, 16);
  out.put(crc(out.since(start), 8, 0x07), 8);
  (usesMidSide ? midSide : plain).forEach((subframe, n) =>
    writeSubframe(out, subframe, usesMidSide ? bits + n : bits),
  );
  out.align();
  out.put(crc(out.since(start), 16, 0x8005), 16);
}

/** Mean and difference of two channels; the difference needs one bit more. */
function midSideOf([left, right]: readonly Int32Array[]): [Int32Array, Int32Array] | undefined {
  if (!left || !right) return undefined;
  const mid = new Int32Array(left.length);
  const side = new Int32Array(left.length);
  for (let i = 0; i < left.length; i++) {
    const [l, r] = [left[i] ?? 0, right[i] ?? 0];
    mid[i] = (l + r) >> 1;
    side[i] = l - r;
  }
  return [mid, side];
}

/** UTF-8's scheme for any number up to 36 bits. */
function utf8Number(value: number): Uint8Array {
  if (value < 0x80) return Uint8Array.of(value);
  const tail: number[] = [];
  let left = value;
  let room = 0x40;
  do {
    tail.unshift(0x80 | (left % 64));
    left = Math.floor(left / 64);
    room >>= 1;
  } while (left >= room);
  return Uint8Array.of(((0xff00 >> (tail.length + 1)) & 0xff) | left, ...tail);
}

const tables = new Map<number, Uint16Array>();

function tableOf(width: number, polynomial: number): Uint16Array {
  const known = tables.get(polynomial);
  if (known) return known;
  const top = 1 << (width - 1);
  const table = Uint16Array.from({ length: 256 }, (_, byte) => {
    let value = byte << (width - 8);
    for (let bit = 0; bit < 8; bit++) value = value & top ? (value << 1) ^ polynomial : value << 1;
    return value & ((1 << width) - 1);
  });
  tables.set(polynomial, table);
  return table;
}

function crc(bytes: Uint8Array, width: 8 | 16, polynomial: number): number {
  const table = tableOf(width, polynomial);
  const mask = (1 << width) - 1;
  let value = 0;
  for (const byte of bytes) value = ((value << 8) & mask) ^ (table[(value >> (width - 8)) ^ byte] ?? 0);
  return value;
}

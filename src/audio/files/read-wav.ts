import { lengthOf, slice, type Pcm, type Samples } from '../pcm.ts';
import { decodeImaAdpcm, decodeMsAdpcm } from './adpcm.ts';
import { bytesOf, chunkOf, idAt, promisedLength, readChunks } from './chunks.ts';
import { FileError, refuseTooLong } from './file-error.ts';
import { withChapters, type FileFacts } from './file-facts.ts';
import {
  bytesOfSample,
  deinterleave,
  isSampleRate,
  signedFormat,
  type SampleFormat,
} from './sample-formats.ts';
import { speakersOfMask, type Speaker } from './speakers.ts';
import { factsOfWav } from './wav-facts.ts';

/** A file's sound as it stands there, of any number of channels, and what it says of itself. */
export interface SoundFile {
  pcm: Pcm;
  speakers: readonly Speaker[];
  facts: FileFacts;
}

const PCM = 1;
const MS_ADPCM = 2;
const FLOAT = 3;
const ALAW = 6;
const ULAW = 7;
const IMA_ADPCM = 0x11;
const MP3 = 0x55;
const EXTENSIBLE = 0xfffe;
/** Names of format tags that stand in real files and that nothing here decodes. */
const CODECS: Readonly<Record<number, string>> = {
  0x31: 'GSM 6.10',
  0x50: 'MPEG layer II',
  0xff: 'AAC in WAV',
  0x161: 'Windows Media',
  0x2000: 'Dolby Digital',
  0x2001: 'DTS',
};

interface WavFormat {
  tag: number;
  channels: number;
  sampleRate: number;
  blockBytes: number;
  mask: number;
  /** Pairs for MS ADPCM. */
  coefficients: (readonly [number, number])[];
}

/** Reads RIFF, RIFX, RF64 and BW64 WAVE. Throws a `FileError`. */
export function readWav(bytes: Uint8Array<ArrayBuffer>): SoundFile {
  const { chunks, isLittle, format, sound } = openWav(bytes);
  const channels = samplesOf(sound.body, format, isLittle);
  const length = chunkOf(chunks, 'fact');
  const pcm = cutPadding({ channels, sampleRate: format.sampleRate }, format.tag, length, isLittle);
  if (lengthOf(pcm) === 0) throw new FileError({ kind: sound.missing > 0 ? 'broken' : 'empty' });
  const promised = promisedLength(sound, lengthOf(pcm), format.blockBytes);
  return {
    pcm,
    speakers: speakersOfMask(format.mask, format.channels),
    facts: {
      ...withChapters(factsOfWav(chunks, isLittle, lengthOf(pcm)), pcm),
      promisedLength: promised,
    },
  };
}

/** The MP3 that some programs wrap as a WAV; null when it is none. */
export function mp3InWav(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const { format, sound } = openWav(bytes);
  return format.tag === MP3 ? bytesOf(sound.body) : null;
}

function openWav(bytes: Uint8Array<ArrayBuffer>) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const form = idAt(view, 0);
  const isLittle = form !== 'RIFX';
  const is64 = form === 'RF64' || form === 'BW64';
  const long = is64 ? chunkOf(readChunks(view, 12, true), 'ds64') : undefined;
  const dataSize = long && long.byteLength >= 16 ? Number(long.getBigUint64(8, true)) : null;
  const chunks = readChunks(view, 12, isLittle, (id, size) =>
    id === 'data' && dataSize !== null && size === 0xffff_ffff ? dataSize : size,
  );
  const fmt = chunkOf(chunks, 'fmt ');
  const sound = chunks.find(({ id }) => id === 'data');
  if (!fmt || fmt.byteLength < 14 || !sound) throw new FileError({ kind: 'broken' });
  return { chunks, isLittle, format: readFormat(fmt, isLittle), sound };
}

function readFormat(fmt: DataView, isLittle: boolean): WavFormat {
  const u16 = (at: number) => (at + 2 <= fmt.byteLength ? fmt.getUint16(at, isLittle) : 0);
  const u32 = (at: number) => (at + 4 <= fmt.byteLength ? fmt.getUint32(at, isLittle) : 0);
  const said = u16(0);
  const isExtensible = said === EXTENSIBLE && fmt.byteLength >= 26;
  const tag = isExtensible ? u16(24) : said;
  const count = tag === MS_ADPCM ? Math.min(u16(20), Math.floor((fmt.byteLength - 22) / 4)) : 0;
  const i16 = (at: number) => fmt.getInt16(at, isLittle);
  return {
    tag,
    channels: u16(2),
    sampleRate: u32(4),
    blockBytes: u16(12),
    mask: isExtensible ? u32(20) : 0,
    coefficients: Array.from({ length: count }, (_, n) => [i16(22 + 4 * n), i16(24 + 4 * n)] as const),
  };
}

/** Integers take the bytes of the whole frame, whatever number of bits is said to be valid in them. */
function plainFormat({ tag, channels, blockBytes }: WavFormat): SampleFormat | null {
  const bytes = blockBytes / channels;
  if (tag === PCM) return bytes === 1 ? 'u8' : signedFormat(bytes);
  if (tag === FLOAT) return bytes === 8 ? 'f64' : bytes === 4 ? 'f32' : null;
  return tag === ULAW ? 'ulaw' : tag === ALAW ? 'alaw' : null;
}

function samplesOf(data: DataView, format: WavFormat, isLittle: boolean): Samples[] {
  const { tag, channels, sampleRate, blockBytes, coefficients } = format;
  if (channels === 0 || !isSampleRate(sampleRate) || blockBytes === 0)
    throw new FileError({ kind: 'broken' });
  const plain = plainFormat(format);
  if (plain && blockBytes === channels * bytesOfSample(plain))
    return deinterleave(data, plain, format, isLittle);
  // Two samples a byte, without the longer of the two heads that a block may have.
  if (tag === MS_ADPCM || tag === IMA_ADPCM)
    refuseTooLong(((data.byteLength / blockBytes) * (blockBytes - 7 * channels) * 2) / channels / sampleRate);
  if (tag === MS_ADPCM) return decodeMsAdpcm(data, channels, blockBytes, coefficients);
  if (tag === IMA_ADPCM) return decodeImaAdpcm(data, channels, blockBytes);
  if (tag === PCM || tag === FLOAT) throw new FileError({ kind: 'broken' });
  throw new FileError({ kind: 'codec', codec: CODECS[tag] ?? `WAV 0x${tag.toString(16)}` });
}

/** ADPCM fills its last block; the `fact` chunk says how many samples are meant. */
function cutPadding(pcm: Pcm, tag: number, fact: DataView | undefined, isLittle: boolean): Pcm {
  if ((tag !== MS_ADPCM && tag !== IMA_ADPCM) || !fact || fact.byteLength < 4) return pcm;
  const length = fact.getUint32(0, isLittle);
  return length > 0 && length < lengthOf(pcm) ? slice(pcm, 0, length) : pcm;
}

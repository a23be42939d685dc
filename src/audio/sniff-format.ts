import { countFrames, framesFollow } from './frame-chain.ts';
import { isMp3At } from './mp3-frame-header.ts';

/** Formats that something here reads. */
type AudioFormat = 'wav' | 'aiff' | 'caf' | 'flac' | 'ogg' | 'mp3' | 'aac' | 'mp4' | 'webm';

export type Sniffed =
  | {
      kind: 'audio';
      format: AudioFormat;
      /** Where the format itself begins: behind its tags. */
      start: number;
    }
  /** Sound, or nearly, that nothing here reads; `name` is what people call it. */
  | { kind: 'unreadable'; name: string }
  | { kind: 'no-audio' };

/** Bytes at the start of a file, or at a part's start, that decide what it is. */
interface Magic {
  bytes: readonly number[];
  at?: number;
}
const ascii = (text: string, at = 0): Magic => ({
  bytes: Array.from(text, (letter) => letter.charCodeAt(0)),
  at,
});

const MAGIC: readonly (readonly [AudioFormat, ...Magic[]])[] = [
  ['wav', ascii('RIFF'), ascii('WAVE', 8)],
  ['wav', ascii('RF64'), ascii('WAVE', 8)],
  ['wav', ascii('BW64'), ascii('WAVE', 8)],
  ['wav', ascii('RIFX'), ascii('WAVE', 8)],
  ['aiff', ascii('FORM'), ascii('AIFF', 8)],
  ['aiff', ascii('FORM'), ascii('AIFC', 8)],
  ['caf', ascii('caff')],
  ['flac', ascii('fLaC')],
  ['ogg', ascii('OggS')],
  ['mp4', ascii('ftyp', 4)],
  ['webm', { bytes: [0x1a, 0x45, 0xdf, 0xa3] }],
];

const UNREADABLE: readonly (readonly [string, ...Magic[]])[] = [
  ['W64', ascii('riff'), { bytes: [0x2e, 0x91, 0xcf, 0x11], at: 4 }],
  ['WavPack', ascii('wvpk')],
  ['Windows Media', { bytes: [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11] }],
  ['Monkey’s Audio', ascii('MAC ')],
  ['Musepack', ascii('MPCK')],
  ['Musepack', ascii('MP+')],
  ['True Audio', ascii('TTA1')],
  ['DSD', ascii('DSD ')],
  ['DSD', ascii('FRM8')],
  ['AMR', ascii('#!AMR')],
  ['AU', ascii('.snd')],
  ['MIDI', ascii('MThd')],
  ['MIDI', ascii('RIFF'), ascii('RMID', 8)],
  ['AVI', ascii('RIFF'), ascii('AVI ', 8)],
  ['VOC', ascii('Creative Voice File')],
];

/** Pictures in the box of an MP4. */
const PICTURES = ['heic', 'heix', 'heim', 'heis', 'hevc', 'mif1', 'msf1', 'avif', 'avis', 'crx '].map(
  (brand) => ascii(`ftyp${brand}`, 4),
);

/** As much of a file's start as `sniffFormat` looks at, behind its tags. */
export const SNIFFED_BYTES = 16_384;

/** Where the audio begins behind any tags at the front, which may hold a picture of megabytes; 0 without one. */
export function endOfTags(bytes: Uint8Array): number {
  let at = 0;
  for (let end = endOfTagAt(bytes, at); end !== null; end = endOfTagAt(bytes, at)) at = end;
  return at;
}

/** Where the ID3 or APE tag ends that begins at `at`; null where none does. */
export function endOfTagAt(bytes: Uint8Array, at: number): number | null {
  if (hasMagic(bytes, at, ascii('APETAGEX')) && at + 32 <= bytes.length) {
    // The items and the 32 bytes that end them.
    const size = [15, 14, 13, 12].reduce((total, i) => total * 256 + (bytes[at + i] ?? 0), 0);
    return at + 32 + size;
  }
  if (!isId3At(bytes, at)) return null;
  const size = [6, 7, 8, 9].reduce((total, i) => (total << 7) | (bytes[at + i] ?? 0), 0);
  return at + 10 + size + (((bytes[at + 5] ?? 0) & 0x10) === 0 ? 0 : 10);
}

/** Whether the head of an ID3 tag stands there: letters, version, flags, and a length of four times 7 bits. */
export const isId3At = (bytes: Uint8Array, at: number): boolean =>
  hasMagic(bytes, at, ascii('ID3')) &&
  at + 10 <= bytes.length &&
  [2, 3, 4].includes(bytes[at + 3] ?? 0) &&
  [6, 7, 8, 9].every((i) => (bytes[at + i] ?? 0) < 0x80);

/** Recorders of streams begin anywhere in a frame, and some servers and taggers put a few bytes in front. */
const LONGEST_JUNK = 8192;

/** Where the frames of what is called an MP3 begin, when not at once: behind junk, and tags within it; null when none follow each other. */
export function mp3Behind(bytes: Uint8Array): number | null {
  let at = endOfTags(bytes);
  for (let end = at + LONGEST_JUNK; at <= Math.min(bytes.length - 4, end); at++) {
    if (bytes[at] === 0xff && isMp3At(bytes, at)) return at;
    const tagged = endOfTagAt(bytes, at);
    if (tagged === null || tagged >= bytes.length) continue;
    at = tagged - 1;
    end = tagged + LONGEST_JUNK;
  }
  return null;
}

/** What kind of file this is, by its first bytes alone: no format is searched for the signs of another. */
export function sniffFormat(bytes: Uint8Array): Sniffed {
  const tagged = endOfTags(bytes);
  // Taggers leave zeros behind a tag that has become shorter; MP4 begins with two.
  const start = tagged > 0 ? endOfZeros(bytes, tagged) : 0;
  const isOf = ([, ...magic]: readonly [string, ...Magic[]]) =>
    magic.every((each) => hasMagic(bytes, start, each));
  if (PICTURES.some((brand) => hasMagic(bytes, start, brand))) return { kind: 'no-audio' };
  const known = MAGIC.find(isOf);
  if (known) return { kind: 'audio', format: known[0], start };
  const unreadable = UNREADABLE.find(isOf);
  if (unreadable) return { kind: 'unreadable', name: unreadable[0] };
  if (framesFollow(bytes, start, (at) => adtsLength(bytes, at)))
    return { kind: 'audio', format: 'aac', start };
  if (isMp3At(bytes, start)) return { kind: 'audio', format: 'mp3', start };
  if (framesFollow(bytes, start, (at) => layer2Length(bytes, at)))
    return { kind: 'unreadable', name: 'MPEG layer II' };
  return framesFollow(bytes, start, (at) => ac3Length(bytes, at))
    ? { kind: 'unreadable', name: 'Dolby Digital' }
    : { kind: 'no-audio' };
}

function endOfZeros(bytes: Uint8Array, start: number): number {
  let at = start;
  while (bytes[at] === 0) at++;
  return at;
}

function hasMagic(bytes: Uint8Array, start: number, { bytes: magic, at = 0 }: Magic): boolean {
  return magic.every((byte, i) => bytes[start + at + i] === byte);
}

/** Bytes of the ADTS frame at `at`; null when none begins there. */
function adtsLength(bytes: Uint8Array, at: number): number | null {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = bytes.subarray(at, at + 6);
  // 12 bits of sync, then a layer that is always 0; a rate index of 13 and more is reserved.
  if (a !== 0xff || (b & 0xf6) !== 0xf0 || ((c >> 2) & 15) > 12) return null;
  const length = ((d & 3) << 11) | (e << 3) | (f >> 5);
  return length > 7 ? length : null;
}

const LAYER2_RATES = [44_100, 48_000, 32_000];
const LAYER2_KBPS = [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];

/** Bytes of the MPEG-1 layer II frame at `at`; null when none begins there. */
function layer2Length(bytes: Uint8Array, at: number): number | null {
  const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
  const rate = LAYER2_RATES[(c >> 2) & 3];
  const kbps = LAYER2_KBPS[c >> 4];
  if (a !== 0xff || (b & 0xfe) !== 0xfc || rate === undefined || !kbps) return null;
  return Math.floor((144_000 * kbps) / rate) + ((c >> 1) & 1);
}

const AC3_RATES = [48_000, 44_100, 32_000];
const AC3_KBPS = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640];

/** Bytes of the AC-3 frame at `at` (ETSI TS 102 366, table 4.13); null when none begins there. */
function ac3Length(bytes: Uint8Array, at: number): number | null {
  const code = bytes[at + 4] ?? 0;
  const rate = AC3_RATES[code >> 6];
  const kbps = AC3_KBPS[(code & 63) >> 1];
  if (bytes[at] !== 0x0b || bytes[at + 1] !== 0x77 || rate === undefined || kbps === undefined) return null;
  // A frame is 1536 samples, told in words of two bytes; at 44.1 kHz every second one is a word longer.
  return 2 * (Math.floor((96_000 * kbps) / rate) + (rate === 44_100 ? code & 1 : 0));
}

const ADTS_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000,
];
const LOW_RATE = 24_000;

/** The rate that ADTS frames decode to. Up to 24 kHz they usually carry SBR, which doubles it without saying so. */
export function adtsRate(bytes: Uint8Array): number | null {
  const rate = codedAdtsRate(bytes, 0);
  return rate !== null && rate <= LOW_RATE ? 2 * rate : rate;
}

const codedAdtsRate = (bytes: Uint8Array, start: number): number | null =>
  ADTS_RATES[((bytes[start + 2] ?? 0) >> 2) & 15] ?? null;

const ADTS_SAMPLES = 1024;

/** Seconds of sound in all ADTS frames from `start`. */
export function adtsSeconds(bytes: Uint8Array, start: number): number {
  const rate = codedAdtsRate(bytes, start);
  if (rate === null) return 0;
  return (countFrames(bytes, start, (at) => adtsLength(bytes, at)) * ADTS_SAMPLES) / rate;
}

import { countFrames, framesFollow } from './frame-chain.ts';

const RATES = [44100, 48000, 32000];
/** kbit/s of layer III by the header's index; index 0 is a free bit rate, 15 is reserved. */
const MPEG1_KBPS = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const MPEG2_KBPS = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

interface Mp3FrameHeader {
  sampleRate: number;
  samplesPerFrame: number;
  isMono: boolean;
  /** MPEG 1, whose side information is longer than that of MPEG 2 and 2.5. */
  isMpeg1: boolean;
  /** The whole frame; null for a free bit rate, which does not say. */
  bytes: number | null;
}

/** The layer III frame header at `at`; null when none stands there. */
export function readMp3FrameHeader(bytes: Uint8Array, at: number): Mp3FrameHeader | null {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4);
  const version = (b >> 3) & 3;
  const isLayer3 = ((b >> 1) & 3) === 1;
  // 3 MPEG 1, 2 MPEG 2, 0 MPEG 2.5; 1 is reserved.
  if (a !== 0xff || (b & 0xe0) !== 0xe0 || version === 1 || !isLayer3) return null;
  const rate = RATES[(c >> 2) & 3];
  const isMpeg1 = version === 3;
  const kbps = (isMpeg1 ? MPEG1_KBPS : MPEG2_KBPS)[c >> 4];
  if (rate === undefined || kbps === undefined) return null;
  const sampleRate = isMpeg1 ? rate : version === 2 ? rate / 2 : rate / 4;
  const samplesPerFrame = isMpeg1 ? 1152 : 576;
  const padding = (c >> 1) & 1;
  return {
    sampleRate,
    samplesPerFrame,
    isMono: d >> 6 === 3,
    isMpeg1,
    bytes: kbps === 0 ? null : Math.floor((samplesPerFrame * 125 * kbps) / sampleRate) + padding,
  };
}

/** Whether MP3 frames of one rate follow each other from `start`. */
export const isMp3At = (bytes: Uint8Array, start: number): boolean =>
  framesFollow(bytes, start, frameLengths(bytes, start));

/** Seconds of sound in all MP3 frames from `start`, whatever a tag counts; 0 where they do not tell their lengths. */
export function mp3Seconds(bytes: Uint8Array, start: number): number {
  const first = readMp3FrameHeader(bytes, start);
  if (!first) return 0;
  return (countFrames(bytes, start, frameLengths(bytes, start)) * first.samplesPerFrame) / first.sampleRate;
}

/** Lengths of the frames that have the rate of the one at `start`. */
function frameLengths(bytes: Uint8Array, start: number): (at: number) => number | null {
  const rate = readMp3FrameHeader(bytes, start)?.sampleRate;
  return (at) => {
    const header = readMp3FrameHeader(bytes, at);
    return header?.sampleRate === rate ? (header?.bytes ?? null) : null;
  };
}

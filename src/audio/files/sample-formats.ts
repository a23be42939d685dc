import type { Samples } from '../pcm.ts';
import { refuseTooLong } from './file-error.ts';

/** How one sample is written: unsigned, signed or float with its bits, or an 8-bit telephone code. */
export type SampleFormat = 'u8' | 's8' | 's16' | 's24' | 's32' | 'f32' | 'f64' | 'ulaw' | 'alaw';

type Read = (view: DataView, at: number, isLittle: boolean) => number;

const FORMATS: Record<SampleFormat, { bytes: number; read: Read }> = {
  u8: { bytes: 1, read: (view, at) => (view.getUint8(at) - 128) / 128 },
  s8: { bytes: 1, read: (view, at) => view.getInt8(at) / 128 },
  s16: { bytes: 2, read: (view, at, isLittle) => view.getInt16(at, isLittle) / 32768 },
  s24: {
    bytes: 3,
    read: (view, at, isLittle) =>
      isLittle
        ? ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 2 ** 23
        : ((view.getInt8(at) << 16) | view.getUint16(at + 1)) / 2 ** 23,
  },
  s32: { bytes: 4, read: (view, at, isLittle) => view.getInt32(at, isLittle) / 2 ** 31 },
  f32: { bytes: 4, read: (view, at, isLittle) => view.getFloat32(at, isLittle) },
  f64: { bytes: 8, read: (view, at, isLittle) => view.getFloat64(at, isLittle) },
  ulaw: { bytes: 1, read: (view, at) => expandUlaw(view.getUint8(at)) / 32768 },
  alaw: { bytes: 1, read: (view, at) => expandAlaw(view.getUint8(at)) / 32768 },
};

/** Twice what any converter reaches; more is a damaged head. */
const HIGHEST_HZ = 1_536_000;

export const isSampleRate = (hz: number): boolean => hz > 0 && hz <= HIGHEST_HZ;

export const bytesOfSample = (format: SampleFormat): number => FORMATS[format].bytes;

/** Signed integers of 1 to 32 bits lie in the upper bits of as many whole bytes as they need. */
export const signedFormat = (bytes: number): SampleFormat | null =>
  (['s8', 's16', 's24', 's32'] as const)[bytes - 1] ?? null;

export interface Layout {
  channels: number;
  sampleRate: number;
}

/**
 * One array a channel out of samples that stand frame by frame; a frame that was cut off is left out. Throws a `FileError`
 * where they are too many.
 */
export function deinterleave(
  view: DataView,
  format: SampleFormat,
  { channels, sampleRate }: Layout,
  isLittle: boolean,
): Samples[] {
  const { bytes, read } = FORMATS[format];
  const frames = Math.floor(view.byteLength / (bytes * channels));
  refuseTooLong(frames / sampleRate);
  const out = Array.from({ length: channels }, () => new Float32Array(frames));
  const fast = isLittle ? FAST[format] : undefined;
  if (fast) {
    const used = frames * channels * bytes;
    // A copy, since a typed array must begin at a multiple of its element's size.
    const all = fast.view(view.buffer.slice(view.byteOffset, view.byteOffset + used) as ArrayBuffer);
    for (const [channel, samples] of out.entries())
      for (let i = 0, at = channel; i < frames; i++, at += channels) samples[i] = (all[at] ?? 0) * fast.unit;
    return out;
  }
  for (const [channel, samples] of out.entries())
    for (let i = 0, at = channel * bytes; i < frames; i++, at += bytes * channels)
      samples[i] = read(view, at, isLittle);
  return out;
}

/** What the machine reads by itself, several times as fast. Every machine that runs a browser is little endian. */
const FAST: Partial<
  Record<SampleFormat, { view: (buffer: ArrayBuffer) => ArrayLike<number>; unit: number }>
> = {
  s16: { view: (buffer) => new Int16Array(buffer), unit: 2 ** -15 },
  s32: { view: (buffer) => new Int32Array(buffer), unit: 2 ** -31 },
  f32: { view: (buffer) => new Float32Array(buffer), unit: 1 },
  f64: { view: (buffer) => new Float64Array(buffer), unit: 1 },
};

/** ITU-T G.711, 16-bit. */
function expandUlaw(code: number): number {
  const bits = ~code & 0xff;
  const value = (((bits & 15) << 3) + 132) << ((bits >> 4) & 7);
  return bits & 0x80 ? 132 - value : value - 132;
}

function expandAlaw(code: number): number {
  const bits = code ^ 0x55;
  const exponent = (bits >> 4) & 7;
  const mantissa = ((bits & 15) << 4) + 8;
  const value = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1);
  return bits & 0x80 ? value : -value;
}

/** Small writers of sound files, one for each thing a reader must understand. They share no code with the readers. */

type Part = string | number[] | Uint8Array;

/** Parts one behind the other; strings as ASCII, numbers as bytes. */
export function bytes(...parts: Part[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? Array.from(part, (letter) => letter.charCodeAt(0)) : [...part],
    ),
  );
}

/** A number in `count` bytes, the largest first unless `isLittle`. */
export function int(value: number, count: number, isLittle = false): number[] {
  const out = Array.from({ length: count }, (_, i) => Math.floor(value / 2 ** (8 * (count - 1 - i))) & 0xff);
  return isLittle ? out.toReversed() : out;
}

export function float(value: number, count: 4 | 8, isLittle = false): number[] {
  const view = new DataView(new ArrayBuffer(count));
  if (count === 4) view.setFloat32(0, value, isLittle);
  else view.setFloat64(0, value, isLittle);
  return [...new Uint8Array(view.buffer)];
}

/** Four letters, a length, the body, and a zero where it is odd. */
export function chunk(id: string, body: Uint8Array, isLittle = false): Uint8Array<ArrayBuffer> {
  return bytes(id, int(body.length, 4, isLittle), body, body.length % 2 === 1 ? [0] : []);
}

export const riff = (...chunks: Uint8Array[]): Uint8Array<ArrayBuffer> =>
  bytes('RIFF', int(4 + chunks.reduce((sum, { length }) => sum + length, 0), 4, true), 'WAVE', ...chunks);

interface WavFormat {
  tag: number;
  channels?: number;
  rate?: number;
  blockBytes: number;
  bits: number;
  extra?: Uint8Array;
}

export function fmt({ tag, channels = 1, rate = 44100, blockBytes, bits, extra }: WavFormat) {
  const le = (value: number, count: number) => int(value, count, true);
  const head = bytes(le(tag, 2), le(channels, 2), le(rate, 4), le(rate * blockBytes, 4), le(blockBytes, 2));
  return chunk('fmt ', bytes(head, le(bits, 2), ...(extra ? [le(extra.length, 2), extra] : [])), true);
}

/** `WAVE_FORMAT_EXTENSIBLE` of so many bits, of which all are valid. */
export function extensibleFmt(tag: number, channels: number, bits: number, mask: number) {
  const le = (value: number, count: number) => int(value, count, true);
  const guid = bytes(le(tag, 2), [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]);
  const extra = bytes(le(bits, 2), le(mask, 4), guid);
  return fmt({ tag: 0xfffe, channels, blockBytes: (channels * bits) / 8, bits, extra });
}

/** Samples of each channel in turn, by `write`. */
export const interleave = (
  channels: readonly ArrayLike<number>[],
  write: (x: number) => number[],
): Uint8Array<ArrayBuffer> =>
  bytes(
    ...Array.from({ length: channels[0]?.length ?? 0 }, (_, i) =>
      channels.flatMap((channel) => write(channel[i] ?? 0)),
    ),
  );

/** Full scale 1 to a signed integer of `count` bytes. */
export const signed =
  (count: number, isLittle = false) =>
  (x: number): number[] =>
    int(Math.max(-(2 ** (8 * count - 1)), Math.round(x * 2 ** (8 * count - 1))), count, isLittle);

/** 80-bit IEEE 754, as AIFF writes its rate. */
function extended(value: number): number[] {
  const exponent = Math.floor(Math.log2(value));
  const mantissa = BigInt(value) << BigInt(63 - exponent);
  return [
    ...int(16383 + exponent, 2),
    ...int(Number(mantissa >> 32n), 4),
    ...int(Number(mantissa & 0xffffffffn), 4),
  ];
}

interface AiffPlan {
  channels: readonly ArrayLike<number>[];
  rate?: number;
  bits: number;
  write: (x: number) => number[];
  /** An AIFF-C compression type; none makes a plain AIFF. */
  type?: string;
  more?: Uint8Array[];
}

export function aiff({ channels, rate = 44100, bits, write, type, more = [] }: AiffPlan) {
  const comm = bytes(int(channels.length, 2), int(channels[0]?.length ?? 0, 4), int(bits, 2), extended(rate));
  const chunks = [
    chunk('COMM', type === undefined ? comm : bytes(comm, type, [0, 0])),
    ...more,
    chunk('SSND', bytes(int(0, 8), interleave(channels, write))),
  ];
  const length = 4 + chunks.reduce((sum, { length }) => sum + length, 0);
  return bytes('FORM', int(length, 4), type === undefined ? 'AIFF' : 'AIFC', ...chunks);
}

interface CafPlan {
  channels: readonly ArrayLike<number>[];
  rate?: number;
  type?: string;
  /** 1 float, 2 little endian. */
  flags?: number;
  sampleBytes: number;
  write: (x: number) => number[];
  more?: Uint8Array[];
}

export const cafChunk = (id: string, body: Uint8Array) => bytes(id, int(body.length, 8), body);

export function caf({
  channels,
  rate = 44100,
  type = 'lpcm',
  flags = 0,
  sampleBytes,
  write,
  more = [],
}: CafPlan) {
  const frameBytes = sampleBytes * channels.length;
  const desc = bytes(
    float(rate, 8),
    type,
    int(flags, 4),
    int(frameBytes, 4),
    int(1, 4),
    int(channels.length, 4),
    int(8 * sampleBytes, 4),
  );
  return bytes(
    'caff',
    [0, 1, 0, 0],
    cafChunk('desc', desc),
    ...more,
    // A length that is not known: to the end of the file.
    'data',
    [255, 255, 255, 255, 255, 255, 255, 255],
    int(0, 4),
    interleave(channels, write),
  );
}

/** Two nibbles a byte, the first one below or above. */
export const nibbles = (values: readonly number[], isLowFirst: boolean): number[] =>
  Array.from({ length: Math.ceil(values.length / 2) }, (_, i) => {
    const [a = 0, b = 0] = values.slice(2 * i, 2 * i + 2);
    return isLowFirst ? a | (b << 4) : (a << 4) | b;
  });

/** One page of an Ogg stream that holds one packet. */
export function oggPage(
  packet: Uint8Array,
  { isFirst = false, serial = 1, granule = 0, goesOn = false } = {},
) {
  const full = Array.from({ length: Math.floor(packet.length / 255) }, () => 255);
  const laces = goesOn ? full : [...full, packet.length % 255];
  return bytes(
    'OggS',
    [0, isFirst ? 2 : 0],
    int(granule, 8, true),
    int(serial, 4, true),
    int(0, 8),
    [laces.length],
    laces,
    packet,
  );
}

/** Vorbis comments without the packet's head. */
export function comments(fields: Readonly<Record<string, string>>) {
  const entries = Object.entries(fields).map(([name, value]) => new TextEncoder().encode(`${name}=${value}`));
  const le = (value: number) => int(value, 4, true);
  return bytes(le(4), 'test', le(entries.length), ...entries.flatMap((entry) => [le(entry.length), entry]));
}

/** So many MP3 frames of silence: MPEG 1 layer III, 128 kbit/s, 44.1 kHz, stereo. */
export const mp3Frames = (count: number): Uint8Array<ArrayBuffer> =>
  bytes(...Array.from({ length: count }, () => bytes([0xff, 0xfb, 0x90, 0x00], new Uint8Array(413))));

export const id3 = (...frames: Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const size = frames.reduce((sum, { length }) => sum + length, 0);
  return bytes('ID3', [4, 0, 0, 0, 0, size >> 7, size & 0x7f], ...frames);
};

export const id3Frame = (id: string, text: string): Uint8Array<ArrayBuffer> => {
  const body = bytes([3], new TextEncoder().encode(text));
  return bytes(id, [0, 0, 0, body.length], [0, 0], body);
};

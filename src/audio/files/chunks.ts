export interface Chunk {
  id: string;
  /** The body; shorter than it says where the file ends before. */
  body: DataView;
  /** Bytes that it says it has and that are not there. */
  missing: number;
}

export const idAt = (view: DataView, at: number): string =>
  at + 4 <= view.byteLength
    ? String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, 4))
    : '';

const IS_ID = /^[\x20-\x7e]{4}$/;

/** Recorders that do not know the length yet write what is near the most that 32 bits hold, with or without a sign, or 0. */
const isPlaceholder = (size: number): boolean =>
  (size >= 0x7fff_0000 && size <= 0x8000_0000) ||
  (size >= 0xffff_0000 && size <= 0xffff_ffff) ||
  size > 2 ** 62;

/** Chunks of samples. */
const SOUND_IDS: readonly string[] = ['data', 'SSND'];

/** The length of a chunk as it is meant, with `rest` bytes behind its head; null where it was not known to the writer. */
export const meantSize = (id: string, said: number, rest: number, isFollowed: () => boolean): number | null =>
  (isPlaceholder(said) && said > rest) || (said === 0 && SOUND_IDS.includes(id) && rest > 0 && !isFollowed())
    ? null
    : said;

/**
 * The chunks of a RIFF or IFF file from `start`: four letters, a 32-bit length, the body, filled up to an even length.
 * @param sizeOf a chunk's length where the file keeps it elsewhere, as RF64 does
 */
export function readChunks(
  view: DataView,
  start: number,
  isLittle: boolean,
  sizeOf: (id: string, size: number) => number = (_, size) => size,
): Chunk[] {
  const chunks: Chunk[] = [];
  let at = start;
  while (at + 8 <= view.byteLength) {
    const id = idAt(view, at);
    if (!IS_ID.test(id)) break;
    const said = sizeOf(id, view.getUint32(at + 4, isLittle));
    const rest = view.byteLength - at - 8;
    const meant = meantSize(id, said, rest, () => isChunkAt(view, at + 8, isLittle)) ?? rest;
    const size = Math.min(meant, rest);
    const body = new DataView(view.buffer, view.byteOffset + at + 8, size);
    chunks.push({ id, body, missing: meant - size });
    const next = at + 8 + size;
    // Some writers forget the byte that makes the length even.
    at = size % 2 === 1 && !(IS_ID.test(idAt(view, next)) && view.getUint8(next) !== 0) ? next + 1 : next;
  }
  return chunks;
}

/** Whether another chunk stands there, whole: an empty sound has them behind it, a stream of unknown length has samples. */
const isChunkAt = (view: DataView, at: number, isLittle: boolean): boolean =>
  IS_ID.test(idAt(view, at)) &&
  at + 8 <= view.byteLength &&
  view.getUint32(at + 4, isLittle) <= view.byteLength - at - 8;

/**
 * How many samples were to be there, of which `length` are; null where none is missing.
 * @param frameBytes what a sample of all channels takes: less than one is the rounding of a writer
 */
export const promisedLength = (
  { body: { byteLength }, missing }: Omit<Chunk, 'id'>,
  length: number,
  frameBytes: number,
): number | null =>
  missing >= frameBytes && byteLength > 0 ? Math.round((length * (byteLength + missing)) / byteLength) : null;

export const chunkOf = (chunks: readonly Chunk[], id: string): DataView | undefined =>
  chunks.find((chunk) => chunk.id === id)?.body;

export const bytesOf = (view: DataView): Uint8Array<ArrayBuffer> =>
  new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength);

export interface Chunk {
  id: string;
  /** The body; shorter than it says where the file ends before. */
  body: DataView;
}

export const idAt = (view: DataView, at: number): string =>
  at + 4 <= view.byteLength
    ? String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, 4))
    : '';

const IS_ID = /^[\x20-\x7e]{4}$/;

/** Streams that were written without knowing their length say so with this, or with 0. */
const UNKNOWN_SIZE = 0xffff_ffff;

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
    const isUnknown =
      said === UNKNOWN_SIZE || (said === 0 && id === 'data' && !isChunkAt(view, at + 8, isLittle));
    const size = isUnknown ? rest : Math.min(said, rest);
    chunks.push({ id, body: new DataView(view.buffer, view.byteOffset + at + 8, size) });
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

export const chunkOf = (chunks: readonly Chunk[], id: string): DataView | undefined =>
  chunks.find((chunk) => chunk.id === id)?.body;

export const bytesOf = (view: DataView): Uint8Array<ArrayBuffer> =>
  new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength);
